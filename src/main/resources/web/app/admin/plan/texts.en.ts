export const en = {
  title: "Plan", detail: "Draw and number the bays of a zone, as they lie in reality",
  zone: "Zone", noZones: "This facility has no zones yet", noZonesDetail: "Create one under Zones; its bays can then be drawn here.",
  editor: "plan editor", planOf: {one: "Plan of {zone}: {n} bay placed, {waiting} without a place.", other: "Plan of {zone}: {n} bays placed, {waiting} without a place."},
  help: "N and P go from bay to bay, with Shift they add it. Arrow keys move what is selected, with Shift in small steps; without a selection they move the view. R turns, with Shift back. Delete takes the place away. Control A selects all, Control Z undoes, Control Y redoes. Plus and minus zoom, 0 shows all. With the tool Image the arrow keys move the image. Enter adds a row that is shown, Escape leaves it. The list beside the plan does the same with fields.",
  zoomIn: "Zoom in", zoomOut: "Zoom out", fit: "Show all",
  tools: "Tools", select: "Select", row: "Draw a row", hand: "Move the view", snap: "Snap", snapNone: "No snapping", snapTo: "Snap {n} m", undo: "Undo", redo: "Redo",
  save: "Save", saveChanges: {one: "Save {n} change", other: "Save {n} changes"}, discard: "Discard", discardHeading: "Discard what is not saved?", discardWords: "The plan is shown as it was saved last.", isSaved: "The plan of {zone} is saved.",
  unsaved: "Not saved yet", kept: "What you have drawn in {zone} is not saved. It is kept here until this window is closed.",
  meanwhile: "Somebody else has changed this zone meanwhile.", takeOver: "Load theirs, keep mine", isTakenOver: "Theirs is loaded, and yours drawn upon it. Look at it and save.",
  refused: "The server does not take it: {words}", bayFault: "bay {number}: {words}",
  numbersTwice: {one: "{n} bay has no number, or one that another has, too.", other: "{n} bays have no number, or one that another has, too."},

  rowHeading: "New row", rowHint: "Drag a line on the plan along the road, or fill in the fields.", count: "Bays", angle: "Angle", side: "Side of the line", left: "left", right: "right",
  across: "90° across", aslant: "{n}°", parallel: "0° along the kerb", width: "Width, m", length: "Length, m", x: "X, m", y: "Y, m", direction: "Direction, °",
  fill: "Bays are", fillNumbers: "numbered like this", fillWaiting: "those without a place", prefix: "Prefix", start: "First", step: "Step", digits: "Digits", preview: "{from} to {to}",
  add: "Add row", dismiss: "Leave", isAdded: {one: "{n} bay added to the plan.", other: "{n} bays added to the plan."}, taken: "On the plan already: {numbers}", outside: "The row leaves the plan.", nobodyWaits: "All bays have a place already.",
  fewerWait: {one: "Only {n} bay has no place.", other: "Only {n} bays have no place."},

  chosen: {one: "{n} bay selected", other: "{n} bays selected"}, bay: "Bay {number}", number: "Number", kind: "Kind", bayAngle: "Turned, °", put: "Put on the plan", unplace: "Take off the plan", turn: "Turn 15°", turnBack: "Turn 15° back",
  arrange: "Arrange", alignRow: "On one line", alignColumn: "One below the other", even: "Even gaps", renumber: "Renumber", order: "In order", orderRight: "rows, left to right", orderLeft: "rows, right to left",
  orderDown: "columns, downwards", orderUp: "columns, upwards", orderChosen: "as selected", several: "several", moved: {one: "{n} bay moved.", other: "{n} bays moved."}, turned: {one: "{n} bay turned.", other: "{n} bays turned."},
  unplaced: {one: "{n} bay taken off the plan.", other: "{n} bays taken off the plan."}, undone: "Undone.", redone: "Done again.", at: "at {x} m, {y} m, turned {angle}°",

  planSize: "Size of the plan", planWidth: "Width, m", planHeight: "Height, m", planSizeHint: "It is at least as large as its bays.",
  image: "Image", imageHeading: "Image below the bays", imageHint: "A drawing of the floor to trace the bays on; the dashboard shows it, too. Choose a file, or drop it on the plan.",
  imageLimits: "PNG, JPEG or WebP, at most 4 MB and 16 megapixels.", imagePick: "Choose a file", imageOther: "Another file", imageRemove: "Remove", imageFit: "Fit the plan", imageMeasure: "Set a distance",
  imageMoveHint: "Drag the image to move it, a corner to scale it. With any other tool it stays where it is.", imageHeight: "Height, m", imageOpacity: "Opacity, %", imageLine: "Line's length, m",
  imageMeasureHint: "Draw a line on the plan along something whose length you know.", imageLineHint: "Say how long it is in reality, and the image is scaled.", imageMeasured: "The line is {n} m long.",
  imageMoved: "Image placed.", imageTaken: "{name} lies below the bays.", imageGone: "Image removed.", imageUploading: "Uploading …", imageMissing: "The image cannot be shown.",
  imageKind: "{name} is no PNG, JPEG or WebP.", imageLarge: "{name} is larger than 4 MB.", imagePixels: "{name} has {width} by {height} pixels: more than 16 megapixels.", imageUnreadable: "{name} is damaged, or no image.",

  bays: "Bays", place: "Place", noPlace: "no place", placeWords: "{x} / {y} · {angle}°", choose: "Select bay {number}", onlyWaiting: "Only without a place", find: "Find a bay", noBays: "No bay is like that", chooseAll: "Select all shown"
} as const;

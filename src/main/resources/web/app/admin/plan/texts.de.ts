import type {Texts} from "../../text/texts";
import type {en} from "./texts.en";

export const de: Texts<typeof en> = {
  title: "Plan", detail: "Stellplätze einer Zone zeichnen und nummerieren, wie sie wirklich liegen",
  zone: "Zone", noZones: "Dieser Standort hat noch keine Zonen", noZonesDetail: "Erstellen Sie eine unter Zonen; dann können ihre Stellplätze hier gezeichnet werden.",
  editor: "Planeditor", planOf: {one: "Plan von {zone}: {n} Stellplatz eingezeichnet, {waiting} ohne Ort.", other: "Plan von {zone}: {n} Stellplätze eingezeichnet, {waiting} ohne Ort."},
  help: "N und P gehen von Platz zu Platz, mit Umschalt kommt er dazu. Pfeiltasten verschieben die Auswahl, mit Umschalt in kleinen Schritten; ohne Auswahl bewegen sie die Ansicht. R dreht, mit Umschalt zurück. Entf nimmt den Ort weg. Strg A wählt alle, Strg Z macht rückgängig, Strg Y wiederholt. Plus und Minus ändern die Größe, 0 zeigt alles. Mit dem Werkzeug Bild bewegen die Pfeiltasten das Bild. Eingabe fügt die gezeigte Reihe hinzu, Escape verwirft sie. Die Liste neben dem Plan kann dasselbe mit Feldern.",
  zoomIn: "Vergrößern", zoomOut: "Verkleinern", fit: "Alles zeigen",
  tools: "Werkzeuge", select: "Auswählen", row: "Reihe zeichnen", hand: "Ansicht bewegen", snap: "Raster", snapNone: "Ohne Raster", snapTo: "Raster {n} m", undo: "Rückgängig", redo: "Wiederholen",
  save: "Speichern", saveChanges: {one: "{n} Änderung speichern", other: "{n} Änderungen speichern"}, discard: "Verwerfen", discardHeading: "Nicht Gespeichertes verwerfen?", discardWords: "Der Plan wird gezeigt, wie er zuletzt gespeichert wurde.", isSaved: "Der Plan von {zone} ist gespeichert.",
  unsaved: "Noch nicht gespeichert", kept: "Was Sie in {zone} gezeichnet haben, ist nicht gespeichert. Es bleibt hier erhalten, bis dieses Fenster geschlossen wird.",
  meanwhile: "Jemand anderes hat diese Zone inzwischen geändert.", takeOver: "Neuen Stand laden, Meines behalten", isTakenOver: "Der neue Stand ist geladen, Ihrer darüber gezeichnet. Bitte prüfen und speichern.",
  refused: "Der Server nimmt es nicht an: {words}", bayFault: "Stellplatz {number}: {words}",
  numbersTwice: {one: "{n} Stellplatz hat keine Nummer oder eine, die auch ein anderer hat.", other: "{n} Stellplätze haben keine Nummer oder eine, die auch ein anderer hat."},

  rowHeading: "Neue Reihe", rowHint: "Ziehen Sie auf dem Plan eine Linie entlang der Fahrbahn, oder füllen Sie die Felder aus.", count: "Plätze", angle: "Winkel", side: "Seite der Linie", left: "links", right: "rechts",
  across: "90° quer", aslant: "{n}°", parallel: "0° längs am Bordstein", width: "Breite, m", length: "Länge, m", x: "X, m", y: "Y, m", direction: "Richtung, °",
  fill: "Plätze sind", fillNumbers: "so nummeriert", fillWaiting: "die noch ohne Ort", prefix: "Präfix", start: "Erste", step: "Schritt", digits: "Stellen", preview: "{from} bis {to}",
  add: "Reihe hinzufügen", dismiss: "Verwerfen", isAdded: {one: "{n} Stellplatz eingezeichnet.", other: "{n} Stellplätze eingezeichnet."}, taken: "Schon auf dem Plan: {numbers}", outside: "Die Reihe verlässt den Plan.", nobodyWaits: "Alle Stellplätze haben schon einen Ort.",
  fewerWait: {one: "Nur {n} Stellplatz ist ohne Ort.", other: "Nur {n} Stellplätze sind ohne Ort."},

  chosen: {one: "{n} Stellplatz ausgewählt", other: "{n} Stellplätze ausgewählt"}, bay: "Stellplatz {number}", number: "Nummer", kind: "Art", bayAngle: "Gedreht, °", put: "Einzeichnen", unplace: "Vom Plan nehmen", turn: "15° drehen", turnBack: "15° zurückdrehen",
  arrange: "Anordnen", alignRow: "Auf eine Linie", alignColumn: "Untereinander", even: "Gleiche Abstände", renumber: "Neu nummerieren", order: "Reihenfolge", orderRight: "Zeilen, von links", orderLeft: "Zeilen, von rechts",
  orderDown: "Spalten, abwärts", orderUp: "Spalten, aufwärts", orderChosen: "wie ausgewählt", several: "verschieden", moved: {one: "{n} Stellplatz verschoben.", other: "{n} Stellplätze verschoben."}, turned: {one: "{n} Stellplatz gedreht.", other: "{n} Stellplätze gedreht."},
  unplaced: {one: "{n} Stellplatz vom Plan genommen.", other: "{n} Stellplätze vom Plan genommen."}, undone: "Rückgängig gemacht.", redone: "Wiederholt.", at: "bei {x} m, {y} m, um {angle}° gedreht",

  planSize: "Größe des Plans", planWidth: "Breite, m", planHeight: "Höhe, m", planSizeHint: "Er ist mindestens so groß wie seine Stellplätze.",
  image: "Bild", imageHeading: "Bild unter den Stellplätzen", imageHint: "Ein Grundriss, auf dem die Stellplätze nachgezeichnet werden; auch die Übersicht zeigt ihn. Wählen Sie eine Datei, oder ziehen Sie sie auf den Plan.",
  imageLimits: "PNG, JPEG oder WebP, höchstens 4 MB und 16 Megapixel.", imagePick: "Datei wählen", imageOther: "Andere Datei", imageRemove: "Entfernen", imageFit: "In den Plan einpassen", imageMeasure: "Strecke angeben",
  imageMoveHint: "Ziehen Sie das Bild, um es zu verschieben, eine Ecke für seine Größe. Mit jedem anderen Werkzeug bleibt es, wo es ist.", imageHeight: "Höhe, m", imageOpacity: "Deckkraft, %", imageLine: "Länge der Linie, m",
  imageMeasureHint: "Ziehen Sie auf dem Plan eine Linie an etwas entlang, dessen Länge Sie kennen.", imageLineHint: "Geben Sie an, wie lang es wirklich ist; das Bild wird danach vergrößert oder verkleinert.", imageMeasured: "Die Linie ist {n} m lang.",
  imageMoved: "Bild verschoben.", imageTaken: "{name} liegt unter den Stellplätzen.", imageGone: "Bild entfernt.", imageUploading: "Wird hochgeladen …", imageMissing: "Das Bild lässt sich nicht zeigen.",
  imageKind: "{name} ist kein PNG, JPEG oder WebP.", imageLarge: "{name} ist größer als 4 MB.", imagePixels: "{name} hat {width} mal {height} Pixel: mehr als 16 Megapixel.", imageUnreadable: "{name} ist beschädigt oder kein Bild.",

  bays: "Stellplätze", place: "Ort", noPlace: "ohne Ort", placeWords: "{x} / {y} · {angle}°", choose: "Stellplatz {number} auswählen", onlyWaiting: "Nur ohne Ort", find: "Stellplatz finden", noBays: "Kein Stellplatz passt", chooseAll: "Alle gezeigten auswählen"
};

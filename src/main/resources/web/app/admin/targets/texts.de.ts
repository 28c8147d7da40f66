import type {Texts} from "../../text/texts";
import type {en} from "./texts.en";

export const de: Texts<typeof en> = {
  patterns: "Wochenmuster",
  patternsDetail: "Sie füllen die Tage ohne eigenes Ziel. Eines gilt, bis das nächste beginnt.",
  noPatterns: "Diese Zone hat kein Wochenmuster",
  newPattern: "Neues Wochenmuster",
  holdsNow: "gilt jetzt",
  willHold: "kommt noch",
  hasHeld: "vergangen",
  from: "Ab {day}",
  change: "Ändern",
  remove: "Entfernen",
  removeHeading: "Das Muster ab {day} entfernen?",
  removeWords: "Das davor gilt weiter. Tage mit eigenem Ziel behalten es.",
  isRemoved: "Das Muster ist entfernt.",
  olderPatterns: {one: "{n} älteres zeigen", other: "{n} ältere zeigen"},
  hintEmpty: "Ein Wochentag ohne Zahl hat kein Ziel.",
  usageHours: "Belegte Stunden",
  hintUsageHours: "Belegte Zeit aller Stellplätze zusammen; kann leer bleiben."
};

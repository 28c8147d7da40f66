import type {Texts} from "../text/texts";
import type {en} from "./texts.en";

export const de: Texts<typeof en> = {
  loading: "Wird geladen …",
  failed: "Das konnte nicht geladen werden.",
  noAnswer: "Der Server antwortet nicht.",
  notInTime: "Der Server hat nicht rechtzeitig geantwortet.",
  serverFault: "Der Server konnte das nicht beantworten; der Grund steht in seinem Protokoll.",
  notNow: "Der Server kann das gerade nicht beantworten; versuchen Sie es gleich noch einmal.",
  forbidden: "Das dürfen Sie nicht sehen.",
  stale: "Nicht aktuell: {reason}",
  retry: "Erneut versuchen",
  cancel: "Abbrechen",
  ago: "vor {age}",
  today: "Heute",
  date: "Datum",
  dayBefore: "Der Tag davor",
  dayAfter: "Der Tag danach",
  badDate: "Schreiben Sie ein Datum wie {example}",
  OVERSTAY: "Parkzeit überschritten",
  DEVICE_OFFLINE: "Offline",
  HIGH_POWER: "Hohe Leistung",
  INVALID_DATA: "Ungültige Werte",
  LOW_BATTERY: "Batterie schwach",
  CLOCK_SKEW: "Uhr geht falsch",
  ZONE_FULL: "Zone voll",
  STUCK_SENSOR: "Sensor hängt",
  FLAPPING_SENSOR: "Sensor flattert",
  LOW_HEALTH: "Schlechter Zustand",
  DEVICE_QUARANTINED: "In Quarantäne"
};

import type {Texts} from "../../text/texts";
import type {en} from "./texts.en";

export const de: Texts<typeof en> = {
  CRITICAL: "kritisch",
  WARNING: "Warnung",
  INFO: "Hinweis",
  asGeneral: "Leer: {value}, wie in der allgemeinen Regel",
  noDays: "Keiner: jeden Tag",
  noHours: "Leer: ganztägig",
  watts: "Leistung, W",
  clear_watts: "Vorbei bei, W",
  volts_min: "Mindestens, V",
  volts_max: "Höchstens, V",
  margin_volts: "Abstand, V",
  hours: "Stunden",
  silence_seconds: "Stille, s",
  interval_factor: "Mal seinen Abstand",
  facility_percent: "Ganzer Standort, %",
  facility_devices: "Ganzer Standort, Geräte",
  messages: "Nachrichten",
  stays: "Autos",
  clear_stays: "Vorbei bei, Autos",
  window_minutes: "Innerhalb, min",
  score: "Wert",
  clear_score: "Vorbei bei, Wert",
  escalate_factor: "Kritisch bei, mal die Grenze",
  percent: "Bei, %",
  clear_percent: "Vorbei bei, %",
  ahead_seconds: "Voraus, s",
  behind_seconds: "Zurück, s",
  clear_seconds: "Vorbei bei, s"
};

import type {Texts} from "../app/text/texts";
import type {en} from "./texts.en";

export const de: Texts<typeof en> = {
  title: "Anmelden",
  name: "Name",
  password: "Passwort",
  logIn: "Anmelden",
  busy: "Anmeldung läuft …",
  missing: "Geben Sie Name und Passwort ein.",
  wrong: "Name oder Passwort ist falsch.",
  wait: {one: "Zu viele Fehlversuche. Wieder möglich in {n} Sekunde.", other: "Zu viele Fehlversuche. Wieder möglich in {n} Sekunden."},
  unreachable: "Parkbridge ist nicht erreichbar. Prüfen Sie das Netz und versuchen Sie es noch einmal.",
  failed: "Parkbridge kann das gerade nicht. Versuchen Sie es später noch einmal.",
  withCompany: "Mit dem Firmenkonto anmelden",
  withProvider: "Mit {name} anmelden",
  noGroup: "Sie sind dort angemeldet, aber keine Ihrer Gruppen darf Parkbridge nutzen. Fragen Sie einen Administrator von Parkbridge.",
  ended: "Ein Administrator hat Ihren Zugang zu Parkbridge beendet.",
  denied: "Die Anmeldung wurde dort nicht erlaubt. Versuchen Sie es noch einmal, oder mit Name und Passwort.",
  providerFailed: "Die Anmeldung dort hat nicht geklappt. Versuchen Sie es noch einmal, oder mit Name und Passwort."
};

import type {Texts} from "../text/texts";
import type {en} from "./texts.en";

export const de: Texts<typeof en> = {
  title: "Verwaltung",
  groupSites: "Standorte", groupDevices: "Geräte", groupAlerts: "Alarme", groupSystem: "Zugang und System",
  notYours: "Das ist Sache der Administratoren", notYoursDetail: "Fragen Sie einen von ihnen, wenn Sie hier etwas brauchen.",
  facilities: "Standorte", facilitiesWords: "Name, Adresse und Zeitzone jedes Standorts",
  zones: "Zonen", zonesWords: "Ebenen und Bereiche mit ihrer Höchstparkdauer",
  plan: "Plan", planWords: "Stellplätze zeichnen und nummerieren, wo sie liegen",
  bays: "Stellplätze", baysWords: "Nummern, Arten, Lage und Höchstparkdauer",

  targets: "Ziele", targetsWords: "Erwartete Ankünfte je Tag und je Woche",
  imports: "Importe", importsWords: "Standorte und Ziele als Dateien, erst geprüft, dann übernommen",
  devices: "Geräte", devicesWords: "Sensoren und Gateways, ihre Stellplätze und Modelle",
  discovered: "Entdeckte Geräte", discoveredWords: "Was sendet und noch nicht erfasst ist",
  letters: "Unzustellbare Nachrichten", lettersWords: "Was nicht angenommen werden konnte, und wie es nachgeholt wird",
  rules: "Alarmregeln", rulesWords: "Was einen Alarm auslöst, und wann",
  holidays: "Feiertage", holidaysWords: "Tage, an denen Grenzen ruhen können",
  deliveries: "Benachrichtigungen", deliveriesWords: "Was gesagt wurde, wartet oder aufgegeben ist",
  users: "Personen", usersWords: "Wer sich anmelden darf, und was er darf",
  tokens: "API-Token", tokensWords: "Für Maschinen, die die Programmierschnittstelle nutzen",
  audit: "Änderungsprotokoll", auditWords: "Wer was wann geändert hat",
  status: "Systemzustand", statusWords: "Broker, Datenbank, Durchsatz und die Bücher der Nachrichten",

  search: "Suche", all: "Alle", showRetired: "Stillgelegte zeigen", shown: {one: "{n} Eintrag", other: "{n} Einträge"}, deeds: "Aktionen",
  nothingHere: "Hier ist noch nichts", nothingFound: "Nichts passt dazu", active: "aktiv", retired: "stillgelegt",
  cancel: "Abbrechen", close: "Schließen", save: "Speichern", create: "Anlegen", edit: "Bearbeiten", remove: "Entfernen", isRequired: "wird gebraucht",
  severalCleared: "Nichts ist gewählt", severalFocused: "im Fokus. Die Rücktaste nimmt es weg", severalSelected: "gewählt", severalDeselected: "nicht mehr gewählt", severalTotal: "{count} gewählt",
  seeFields: "Einige Felder stimmen noch nicht.", changedMeanwhile: "Das hat inzwischen jemand anders geändert. Laden Sie es neu; was Sie eingegeben haben, bleibt.", loadAgain: "Neu laden",
  isCreated: "{name} ist angelegt.", isRemoved: "{name} ist entfernt.",
  retire: "Stilllegen", restore: "Wieder aufnehmen", retireHeading: "{name} stilllegen?", isRetired: "{name} ist stillgelegt.", isRestored: "{name} ist wieder in Betrieb.",
  retireFacility: "Zonen und Geräte müssen vorher stillgelegt sein. Die Geschichte bleibt.",
  retireZone: "Stellplätze und Geräte werden mit stillgelegt, offene Aufenthalte enden jetzt. Die Geschichte bleibt.",
  retireBay: "Das Gerät wird mit stillgelegt, ein offener Aufenthalt endet jetzt. Die Geschichte bleibt.",
  retireDevice: "Seine Nachrichten sind künftig unzustellbar, sein Stellplatz ist unbekannt, ein offener Aufenthalt endet jetzt.",

  name: "Name", code: "Kürzel", codeHint: "Teil der Topics: A–Z, a–z, 0–9, _ und -", timeZone: "Zeitzone", address: "Adresse", state: "Zustand", type: "Art",
  newFacility: "Neuer Standort", newZone: "Neue Zone", newBay: "Neuer Stellplatz", newDevice: "Neues Gerät",
  noZones: "Dieser Standort hat noch keine Zonen", noBays: "Hier sind noch keine Stellplätze", noDevices: "Hier sind noch keine Geräte",
  maxStay: "Höchstparkdauer, min", maxStayHint: "Leer: keine Grenze", grace: "Kulanz, min", zonesUnlessSaid: "Leer: wie die Zone", rulesUnlessSaid: "Keiner: wie die Alarmregel",
  zone: "Zone", facility: "Standort", number: "Nummer", kind: "Art", device: "Gerät", bay: "Stellplatz", bayOf: "Stellplatz {number}, {zone}",
  longitude: "Länge", latitude: "Breite", limitDays: "Tage der Grenze", limitFrom: "Grenze ab", limitUntil: "Grenze bis",
  gateway: "Gateway", model: "Modell", lastSeen: "Zuletzt gehört", never: "nie", bayHint: "Leer: ein Gateway", devEuiHint: "Eines LoRaWAN-Sensors: 16 hexadezimale Ziffern",
  interval: "Sendet alle, s", intervalHint: "Wie oft mindestens", replace: "Ersetzen", replaceHeading: "{name} ersetzen", newCode: "Kürzel des neuen Geräts",
  replaceWords: "Das alte Gerät wird stillgelegt. Der Stellplatz behält Zustand und offenen Aufenthalt, das neue Gerät führt sie fort.",

  discoveredDetail: "Sie senden und sind nicht erfasst. Nach der Aufnahme zählt, was sie bisher gesagt haben.", noDiscovered: "Niemand Unbekanntes sendet", says: "Sagt", messages: "Nachrichten",
  adopt: "Aufnehmen", adoptHeading: "{name} aufnehmen", adoptWords: "Es wird am Stellplatz erfasst, und was es bisher gesagt hat, wird übernommen.", freeBays: "Freie Stellplätze seines Standorts",
  adoptNowhere: "Seine Nachrichten nennen den Standort „{facility}“, den es nicht gibt. Legen Sie ihn erst an.", isAdopted: {one: "{name} ist aufgenommen; {n} Nachricht wurde übernommen.", other: "{name} ist aufgenommen; {n} Nachrichten wurden übernommen."},
  lettersDetail: "Die neuesten 1.000, die passen. Nachgeholt gehen sie den Weg jeder Nachricht.", noLetters: "Keine Nachricht wurde abgewiesen", reason: "Grund", where: "Wo", received: "Empfangen", topic: "Topic", why: "Warum",
  replay: "Nachholen", replayAll: "Alle passenden nachholen", look: "Ansehen", letterHeading: "Nachricht {n}", payload: "Inhalt",
  replayThese: "Alle unzustellbaren Nachrichten von: {which}.", replayEverything: "Alle unzustellbaren Nachrichten.", isReplayed: "{n} nachgeholt: {stored} gespeichert, {duplicate} schon bekannt, {dead} weiter unzustellbar.",

  importsDetail: "Eine Datei gilt ganz oder gar nicht.", export: "Als CSV exportieren", what: "Was", sitesFile: "Standorte und Geräte", dropHere: "CSV-Datei hierher ziehen oder", chooseFile: "Datei wählen", otherFile: "Andere Datei wählen",
  tryAgain: "Erneut prüfen", sitesHint: "Standorte, Zonen, Stellplätze und Geräte, höchstens 1 MB. Was da ist, bleibt; was die Datei anders sagt, wird angepasst.", targetsHint: "facility_code, zone_code, day, arrivals; höchstens 1 MB.",
  reading: "Wird geprüft …", importHeading: "{name} importieren?", importWords: "Was die Datei anders sagt, wird angepasst. Nichts wird gelöscht.", apply: "Übernehmen",
  isImported: {one: "{n} Zeile geschrieben.", other: "{n} Zeilen geschrieben."}, faults: {one: "{n} Fehler in {lines} Zeilen. Nichts wurde geschrieben.", other: "{n} Fehler in {lines} Zeilen. Nichts wurde geschrieben."},
  wouldWrite: {one: "Kein Fehler in {lines} Zeilen. {n} Zeile würde geschrieben.", other: "Kein Fehler in {lines} Zeilen. {n} Zeilen würden geschrieben."}, hasWritten: {one: "{n} Zeile aus {lines} Zeilen geschrieben.", other: "{n} Zeilen aus {lines} Zeilen geschrieben."},
  faultyLines: "Fehlerhafte Zeilen", line: "Zeile", column: "Spalte", faultsShown: "Die ersten {shown} sind zu sehen.", fileTooLarge: "Die Datei ist größer als 1 MB. Teilen Sie sie nach Standorten.",
  chooseAgain: "Die Datei hat sich seit der Wahl geändert; wählen Sie sie erneut.",

  scope: "Gilt für", everywhere: "überall", enabled: "Eingeschaltet", on: "an", off: "aus", severity: "Schwere", hours: "Zeiten", always: "immer", days: "Tage", from: "Von", until: "Bis", onHolidays: "Auch an Feiertagen",
  thresholds: "Schwellen", newRule: "Neue Regel für einen Ort", rulesDetail: "Je Art eine allgemeine Regel; eine Regel für Standort, Zone oder Gerät geht ihr vor.", removeRule: "Die allgemeinere Regel gilt wieder.", removeHeading: "{name} entfernen?",
  newHoliday: "Neuer Feiertag", day: "Tag", noHolidays: "Dieser Standort hat keine Feiertage", holidayPlain: "Wieder ein gewöhnlicher Tag.",

  noTargets: "Diese Zone hat an diesen Tagen keine Ziele", setDay: "Ziel für einen Tag", arrivals: "Ankünfte", source: "Aus", explicit: "für den Tag gesetzt", weekly: "Wochenmuster", validFrom: "Gilt ab",
  targetsDetail: "Erwartete Ankünfte der kommenden Wochen", change: "Ändern",

  fullName: "Voller Name", role: "Rolle", viewer: "Betrachter", operator: "Bediener", manager: "Leitung", administrator: "Administrator", ingest: "Einlieferung (nur Messwerte)", allFacilities: "alle", facilitiesHint: "Keiner: alle Standorte",
  lastLogin: "Letzte Anmeldung", newUser: "Neue Person", newPassword: "Neues Passwort", logOut: "Überall abmelden", endAccess: "Zugang beenden", giveAccess: "Zugang geben", endHeading: "Zugang von {name} beenden?", endWords: "Alle Sitzungen enden sofort.",
  passwordHeading: "Neues Passwort für {name}?", passwordWords: "Das jetzige gilt nicht mehr, alle Sitzungen enden.", isLoggedOut: "{name} ist überall abgemeldet.", secretHeading: "Nur dieses Mal zu sehen", secretWords: "Geben Sie es vertraulich weiter. Es kann nicht noch einmal gezeigt werden.",
  copy: "Kopieren", copied: "Kopiert.", noAccess: "kein Zugang", nameHint: "a–z, 0–9, . _ @ -",
  newToken: "Neues Token", expires: "Läuft ab", expiresInDays: "Tage bis zum Ablauf", lastUsed: "Zuletzt benutzt", createdBy: "Von", revoke: "Widerrufen", revokeHeading: "{name} widerrufen?", revokeWords: "Es öffnet von da an nichts mehr.", isRevoked: "{name} ist widerrufen.",
  revoked: "widerrufen", expired: "abgelaufen", valid: "gültig",

  channel: "Kanal", alert: "Alarm", step: "Schritt", attempts: "Versuche", created: "Angelegt", lastError: "Letzter Fehler", noDeliveries: "Noch war nichts zu sagen",
  when: "Wann", who: "Wer", did: "Tat", subject: "Woran", address2: "Von", before: "Vorher", after: "Nachher", request: "Anfrage", auditDetail: "Die neuesten 1.000, die passen.", noAudit: "Noch hat niemand etwas geändert",

  broker: "Broker", database: "Datenbank", connected: "verbunden und abonniert", notConnected: "nicht verbunden", storing: "nimmt Messwerte an", notStoring: "weist Messwerte ab", lag: "Rückstand", lagWords: {one: "{n} Nachricht unterwegs", other: "{n} Nachrichten unterwegs"},
  lastReading: "Neuester Messwert", ago: "vor {age}", throughput: "Durchsatz", perSecond: "{n} Nachrichten je Sekunde", ledger: "Bücher seit dem Start dieser Instanz", ledgerReceived: "empfangen", ledgerStored: "gespeichert", ledgerDuplicate: "doppelt", ledgerDead: "unzustellbar",
  ledgerQuarantined: "in Quarantäne", ledgerFlight: "unterwegs", since: "Gestartet", balanced: "empfangen = gespeichert + doppelt + unzustellbar + in Quarantäne + unterwegs", deadByReason: "Unzustellbare Nachrichten nach Grund", noDead: "Keine unzustellbaren Nachrichten.", measuring: "wird gemessen …", notKept: "nicht aufgehoben",

};

import type {Texts} from "../text/texts";
import type {en} from "./terms.en";

export const de: Texts<typeof en> = {
  "Action.CREATED": "angelegt", "Action.CHANGED": "geändert", "Action.DELETED": "gelöscht", "Action.RETIRED": "stillgelegt", "Action.RESTORED": "wieder aufgenommen",
  "Action.REPLACED": "ersetzt", "Action.ADOPTED": "aufgenommen", "Action.IMPORTED": "importiert", "Action.EXPORTED": "exportiert", "Action.REPLAYED": "nachgeholt",
  "Action.ACKNOWLEDGED": "quittiert", "Action.NOTED": "notiert", "Action.MUTED": "stummgeschaltet", "Action.UNMUTED": "nicht mehr stumm",
  "Action.LOGIN": "angemeldet", "Action.LOGIN_FAILED": "Anmeldung gescheitert", "Action.LOCKED": "ausgesperrt", "Action.LOGOUT": "abgemeldet", "Action.PASSWORD_CHANGED": "Passwort geändert",
  "Action.ISSUED": "ausgegeben", "Action.ROTATED": "erneuert", "Action.REVOKED": "widerrufen", "Action.QUARANTINED": "in Quarantäne", "Action.RELEASED": "freigelassen",

  "Subject.FACILITY": "Standort", "Subject.ZONE": "Zone", "Subject.BAY": "Stellplatz", "Subject.DEVICE": "Gerät", "Subject.TARGET": "Ziel", "Subject.WEEKLY_TARGET": "Wochenmuster",
  "Subject.PLAN": "Plan", "Subject.SITES": "Standorte", "Subject.TARGETS": "Ziele", "Subject.RULE": "Alarmregel", "Subject.HOLIDAY": "Feiertag", "Subject.MUTE": "Stummschaltung", "Subject.ALERT": "Alarm",
  "Subject.DEAD_LETTERS": "Unzustellbare Nachrichten", "Subject.REPORT": "Bericht", "Subject.REPORT_SCHEDULE": "Berichtsplan", "Subject.USER": "Person", "Subject.TOKEN": "API-Token",
  "Subject.SESSION": "Sitzung", "Subject.CREDENTIALS": "Zugangsdaten", "Subject.AUDIT": "Änderungsprotokoll",

  "Kind.USER": "Person", "Kind.TOKEN": "API-Token", "Kind.DEVICE": "Gerät", "Kind.SYSTEM": "Parkbridge selbst", "Kind.ANONYMOUS": "Niemand Angemeldetes",

  "DeadLetterReason.MALFORMED_TOPIC": "Fehlerhaftes Topic", "DeadLetterReason.NOT_JSON": "Kein JSON", "DeadLetterReason.WRONG_TYPE": "Falscher Typ",
  "DeadLetterReason.MISSING_FIELD": "Feld fehlt", "DeadLetterReason.OUT_OF_RANGE": "Unmöglicher Wert", "DeadLetterReason.FUTURE_TIME": "Aus der Zukunft",
  "DeadLetterReason.TOO_OLD": "Zu alt", "DeadLetterReason.UNKNOWN_DEVICE": "Unbekanntes Gerät", "DeadLetterReason.INACTIVE_DEVICE": "Stillgelegtes Gerät",
  "DeadLetterReason.WRONG_FACILITY": "Falscher Standort", "DeadLetterReason.NO_BAY": "Ohne Stellplatz", "DeadLetterReason.SIMULATED": "Simuliert",
  "DeadLetterReason.NO_CODEC": "Kein Codec", "DeadLetterReason.UNKNOWN_PORT": "Unbekannter Port", "DeadLetterReason.PAYLOAD_LENGTH": "Falsche Länge",
  "DeadLetterReason.MALFORMED_PAYLOAD": "Fehlerhafter Inhalt", "DeadLetterReason.REFUSED_BY_DATABASE": "Von der Datenbank abgewiesen", "DeadLetterReason.PROCESSING_FAILED": "Verarbeitung gescheitert",

  "DeadLetterState.DEAD": "unzustellbar", "DeadLetterState.STORED": "gespeichert", "DeadLetterState.DUPLICATE": "doppelt", "DeadLetterState.ALL": "alle",

  "State.PENDING": "wartet", "State.SENT": "gesendet", "State.GIVEN_UP": "aufgegeben",
  "AlertStep.RAISED": "ausgelöst", "AlertStep.ESCALATED": "eskaliert", "AlertStep.ACKNOWLEDGED": "quittiert", "AlertStep.NOTED": "notiert", "AlertStep.CLEARED": "vorbei",
  "channel.mqtt": "MQTT", "channel.webhook": "Webhook", "channel.mail": "E-Mail",

  "said.occupancy": "Belegung", "said.heartbeat": "Lebenszeichen", "said.status": "Status", "said.uplink": "LoRaWAN-Uplink",

  "ZoneType.OUTDOOR": "Im Freien", "ZoneType.BASEMENT": "Tiefgarage", "ZoneType.MULTISTOREY": "Parkhaus", "ZoneType.ROOFTOP": "Dach", "ZoneType.VIP": "VIP",
  "BayKind.STANDARD": "Normal", "BayKind.ACCESSIBLE": "Barrierefrei", "BayKind.EV": "Laden", "BayKind.RESERVED": "Reserviert", "BayKind.LOADING": "Ladezone",

  "threshold.escalate_factor": "Kritisch ab, × Grenze", "threshold.silence_seconds": "Still seit, s", "threshold.interval_factor": "Still seit, × Abstand",
  "threshold.facility_percent": "Standort: stille Geräte, %", "threshold.facility_devices": "Standort: Geräte mindestens", "threshold.watts": "Über, W", "threshold.clear_watts": "Vorbei bei, W",
  "threshold.volts_min": "Unter, V", "threshold.volts_max": "Über, V", "threshold.margin_volts": "Vorbei, wenn innerhalb um, V", "threshold.score": "Unter", "threshold.clear_score": "Vorbei bei",
  "threshold.percent": "Grenze, %", "threshold.clear_percent": "Vorbei bei, %", "threshold.hours": "Unverändert seit, h", "threshold.stays": "Autos", "threshold.clear_stays": "Vorbei bei, Autos",
  "threshold.window_minutes": "Innerhalb von, min", "threshold.ahead_seconds": "Geht vor um, s", "threshold.behind_seconds": "Geht nach um, s", "threshold.clear_seconds": "Vorbei bei, s",
  "threshold.messages": "Nicht angenommene Nachrichten"
};

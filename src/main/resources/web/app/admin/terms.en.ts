/** The server's constants; `TermsTest` says which of them is missing. */
export const en = {
  "Action.CREATED": "created", "Action.CHANGED": "changed", "Action.DELETED": "deleted", "Action.RETIRED": "retired", "Action.RESTORED": "restored",
  "Action.REPLACED": "replaced", "Action.ADOPTED": "adopted", "Action.IMPORTED": "imported", "Action.EXPORTED": "exported", "Action.REPLAYED": "replayed",
  "Action.ACKNOWLEDGED": "acknowledged", "Action.NOTED": "noted", "Action.MUTED": "muted", "Action.UNMUTED": "unmuted",
  "Action.LOGIN": "logged in", "Action.LOGIN_FAILED": "failed to log in", "Action.LOCKED": "locked out", "Action.LOGOUT": "logged out", "Action.PASSWORD_CHANGED": "password changed",
  "Action.ISSUED": "issued", "Action.ROTATED": "renewed", "Action.REVOKED": "revoked", "Action.QUARANTINED": "quarantined", "Action.RELEASED": "released",

  "Subject.FACILITY": "Facility", "Subject.ZONE": "Zone", "Subject.BAY": "Bay", "Subject.DEVICE": "Device", "Subject.TARGET": "Target", "Subject.WEEKLY_TARGET": "Weekly pattern",
  "Subject.PLAN": "Plan", "Subject.SITES": "Sites", "Subject.TARGETS": "Targets", "Subject.RULE": "Alert rule", "Subject.HOLIDAY": "Holiday", "Subject.MUTE": "Mute", "Subject.ALERT": "Alert",
  "Subject.DEAD_LETTERS": "Dead letters", "Subject.REPORT": "Report", "Subject.REPORT_SCHEDULE": "Report schedule", "Subject.USER": "Person", "Subject.TOKEN": "API token",
  "Subject.SESSION": "Session", "Subject.CREDENTIALS": "Credentials", "Subject.AUDIT": "Audit log",

  "Kind.USER": "Person", "Kind.TOKEN": "API token", "Kind.DEVICE": "Device", "Kind.SYSTEM": "Parkbridge itself", "Kind.ANONYMOUS": "Nobody logged in",

  "DeadLetterReason.MALFORMED_TOPIC": "Malformed topic", "DeadLetterReason.NOT_JSON": "Not JSON", "DeadLetterReason.WRONG_TYPE": "Wrong type",
  "DeadLetterReason.MISSING_FIELD": "Missing field", "DeadLetterReason.OUT_OF_RANGE": "Out of range", "DeadLetterReason.FUTURE_TIME": "From the future",
  "DeadLetterReason.TOO_OLD": "Too old", "DeadLetterReason.UNKNOWN_DEVICE": "Unknown device", "DeadLetterReason.INACTIVE_DEVICE": "Retired device",
  "DeadLetterReason.WRONG_FACILITY": "Wrong facility", "DeadLetterReason.NO_BAY": "Watches no bay", "DeadLetterReason.SIMULATED": "Simulated",
  "DeadLetterReason.NO_CODEC": "No codec", "DeadLetterReason.UNKNOWN_PORT": "Unknown port", "DeadLetterReason.PAYLOAD_LENGTH": "Wrong length",
  "DeadLetterReason.MALFORMED_PAYLOAD": "Malformed payload", "DeadLetterReason.REFUSED_BY_DATABASE": "Refused by the database", "DeadLetterReason.PROCESSING_FAILED": "Processing failed",

  "DeadLetterState.DEAD": "dead", "DeadLetterState.STORED": "stored", "DeadLetterState.DUPLICATE": "duplicate", "DeadLetterState.ALL": "all",

  "State.PENDING": "waiting", "State.SENT": "sent", "State.GIVEN_UP": "given up",
  "AlertStep.RAISED": "raised", "AlertStep.ESCALATED": "escalated", "AlertStep.ACKNOWLEDGED": "acknowledged", "AlertStep.NOTED": "noted", "AlertStep.CLEARED": "over",
  "channel.mqtt": "MQTT", "channel.webhook": "Webhook", "channel.mail": "Mail",

  "said.occupancy": "occupancy", "said.heartbeat": "heartbeat", "said.status": "status", "said.uplink": "LoRaWAN uplink",

  "ZoneType.OUTDOOR": "Outdoor", "ZoneType.BASEMENT": "Basement", "ZoneType.MULTISTOREY": "Multi-storey", "ZoneType.ROOFTOP": "Rooftop", "ZoneType.VIP": "VIP",
  "BayKind.STANDARD": "Standard", "BayKind.ACCESSIBLE": "Accessible", "BayKind.EV": "Charging", "BayKind.RESERVED": "Reserved", "BayKind.LOADING": "Loading",

  "threshold.escalate_factor": "Critical beyond, × the limit", "threshold.silence_seconds": "Silent for, s", "threshold.interval_factor": "Silent for, × the interval",
  "threshold.facility_percent": "Facility: silent devices, %", "threshold.facility_devices": "Facility: devices at least", "threshold.watts": "Above, W", "threshold.clear_watts": "Over at, W",
  "threshold.volts_min": "Below, V", "threshold.volts_max": "Above, V", "threshold.margin_volts": "Over when inside by, V", "threshold.score": "Below", "threshold.clear_score": "Over at",
  "threshold.percent": "Limit, %", "threshold.clear_percent": "Over at, %", "threshold.hours": "Unchanged for, h", "threshold.stays": "Cars", "threshold.clear_stays": "Over at, cars",
  "threshold.window_minutes": "Within, min", "threshold.ahead_seconds": "Ahead by, s", "threshold.behind_seconds": "Behind by, s", "threshold.clear_seconds": "Over at, s",
  "threshold.messages": "Messages not taken"
} as const;

package io.parkbridge.device;

import java.time.Instant;

import io.parkbridge.audit.AuditedRows;
import io.parkbridge.audit.Subject;
import io.parkbridge.facility.Bay;
import io.parkbridge.facility.Facility;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;

/** What publishes under one code: a sensor on a bay, or a gateway on none. */
@Entity
public class Device extends PanacheEntityBase {

    public static final AuditedRows AUDITED = new AuditedRows(Subject.DEVICE, "device r", "r.id = any (?)", "r.id", "r.code", "r.facility_id");

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Integer id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "facility_id", updatable = false)
    public Facility facility;

    /** Null for a gateway. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "bay_id")
    public Bay bay;

    /** Never changes and is never given to another device. */
    @Column(nullable = false, updatable = false)
    public String code;

    @Column(nullable = false)
    public String model;

    /** Of a LoRaWAN sensor, 16 hexadecimal digits in lower case; null for a device that speaks MQTT itself. */
    @Column(name = "dev_eui")
    public String devEui;

    /** Seconds between messages, null where the model's own rhythm is not known. */
    @Column(name = "expected_interval_seconds")
    public Integer expectedIntervalSeconds;

    @Column(nullable = false)
    public boolean active;

    @Column(name = "installed_at", nullable = false, insertable = false, updatable = false)
    public Instant installedAt;

    @Version
    public int version;

    /** The device of this DevEUI, retired ones included, or null. */
    public static Device ofDevEui(String devEui) {
        return find("devEui", devEui).firstResult();
    }

    /** The device that watches a bay now, or null. */
    public static Device activeOn(Bay bay) {
        return find("bay = ?1 and active", bay).firstResult();
    }
}

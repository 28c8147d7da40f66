package io.parkbridge.facility;

import java.time.Instant;
import java.time.LocalTime;

import io.parkbridge.audit.AuditedRows;
import io.parkbridge.audit.Subject;
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

/** A place for one vehicle. It stays in its zone: what happened on it is counted there. */
@Entity
public class Bay extends PanacheEntityBase {

    public static final AuditedRows AUDITED = new AuditedRows(Subject.BAY,
            "bay r join zone z on z.id = r.zone_id join facility f on f.id = z.facility_id", "r.id = any (?)", "r.id",
            "f.code || '/' || z.code || '/' || r.number", "f.id");

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Integer id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "zone_id", updatable = false)
    public Zone zone;

    @Column(nullable = false)
    public String number;

    /** STANDARD, ACCESSIBLE, EV, RESERVED, LOADING, or what users add. */
    @Column(nullable = false)
    public String kind;

    /** Degrees (WGS 84), null with {@code latitude}. */
    public Double longitude;

    public Double latitude;

    /** Its own limit of stay: null where the zone's applies. */
    @Column(name = "max_stay_minutes")
    public Integer maxStayMinutes;

    @Column(name = "grace_minutes")
    public Integer graceMinutes;

    /** Digits from 1, Monday, to 7, Sunday; null where the rule's days apply. */
    @Column(name = "limit_days")
    public String limitDays;

    /** On the facility's clock, null like {@code limitUntil} where the rule's hours apply. */
    @Column(name = "limit_from")
    public LocalTime limitFrom;

    @Column(name = "limit_until")
    public LocalTime limitUntil;

    @Column(nullable = false)
    public boolean active;

    @Column(name = "created_at", nullable = false, insertable = false, updatable = false)
    public Instant createdAt;

    @Version
    public int version;
}

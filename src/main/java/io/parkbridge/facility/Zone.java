package io.parkbridge.facility;

import java.time.Instant;

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

/** A part of a facility with one kind of use and one limit of stay: a level, a car park, a street's kerb. */
@Entity
public class Zone extends PanacheEntityBase {

    public static final AuditedRows AUDITED = new AuditedRows(Subject.ZONE, "zone r join facility f on f.id = r.facility_id", "r.id = any (?)",
            "r.id", "f.code || '/' || r.code", "f.id");

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Integer id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "facility_id")
    public Facility facility;

    @Column(nullable = false, updatable = false)
    public String code;

    @Column(nullable = false)
    public String name;

    /** BASEMENT, OUTDOOR, VIP, ROOFTOP, or what users add. */
    @Column(name = "zone_type", nullable = false)
    public String zoneType;

    /** Active bays; counted anew where bays change ({@link #countBays}). */
    @Column(nullable = false, insertable = false, updatable = false)
    public int capacity;

    /** Null where there is no limit. */
    @Column(name = "max_stay_minutes")
    public Integer maxStayMinutes;

    @Column(name = "grace_minutes", nullable = false)
    public int graceMinutes;

    @Column(nullable = false)
    public boolean active;

    @Column(name = "created_at", nullable = false, insertable = false, updatable = false)
    public Instant createdAt;

    @Version
    public int version;

    /** Brings the capacity up to date with the bays, which must have been flushed. */
    public static void countBays(int zoneId) {
        getEntityManager().flush();
        getEntityManager().createNativeQuery("""
                update zone set capacity = (select count(*) from bay where zone_id = :zone and active) where id = :zone""")
                .setParameter("zone", zoneId).executeUpdate();
    }
}

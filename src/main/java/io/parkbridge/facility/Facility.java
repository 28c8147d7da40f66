package io.parkbridge.facility;

import java.time.Instant;

import io.parkbridge.audit.AuditedRows;
import io.parkbridge.audit.Subject;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

/** A site under one address and one clock. */
@Entity
public class Facility extends PanacheEntityBase {

    public static final AuditedRows AUDITED = new AuditedRows(Subject.FACILITY, "facility r", "r.id = any (?)", "r.id", "r.code", "r.id");

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Integer id;

    /** Names the facility in topics; never changes. */
    @Column(nullable = false, updatable = false)
    public String code;

    @Column(nullable = false)
    public String name;

    @Column(nullable = false)
    public String address;

    /** IANA name; fixed once a reading has come, because hours are counted in it. */
    @Column(name = "time_zone", nullable = false)
    public String timeZone;

    @Column(nullable = false)
    public boolean active;

    @Column(name = "created_at", nullable = false, insertable = false, updatable = false)
    public Instant createdAt;

    @Version
    public int version;
}

package io.parkbridge.access;

import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A person who may log in. */
@Entity
@Table(name = "app_user")
class User extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Integer id;

    /** In lower case; never changes, because the audit log knows people by it. */
    @Column(nullable = false, updatable = false)
    public String name;

    @Column(name = "full_name", nullable = false)
    public String fullName;

    /** As {@link Role#lowerCase}. */
    @Column(nullable = false)
    public String role;

    /** Ids; null for all. */
    public Integer[] facilities;

    /** Null for who logs in at the OpenID Connect provider. */
    @Column(name = "password_hash")
    public String passwordHash;

    /** Issuer and subject at that provider. */
    @Column(name = "provider_subject", updatable = false)
    public String providerSubject;

    @Column(nullable = false)
    public boolean active;

    @Column(name = "created_at", nullable = false, insertable = false, updatable = false)
    public Instant createdAt;

    @Column(name = "last_login_at", insertable = false, updatable = false)
    public Instant lastLoginAt;

    @Version
    public int version;

    static User named(String name) {
        return find("name", name).firstResult();
    }

    static Set<Long> facilitySet(Integer[] facilities) {
        return facilities == null ? null : Arrays.stream(facilities).map(Integer::longValue).collect(Collectors.toUnmodifiableSet());
    }
}

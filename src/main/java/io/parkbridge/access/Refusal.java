package io.parkbridge.access;

import java.util.Locale;

/** Why a login at the company's provider led to none here; the login page has words for each. */
enum Refusal {
    /** None of the person's groups is in the configuration. */
    NO_GROUP,
    /** An administrator has ended the person's access. */
    ENDED,
    /** The person, or the provider, has said no. */
    DENIED,
    /** The provider cannot be reached, or says what makes no sense. */
    FAILED;

    /** As the page's address names it. */
    String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}

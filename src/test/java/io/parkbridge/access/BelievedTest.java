package io.parkbridge.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;

class BelievedTest {

    private final Believed<String> believed = new Believed<>();

    @Test
    void whatWasSaidIsNotAskedAgain() throws SQLException {
        assertThat(believed.find("hash", hash -> "ada")).isEqualTo("ada");
        assertThat(believed.find("hash", hash -> fail("asked again"))).isEqualTo("ada");
    }

    @Test
    void whatOpensNothingIsAskedEachTime() throws SQLException {
        assertThat(believed.find("hash", hash -> null)).isNull();
        assertThat(believed.find("hash", hash -> "ada")).isEqualTo("ada");
    }

    @Test
    void whatHasEndedIsAskedAgainAndNothingElse() throws SQLException {
        believed.find("one", hash -> "ada");
        believed.find("other", hash -> "bob");
        believed.end("ada"::equals);
        assertThat(believed.find("one", hash -> null)).isNull();
        assertThat(believed.find("other", hash -> fail("asked again"))).isEqualTo("bob");
    }

    /** It was read before the end and arrives after it. */
    @Test
    void whatEndsWhileItIsLookedUpIsNotBelieved() throws SQLException {
        believed.find("hash", hash -> {
            believed.end("ada"::equals);
            return "ada";
        });
        assertThat(believed.find("hash", hash -> null)).isNull();
    }
}

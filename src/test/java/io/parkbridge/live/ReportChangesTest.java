package io.parkbridge.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import io.parkbridge.http.Caller;
import io.parkbridge.scope.Reach;
import org.junit.jupiter.api.Test;

/** Who hears of which report. */
class ReportChangesTest {

    private static final int HERE = 1;
    private static final Reach ONLY_HERE = new Reach(Set.of((long) HERE));
    private static final Reach ONLY_THERE = new Reach(Set.of(2L));

    private final ReportChanges changes = new ReportChanges();

    private static Onlooker manager(String name, Reach reach) {
        return new Onlooker(Caller.Kind.USER, name, true, false, reach);
    }

    private static ReportChange.Run run(long id, Integer schedule, double progress) {
        return new ReportChange.Run(id, schedule, HERE, "USER", "anna", "running", progress);
    }

    @Test
    void ownRunIsToldToNobodyElseButAdministratorsOfTheFacility() {
        changes.add(run(7, null, 0.5));

        assertThat(changes.frame(manager("anna", ONLY_HERE)))
                .isEqualTo("{\"type\":\"reports\",\"runs\":[{\"id\":7,\"schedule_id\":null,\"state\":\"running\",\"progress\":0.5}],\"schedules\":[]}");
        assertThat(changes.frame(manager("anna", ONLY_THERE))).isEmpty();
        assertThat(changes.frame(manager("ben", Reach.ALL))).isEmpty();
        assertThat(changes.frame(new Onlooker(Caller.Kind.TOKEN, "anna", true, false, Reach.ALL))).isEmpty();
        assertThat(changes.frame(new Onlooker(Caller.Kind.USER, "ben", true, true, ONLY_HERE))).contains("\"id\":7");
        assertThat(changes.frame(new Onlooker(Caller.Kind.USER, "ben", true, true, ONLY_THERE))).isEmpty();
    }

    @Test
    void schedulesAndTheirRunsAreToldToTheManagersOfTheFacility() {
        changes.add(run(7, 3, 0.5));
        changes.add(new ReportChange.Schedule(3, HERE));

        assertThat(changes.frame(manager("ben", ONLY_HERE))).contains("\"schedule_id\":3", "\"schedules\":[3]");
        assertThat(changes.frame(manager("ben", ONLY_THERE))).isEmpty();
        assertThat(changes.frame(new Onlooker(Caller.Kind.USER, "anna", false, false, Reach.ALL))).isEmpty();
    }

    @Test
    void newestOfARunIsToldAndWrittenOnce() {
        changes.add(run(7, null, 0.1));
        changes.add(run(7, null, 0.9));

        String frame = changes.frame(manager("anna", ONLY_HERE));
        assertThat(frame).contains("0.9").doesNotContain("0.1");
        assertThat(changes.frame(manager("anna", new Reach(Set.of((long) HERE))))).isSameAs(frame);
    }

    @Test
    void ofVeryManyOnlyThatThereAreSomeAndThatToThemWhoseTheyAre() {
        for (int id = 0; id < 101; id++) {
            changes.add(run(id, null, 0));
        }

        assertThat(changes.frame(manager("anna", ONLY_HERE))).isEqualTo("{\"type\":\"reports\"}");
        assertThat(changes.frame(manager("ben", ONLY_HERE))).isEmpty();
    }

    @Test
    void afterAGapWhoeverMaySeeReportsLooks() {
        changes.missed();

        assertThat(changes.frame(manager("ben", ONLY_THERE))).isEqualTo("{\"type\":\"reports\"}");
        assertThat(changes.frame(new Onlooker(Caller.Kind.USER, "anna", false, false, Reach.ALL))).isEmpty();
    }
}

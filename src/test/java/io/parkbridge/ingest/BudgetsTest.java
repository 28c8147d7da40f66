package io.parkbridge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BudgetsTest {

    private static final long SECOND = 1_000_000;
    private static final long NOW = 1_800_000_000 * SECOND;

    private final Budgets budgets = new Budgets(60, 600);

    @Test
    void burstIsTakenAndNoMore() {
        for (int i = 0; i < 600; i++) {
            assertThat(budgets.take(7, 1, NOW)).isTrue();
        }
        assertThat(budgets.take(7, 1, NOW)).isFalse();
        assertThat(budgets.take(8, 1, NOW)).as("its neighbour").isTrue();
        assertThat(budgets.take(7, 1, NOW + SECOND)).as("a second later").isTrue();
        assertThat(budgets.take(7, 1, NOW + SECOND)).isFalse();
    }

    @Test
    void whoKeepsToTheRateIsNeverRefused() {
        for (int i = 0; i < 100_000; i++) {
            assertThat(budgets.take(7, 1, NOW + i * SECOND)).isTrue();
        }
    }

    @Test
    void largeMessageCountsAsSeveral() {
        assertThat(budgets.take(7, 599, NOW)).isTrue();
        assertThat(budgets.take(7, 2, NOW)).isFalse();
        assertThat(budgets.take(7, 1, NOW)).isTrue();
    }

    @Test
    void forgottenSenderHasItsWholeBudget() {
        budgets.take(7, 600, NOW);
        budgets.forget(7);

        assertThat(budgets.take(7, 600, NOW)).isTrue();
    }

    @Test
    void remembersThoseAloneThatHaveJustSent() {
        for (int i = 0; i < 2_000_000; i++) {
            budgets.take(1 + i, 1, NOW + i * 100L);
        }

        // each is worked off after a second, in which 10,000 came
        assertThat(budgets.size()).isLessThan(65_536);
    }

    @Test
    void aMillionAtOnceAreCountedEach() {
        for (int round = 0; round < 600; round += 599) {
            for (int i = 1; i <= 1_000_000; i++) {
                budgets.take(i * 0x9E3779B97F4A7C15L, round == 0 ? 599 : 1, NOW);
            }
        }
        assertThat(budgets.take(0x9E3779B97F4A7C15L * 500_000, 1, NOW)).isFalse();
    }
}

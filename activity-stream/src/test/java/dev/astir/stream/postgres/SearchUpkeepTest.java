package dev.astir.stream.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchUpkeepTest {
    private final SearchUpkeep upkeep = new SearchUpkeep();

    @Test
    void waitsForALullWhileMuchIsPublished() {
        upkeep.appended(10_000);
        assertThat(upkeep.isDue()).isFalse();
        upkeep.appended(10_000);
        assertThat(upkeep.isDue()).isFalse();
        upkeep.appended(999);
        assertThat(upkeep.isDue()).isTrue();
    }

    @Test
    void waitsForNoLullWhenSearchesWouldSuffer() {
        upkeep.appended(50_000);
        assertThat(upkeep.isDue()).isTrue();
    }

    @Test
    void leavesAFewWordsForAWhile() {
        upkeep.appended(9_999);
        assertThat(upkeep.isDue()).isFalse();
        assertThat(upkeep.isDue()).isFalse();
    }

    @Test
    void countsAnewAfterwards() {
        upkeep.appended(50_000);
        assertThat(upkeep.isDue()).isTrue();
        assertThat(upkeep.isDue()).isFalse();
        upkeep.appended(10_000);
        assertThat(upkeep.isDue()).isFalse();
        assertThat(upkeep.isDue()).isTrue();
    }
}

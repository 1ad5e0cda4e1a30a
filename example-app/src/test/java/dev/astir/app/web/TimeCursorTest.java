package dev.astir.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeCursorTest {

    private static final UUID ID = UUID.fromString("0190b0a4-7c1e-7c3a-8f00-5e0c5a6d7b8c");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-29T15:42:01.123456Z",
                "1969-12-31T23:59:59.999999Z",
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z"
            })
    void readsWhatItWrote(Instant time) {
        TimeCursor place = new TimeCursor(time, ID);

        assertThat(TimeCursor.parse("before", place.toString())).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "next", "1.", ".1", "1.2", "zzzzzzzzzzzzz." + "x", "~.~"})
    void refusesWhatNobodyWrote(String text) {
        assertThat(TimeCursor.read(text)).isEmpty();
        assertThatThrownBy(() -> TimeCursor.parse("before", text))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesTimesThatNoListHas() {
        String beyond = Long.toString(Long.MAX_VALUE, Character.MAX_RADIX) + "." + ID;

        assertThat(TimeCursor.read(beyond)).isEmpty();
    }

    @Test
    void beginsWithTheNewest() {
        assertThat(TimeCursor.orNewest("before", null)).isEqualTo(TimeCursor.BEFORE_NEWEST);
    }
}

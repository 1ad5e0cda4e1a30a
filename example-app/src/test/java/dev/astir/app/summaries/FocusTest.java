package dev.astir.app.summaries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.timeline.Segment;
import dev.astir.app.timeline.Segment.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as focus, on days made by hand. */
class FocusTest {

    private static final Thing CODE = new Thing("code", null, "Code", false, false);
    private static final Thing DRAW = new Thing("draw", null, "Draw", false, false);
    private static final Thing CHAT = new Thing("chat", null, "Chat", true, false);

    /**
     * Days are written as seconds of C (code), D (draw), T (talk), u (active in what nobody knows),
     * p (private), i (idle) and - (nothing).
     */
    @ParameterizedTest
    @CsvSource({
        // At least 25 minutes.
        "C1500, 1500",
        "C1499, ''",
        "C1500 D1500, 1500 1500",
        "T3600, ''",
        "u1500, ''",
        "p1500, ''",
        "'', ''",
        // A glance is less than a minute, at whatever it is.
        "C1200 T59 C300, 1559",
        "C1200 T60 C300, ''",
        "C1200 D59 C300, 1559",
        "C1200 i59 C300, 1559",
        "C1200 i60 C300, ''",
        "C1200 p59 C300, 1559",
        "C1200 u59 C300, 1559",
        "C1200 -59 C300, 1559",
        "C1200 -60 C300, ''",
        "C1200 T30 D30 C300, ''",
        // It is no part of what it ends.
        "C1500 T59, 1500",
        "C1500 T59 D1500, 1500 1500",
        // Glances are a tenth at most: 150 of 1,500 seconds, and not 151.
        "C350 T50 C350 T50 C350 T50 C300, 1500",
        "C350 T50 C350 T50 C350 T51 C299, ''",
        "C1500 D1 C1, 1502",
    })
    void isTwentyFiveMinutesAtOneThing(String day, String seconds) {
        List<Segment> line = line(day);

        List<Focus.Stretch> found = Focus.of(line, FocusTest::thing);

        assertThat(found.stream().map(stretch -> stretch.millis() / 1_000).map(String::valueOf))
                .containsExactly(seconds.isEmpty() ? new String[0] : seconds.split(" "));
    }

    private static List<Segment> line(String day) {
        List<Segment> line = new ArrayList<>();
        long at = 1_000_000;
        for (String part : day.isEmpty() ? new String[0] : day.split(" ")) {
            long end = at + Long.parseLong(part.substring(1)) * 1_000;
            String what = part.substring(0, 1);
            if (!what.equals("-")) {
                State state =
                        switch (what) {
                            case "i" -> State.IDLE;
                            case "p" -> State.PRIVATE;
                            default -> State.ACTIVE;
                        };
                line.add(
                        new Segment(
                                at, end, state, null, null, null, null, what, null, null, null));
            }
            at = end;
        }
        return line;
    }

    private static @Nullable Thing thing(Segment segment) {
        return switch (String.valueOf(segment.app())) {
            case "C" -> CODE;
            case "D" -> DRAW;
            case "T" -> CHAT;
            default -> null;
        };
    }
}

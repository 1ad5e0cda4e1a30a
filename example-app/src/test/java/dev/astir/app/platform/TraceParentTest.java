package dev.astir.app.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String GOOD = "00-" + TRACE + "-00f067aa0ba902b7-01";

    @ParameterizedTest
    @ValueSource(
            strings = {
                GOOD,
                " " + GOOD + " ",
                "cc-" + TRACE + "-00f067aa0ba902b7-01",
                "cc-" + TRACE + "-00f067aa0ba902b7-01-what-will-come",
            })
    void goesOnWithATrace(String header) {
        TraceParent next = TraceParent.next(List.of(header));

        assertThat(next.traceId()).isEqualTo(TRACE);
        assertThat(next.spanId()).matches("[0-9a-f]{16}").isNotEqualTo("00f067aa0ba902b7");
        assertThat(next.toString()).isEqualTo("00-" + TRACE + "-" + next.spanId() + "-01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-" + TRACE + "-00f067aa0ba902b7",
                "00-" + TRACE + "-00f067aa0ba902b7-01-more",
                "ff-" + TRACE + "-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-" + TRACE + "-00f067aa0ba902b7-0x",
                "cc-" + TRACE + "-00f067aa0ba902b7-01.what",
            })
    void beginsAnewWhereTheHeaderIsNone(String header) {
        assertThat(TraceParent.next(List.of(header)).toString())
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
                .doesNotContainIgnoringCase(TRACE);
    }

    @Test
    void beginsAnewWhereThereAreTwo() {
        assertThat(TraceParent.next(List.of(GOOD, GOOD)).traceId()).isNotEqualTo(TRACE);
        assertThat(TraceParent.next(List.of()).traceId())
                .isNotEqualTo(TraceParent.next(List.of()).traceId());
    }
}

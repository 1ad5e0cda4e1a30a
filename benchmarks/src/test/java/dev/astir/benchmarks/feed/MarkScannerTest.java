package dev.astir.benchmarks.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkScannerTest {
    private final List<String> found = new ArrayList<>();
    private final MarkScanner scanner = new MarkScanner();

    @Test
    void findsEachEventOfAnArrayHoweverItIsCut() {
        String text =
                "[" + event(1, 11) + "," + event(2, 22) + "," + event(1_234_567_890L, 33) + "]";
        for (int cut = 0; cut <= text.length(); cut++) {
            found.clear();
            scan(text.substring(0, cut));
            scan(text.substring(cut));
            assertThat(found).as("cut at %s", cut).containsExactly("1@11", "2@22", "1234567890@33");
        }
    }

    @Test
    void findsAnEventThatComesByteByByte() {
        for (char each : event(7, Long.MAX_VALUE).toCharArray()) {
            scan(String.valueOf(each));
        }
        assertThat(found).containsExactly("7@" + Long.MAX_VALUE);
    }

    @Test
    void findsAMarkAtAnyPlaceOfAPiece() {
        for (int before = 0; before < 20; before++) {
            scan("x".repeat(before) + EventMark.text(before, 1) + EventMark.text(100, 2));
        }
        assertThat(found).hasSize(40).endsWith("19@1", "100@2");
    }

    @Test
    void findsAMarkAfterOtherSigns() {
        String text = "mail@example.org, " + EventMark.text(5, 6);
        for (int cut = 0; cut <= text.length(); cut++) {
            found.clear();
            scan(text.substring(0, cut));
            scan(text.substring(cut));
            assertThat(found).as("cut at %s", cut).containsExactly("5@6");
        }
    }

    @Test
    void anEventHasTheSizeThatIsAskedFor() {
        assertThat(EventMark.event(3, 4, 300)).hasSize(300);
        assertThat(EventMark.find(event(3, 4))).isEqualTo(EventMark.text(3, 4));
        assertThat(EventMark.text(3, 4)).hasSize(EventMark.LENGTH);
        assertThat(EventMark.number(EventMark.text(3, 4))).isEqualTo(3);
        assertThat(EventMark.nanos(EventMark.text(3, 4))).isEqualTo(4);
    }

    private static String event(long number, long nanos) {
        return new String(EventMark.event(number, nanos, 120), US_ASCII);
    }

    private void scan(String piece) {
        byte[] bytes = ("##" + piece + "##").getBytes(US_ASCII);
        scanner.scan(
                ByteBuffer.wrap(bytes),
                2,
                bytes.length - 2,
                (number, nanos) -> found.add(number + "@" + nanos));
    }
}

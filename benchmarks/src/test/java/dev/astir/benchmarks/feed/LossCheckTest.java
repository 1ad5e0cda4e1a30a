package dev.astir.benchmarks.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossCheckTest {
    private static final int[] WRITTEN = {3, 2};

    private final Random random = new Random(1);
    private final LossCheck check = new LossCheck("subscriber", 2);

    private static void say(LossCheck check, String json) {
        byte[] bytes = json.getBytes(UTF_8);
        try {
            LossMessage.read(bytes, 0, bytes.length).forEach(check::take);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void subscribed(long offset, boolean recovered) {
        say(
                check,
                "{\"type\":\"subscribed\",\"channel\":\"activities\",\"position\":\"e-"
                        + offset
                        + "\",\"recovered\":"
                        + recovered
                        + "}");
    }

    private void put(long offset, UUID id) {
        put(offset, id, "event", "");
    }

    private void put(long offset, UUID id, String message, String reactions) {
        say(
                check,
                """
                [{"type":"put","position":"e-%d","item":{"id":"%s","metadata":{"a":{"b":[1]}},
                "message":"%s","reactions":{%s}}}]\
                """
                        .formatted(offset, id, message, reactions));
    }

    private void patch(long offset, UUID id, String changes) {
        say(
                check,
                "{\"type\":\"patch\",\"position\":\"e-%d\",\"id\":\"%s\",\"changes\":{%s}}"
                        .formatted(offset, id, changes));
    }

    private UUID id(int writer, int number) {
        return LossId.of(writer, number, 1_700_000_000_000L, random);
    }

    /** All events but some, in their order. */
    private void putAllBut(int writer, int number) {
        subscribed(0, false);
        int offset = 0;
        for (int i = 1; i <= 3; i++) {
            for (int w = 0; w < 2; w++) {
                if (i <= WRITTEN[w]) {
                    offset++;
                    if (w != writer || i != number) {
                        put(offset, id(w, i));
                    }
                }
            }
        }
    }

    @Test
    void anIdTellsWriterAndNumber() {
        UUID id = id(4_095, Integer.MAX_VALUE);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(LossId.writer(id)).isEqualTo(4_095);
        assertThat(LossId.number(id)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void findsNothingWrongWhenAllCameOnce() {
        putAllBut(-1, -1);

        LossTally tally = check.finish(WRITTEN);

        assertThat(tally.isClean()).as("%s", tally).isTrue();
        assertThat(tally.deliveries()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void noticesWhatIsMissing(int number) {
        putAllBut(0, number);

        assertThat(check.finish(WRITTEN).lost()).isEqualTo(1);
    }

    @Test
    void noticesWhatComesAgain() {
        putAllBut(-1, -1);
        put(6, id(0, 3));

        LossTally tally = check.finish(WRITTEN);

        assertThat(tally.repeated()).isEqualTo(1);
        assertThat(tally.lost() + tally.outOfOrder()).isZero();
    }

    @Test
    void noticesPositionsThatDoNotRise() {
        putAllBut(0, 3);
        put(4, id(0, 3));

        assertThat(check.finish(WRITTEN).outOfOrder()).isEqualTo(1);
    }

    @Test
    void noticesThatEventsOfAWriterComeInAnotherOrder() {
        subscribed(0, false);
        put(1, id(0, 2));
        put(2, id(0, 1));

        assertThat(check.finish(new int[] {2, 0}).outOfOrder()).isEqualTo(1);
    }

    @Test
    void noticesAResumptionThatIsRefusedAndAPingThatGoesBack() {
        putAllBut(-1, -1);
        say(check, "{\"type\":\"ping\",\"position\":\"e-9\"}");
        subscribed(9, true);
        assertThat(check.finish(WRITTEN).isClean()).isTrue();

        say(check, "{\"type\":\"ping\",\"position\":\"e-8\"}");
        subscribed(12, false);

        LossTally tally = check.finish(WRITTEN);
        assertThat(tally.outOfOrder()).isEqualTo(1);
        assertThat(tally.unrecovered()).isEqualTo(1);
    }

    @Test
    void aChangeCountsOnceAndIsMissedWhenItDoesNotCome() {
        int[] written = {50, 0};
        subscribed(0, false);
        for (int number = 1; number <= 50; number++) {
            put(number, id(0, number));
        }
        assertThat(check.finish(written).lost()).as("the edit and the reaction").isEqualTo(2);

        LossCheck again = new LossCheck("the same", 2);
        say(again, "{\"type\":\"subscribed\",\"position\":\"e-0\",\"recovered\":false}");
        for (int number = 1; number < 50; number++) {
            String message = number == 25 ? "edited" : "event";
            say(
                    again,
                    "{\"type\":\"put\",\"position\":\"e-%d\",\"item\":{\"id\":\"%s\",\"message\":\"%s\"}}"
                            .formatted(number, id(0, number), message));
        }
        UUID last = id(0, 50);
        say(
                again,
                "{\"type\":\"put\",\"position\":\"e-50\",\"item\":{\"id\":\"%s\",\"message\":\"event\"}}"
                        .formatted(last));
        String reacted =
                "{\"type\":\"patch\",\"position\":\"e-%d\",\"id\":\"%s\",\"changes\":"
                        + "{\"reactions\":{\"\uD83D\uDC4D\":1}}}";
        say(again, reacted.formatted(51, last));
        LossTally tally = again.finish(written);
        assertThat(tally.isClean()).as("%s", tally).isTrue();

        say(again, reacted.formatted(52, last));
        assertThat(again.finish(written).repeated()).isEqualTo(1);
    }

    @Test
    void aPatchOfWhatWasNeverPutIsALoss() {
        subscribed(0, false);
        patch(1, id(0, 1), "\"message\":\"edited\"");

        assertThat(check.finish(new int[] {0, 0}).lost()).isEqualTo(1);
    }
}

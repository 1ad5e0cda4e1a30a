package dev.astir.app.integrations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.app.web.ProblemException;
import dev.astir.stream.ActivityEvent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MappedShapeTest {

    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void pointersTemplatesAndConstants() {
        ActivityEvent event =
                event(
                        mapping("/type", "{/who/0} did {/a~1b} of {/none}{/m~0n}", "/at", "true"),
                        """
                        {"type": "x", "who": ["Ada"], "a/b": 2, "m~n": true, "at": 1772452800}
                        """);

        assertThat(event.eventType()).isEqualTo("integration.x");
        assertThat(event.message()).isEqualTo("Ada did 2 of true");
        assertThat(event.timestamp()).isEqualTo(NOW);
        assertThat(event.important()).isTrue();
    }

    @Test
    void bracesWithoutAPointerAreThemselves() {
        assertThat(event(mapping("t", "{a} {} {/x}", null, null), "{\"x\": 1}").message())
                .isEqualTo("{a} {} 1");
    }

    @Test
    void timesInMillisecondsAndWithOffsets() {
        assertThat(event(mapping("t", "m", "/at", null), "{\"at\": 1772452800000}").timestamp())
                .isEqualTo(NOW);
        assertThat(
                        event(
                                        mapping("t", "m", "/at", null),
                                        "{\"at\": \"2026-03-02T13:00:00+01:00\"}")
                                .timestamp())
                .isEqualTo(NOW);
        assertThat(event(mapping("t", "m", "/at", null), "{\"at\": null}").timestamp())
                .isEqualTo(NOW);
    }

    @Test
    void whatIsWrongIsNamed() {
        for (String wrong : new String[] {"/a~2", "/a~", "{/a", "x {/a~}"}) {
            assertThatThrownBy(() -> new MappedShape(mapping(wrong, "m", null, null)))
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.field()).isEqualTo("mapping.eventType"));
        }
        assertThatThrownBy(() -> new MappedShape(mapping("t", "m", null, 7)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.field()).isEqualTo("mapping.important"));
    }

    private static Mapping mapping(
            String type, String message, @Nullable String at, @Nullable Object important) {
        return new Mapping(
                null, type, message, null, null, null, null, null, at, important, Map.of());
    }

    private static ActivityEvent event(Mapping mapping, String body) {
        Reading reading =
                new MappedShape(mapping)
                        .read(
                                new Delivery(
                                        Map.of("content-type", "application/json"),
                                        body.getBytes(UTF_8)));
        return ((Reading.Event) reading).draft().by("integration:1", "Sender", NOW);
    }
}

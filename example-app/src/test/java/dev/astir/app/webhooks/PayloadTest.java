package dev.astir.app.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.stream.ActivityEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is sent, and when a webhook is without hope. */
class PayloadTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    void isTheEventInTheEnvelopeOfTheSpecification() throws IOException {
        ActivityEvent event = event(Map.of("points", 3));

        JsonNode sent = read(Payload.of(event));

        assertThat(sent.get("type").asText()).isEqualTo("task.created");
        assertThat(sent.get("timestamp").asText()).isEqualTo("2026-11-30T12:00:00Z");
        assertThat(sent.at("/data/id").asText()).isEqualTo(event.id().toString());
        assertThat(sent.at("/data/metadata/points").asInt()).isEqualTo(3);
    }

    @Test
    void leavesOutMetadataThatIsTooLong() throws IOException {
        Map<String, Object> metadata = new HashMap<>();
        for (int i = 0; i < 15; i++) {
            metadata.put("note" + i, "ü".repeat(900));
        }

        String body = Payload.of(event(metadata));

        assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(Payload.MOST_BYTES);
        assertThat(read(body).at("/data/metadata")).hasToString("{\"omitted\":true}");
        assertThat(read(body).at("/data/message").asText()).isEqualTo("Wash up");
    }

    @Test
    void nobodyHopesForEver() {
        assertThat(failing(NOW.minus(Duration.ofHours(23)), 9).isHopeless(NOW)).isFalse();
        assertThat(failing(NOW.minus(Duration.ofHours(23)), 10).isHopeless(NOW)).isTrue();
        assertThat(failing(NOW.minus(Duration.ofHours(24)), 1).isHopeless(NOW)).isTrue();
    }

    private static FailingWebhook failing(Instant since, int dead) {
        return new FailingWebhook(
                UUID.randomUUID(),
                null,
                "Payroll",
                "https://example.org/",
                "active",
                since,
                dead,
                "en",
                UUID.randomUUID());
    }

    private static ActivityEvent event(Map<String, Object> metadata) {
        return ActivityEvent.builder("task.created")
                .timestamp(NOW)
                .message("Wash up")
                .metadata(metadata)
                .build();
    }

    private static JsonNode read(String body) throws IOException {
        return new ObjectMapper().readTree(body);
    }
}

package dev.astir.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.protocol.AgentMessage.Batch;
import dev.astir.protocol.MessageCodec;
import dev.astir.protocol.Span;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ActivityLogsTest {
    private static final Instant END = Instant.parse("2026-11-30T09:00:00Z");
    private static final UUID SESSION = Workforce.session(7);

    @Test
    void noTwoBatchesHaveTheSameMark() {
        Set<Long> marks = new HashSet<>();
        for (long batch = 0; batch < 1_000_000; batch++) {
            marks.add(ActivityLogs.mark(batch));
        }

        assertThat(marks).hasSize(1_000_000);
    }

    @Test
    void whatIsPostedFollowsEachOtherUpToTheEndAndTellsItsBatch() throws Exception {
        JsonNode batch = new ObjectMapper().readTree(ActivityLogs.posted(3, 60, SESSION, END, 1));

        assertThat(batch.get("sessionId").asText()).isEqualTo(SESSION.toString());
        assertThat(batch.get("events")).hasSize(60);
        Instant next = END.minusSeconds(60);
        Set<UUID> ids = new HashSet<>();
        for (JsonNode event : batch.get("events")) {
            assertThat(Instant.parse(event.get("timestamp").asText())).isEqualTo(next);
            next = next.plusSeconds(event.get("durationSeconds").asInt());
            UUID id = UUID.fromString(event.get("id").asText());
            assertThat(id.getMostSignificantBits()).isEqualTo(ActivityLogs.mark(3));
            assertThat(id.version()).isEqualTo(4);
            ids.add(id);
        }
        assertThat(next).isEqualTo(END);
        assertThat(ids).hasSize(60);
    }

    @Test
    void anAgentsBatchIsOneOfTheProtocol() {
        Batch sent = ActivityLogs.captured(5, 12, END, 5);

        Batch read =
                (Batch)
                        MessageCodec.json()
                                .decodeAgentMessage(
                                        MessageCodec.json().encodeText(sent).getBytes(UTF_8));

        assertThat(read).isEqualTo(sent);
        assertThat(read.unreadable()).isEmpty();
        assertThat(read.spans()).hasSize(12);
        assertThat(read.spans().getLast().end()).isEqualTo(END);
        assertThat(read.spans()).extracting(Span::id).doesNotHaveDuplicates();
    }
}

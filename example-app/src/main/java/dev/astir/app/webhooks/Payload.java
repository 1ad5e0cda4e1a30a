package dev.astir.app.webhooks;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.feed.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is sent, as the Standard Webhooks specification has it. Stateless. */
final class Payload {

    /** The type of a test. */
    static final String TEST = "test";

    /** As the specification recommends. */
    static final int MOST_BYTES = 20 * 1024;

    private Payload() {}

    /** An event; one that is too long goes without its metadata, and then without its media. */
    static String of(ActivityEvent event) {
        String whole = envelope(event.eventType(), event.timestamp(), EventJson.write(event));
        if (fits(whole)) {
            return whole;
        }
        ActivityEvent shorter =
                event.toBuilder()
                        .metadata(Map.of("omitted", true))
                        .build()
                        .withCounts(event.reactions(), event.commentCount());
        String part = envelope(event.eventType(), event.timestamp(), EventJson.write(shorter));
        if (fits(part)) {
            return part;
        }
        ActivityEvent shortest =
                shorter.toBuilder()
                        .media(List.of())
                        .build()
                        .withCounts(event.reactions(), event.commentCount());
        return envelope(event.eventType(), event.timestamp(), EventJson.write(shortest));
    }

    /** What somebody sends to see whether it arrives. */
    static String test(Webhook webhook, Instant now) {
        return envelope(
                TEST,
                now,
                EventJson.writeObject(
                        Map.of(
                                "webhookId",
                                webhook.id().toString(),
                                "message",
                                "This is a test of the webhook " + webhook.name() + ".")));
    }

    private static String envelope(String type, Instant at, String data) {
        // Types and times have nothing that JSON would write in another way.
        return "{\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":%s}".formatted(type, at, data);
    }

    private static boolean fits(String body) {
        return body.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }
}

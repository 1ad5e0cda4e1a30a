package dev.astir.stream.feed;

import dev.astir.stream.EventStats;
import java.time.Instant;
import java.util.Map;

/** Counts for charts as JSON. Stateless. */
public final class StatsJson {
    private StatsJson() {}

    /**
     * Writes {@code
     * {"bucket":"hour","items":[{"start":"…Z","counts":{"task.created":3},"total":3}],
     * "next":null}}.
     */
    public static String write(EventStats stats) {
        return EventJson.text(json -> {
            json.writeStartObject();
            json.writeStringField("bucket", stats.bucket().text());
            json.writeArrayFieldStart("items");
            for (EventStats.Item item : stats.items()) {
                json.writeStartObject();
                json.writeStringField("start", item.start().toString());
                json.writeObjectFieldStart("counts");
                for (Map.Entry<String, Long> count : item.counts().entrySet()) {
                    json.writeNumberField(count.getKey(), count.getValue());
                }
                json.writeEndObject();
                json.writeNumberField("total", item.total());
                json.writeEndObject();
            }
            json.writeEndArray();
            Instant next = stats.next();
            json.writeStringField("next", next == null ? null : next.toString());
            json.writeEndObject();
        });
    }
}

package dev.astir.stream.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.Actor;
import dev.astir.stream.EventFilter;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.digest.Fold;
import dev.astir.stream.digest.FoldedEvent;
import dev.astir.stream.digest.Highlight;
import dev.astir.stream.digest.Reason;
import dev.astir.stream.digest.Summary;
import dev.astir.stream.digest.SummaryLine;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Highlights, folded pages and summaries as JSON. Stateless. */
public final class DigestJson {
    private DigestJson() {}

    /**
     * Writes {@code {"items":[{"event":{…},"score":73,"why":[{"reason":"mention","points":40}]}],
     * "next":null}}; the facts of a reason stand beside its points.
     *
     * @param own what this reader reacted with, by event: {@code myReactions}
     */
    public static String highlights(List<Highlight> highlights, Map<UUID, List<String>> own) {
        return EventJson.text(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (Highlight highlight : highlights) {
                ActivityEvent event = highlight.event();
                json.writeStartObject();
                json.writeFieldName("event");
                EventJson.writeWithOwn(json, event, own.getOrDefault(event.id(), List.of()));
                json.writeNumberField("score", highlight.score().points());
                json.writeArrayFieldStart("why");
                for (Reason reason : highlight.score().reasons()) {
                    JsonValues.write(json, reason(reason));
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNullField("next");
            json.writeEndObject();
        });
    }

    private static Map<String, Object> reason(Reason reason) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("reason", reason.name());
        fields.put("points", reason.points());
        fields.putAll(reason.facts());
        return fields;
    }

    /**
     * Writes a page as {@link EventJson} does, whose items are events; those that stand for several
     * have {@code "fold":{"kind":"run","count","from","to","ids":[…],"actors":[{"id","name"}]}}
     * besides.
     */
    public static String folded(
            List<FoldedEvent> items,
            @Nullable String next,
            StreamPosition position,
            Map<UUID, List<String>> own) {
        return EventJson.text(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (FoldedEvent item : items) {
                ActivityEvent event = item.event();
                json.writeStartObject();
                EventJson.writeFieldsWithOwn(json, event, own.getOrDefault(event.id(), List.of()));
                Fold fold = item.fold();
                if (fold != null) {
                    json.writeFieldName("fold");
                    write(json, fold);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("next", next);
            json.writeStringField("position", position.toString());
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Fold fold) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", fold.kind().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("count", fold.count());
        json.writeStringField("from", fold.from().toString());
        json.writeStringField("to", fold.to().toString());
        json.writeArrayFieldStart("ids");
        for (UUID id : fold.ids()) {
            json.writeString(id.toString());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("actors");
        for (Actor actor : fold.actors()) {
            json.writeStartObject();
            json.writeStringField("id", actor.id());
            json.writeStringField("name", actor.name());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /**
     * Writes {@code {"from","to","total","lines":[{"kind","count","text","filter":{…}}],"text",
     * "language"}}.
     */
    public static String summary(Summary summary) {
        return EventJson.text(json -> {
            json.writeStartObject();
            json.writeStringField("from", summary.from().toString());
            json.writeStringField("to", summary.to().toString());
            json.writeNumberField("total", summary.total());
            json.writeArrayFieldStart("lines");
            for (SummaryLine line : summary.lines()) {
                json.writeStartObject();
                json.writeStringField("kind", line.kind());
                json.writeNumberField("count", line.count());
                json.writeStringField("text", line.text());
                json.writeFieldName("filter");
                JsonValues.write(json, filter(line.filter()));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("text", summary.text());
            json.writeStringField("language", summary.language().toLanguageTag());
            json.writeEndObject();
        });
    }

    /** A filter by the names of its fields, without those that ask for nothing. */
    private static Map<String, Object> filter(EventFilter filter) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, "type", filter.types());
        put(fields, "actor", filter.actors());
        put(fields, "entityType", filter.entityTypes());
        put(fields, "entityId", filter.entityIds());
        String query = filter.query();
        if (query != null) {
            fields.put("q", query);
        }
        Boolean important = filter.important();
        if (important != null) {
            fields.put("important", important);
        }
        put(fields, "from", filter.from());
        put(fields, "to", filter.to());
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, List<String> values) {
        if (!values.isEmpty()) {
            fields.put(name, values);
        }
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Instant time) {
        if (time != null) {
            fields.put(name, time.toString());
        }
    }
}

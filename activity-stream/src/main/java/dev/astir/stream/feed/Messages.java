package dev.astir.stream.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.StreamPosition;
import java.io.IOException;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Encodes what the server says. Stateless. */
final class Messages {
    static final String SUBSCRIBED = "subscribed";
    static final String RESET = "reset";
    private static final String PUT = "put";
    private static final String PATCH = "patch";
    private static final String REMOVE = "remove";
    private static final String ERROR = "error";
    private static final String PING = "ping";

    private Messages() {}

    static FeedMessage subscribed(String channel, StreamPosition position, boolean recovered) {
        return message(
                SUBSCRIBED,
                channel,
                position,
                json -> json.writeBooleanField("recovered", recovered));
    }

    static FeedMessage snapshot(String channel, Collection<EphemeralItem> items) {
        return message(
                SUBSCRIBED,
                channel,
                null,
                json -> {
                    json.writeBooleanField("recovered", true);
                    json.writeArrayFieldStart("items");
                    for (EphemeralItem item : items) {
                        json.writeRawValue(item.json());
                    }
                    json.writeEndArray();
                });
    }

    static FeedMessage put(String channel, StreamPosition position, ActivityEvent event) {
        return message(
                PUT,
                channel,
                position,
                json -> {
                    json.writeFieldName("item");
                    EventJson.write(json, event);
                });
    }

    static FeedMessage patch(String channel, StreamPosition position, UUID id, String changes) {
        return message(
                PATCH,
                channel,
                position,
                json -> {
                    json.writeStringField("id", id.toString());
                    json.writeFieldName("changes");
                    json.writeRawValue(changes);
                });
    }

    static FeedMessage remove(String channel, StreamPosition position, UUID id) {
        return message(
                REMOVE, channel, position, json -> json.writeStringField("id", id.toString()));
    }

    static FeedMessage put(String channel, @Nullable String event, EphemeralItem item) {
        return message(
                PUT,
                channel,
                null,
                json -> {
                    if (event != null) {
                        json.writeStringField("event", event);
                    }
                    json.writeStringField("id", item.id());
                    json.writeFieldName("item");
                    json.writeRawValue(item.json());
                });
    }

    static FeedMessage remove(String channel, String id) {
        return message(REMOVE, channel, null, json -> json.writeStringField("id", id));
    }

    static FeedMessage reset(String channel, String reason) {
        return message(RESET, channel, null, json -> json.writeStringField("reason", reason));
    }

    static FeedMessage error(@Nullable String channel, String code, String detail) {
        return message(
                ERROR,
                channel,
                null,
                json -> {
                    json.writeStringField("code", code);
                    json.writeStringField("detail", detail);
                });
    }

    /** For all subscriptions of a session that have positions. */
    static FeedMessage ping(@Nullable StreamPosition position) {
        return message(PING, null, position, json -> {});
    }

    /** For one of them. */
    static FeedMessage ping(String channel, StreamPosition position) {
        return message(PING, channel, position, json -> {});
    }

    private static FeedMessage message(
            String type,
            @Nullable String channel,
            @Nullable StreamPosition position,
            EventJson.Content content) {
        String text = EventJson.text(json -> write(json, type, channel, position, content));
        return new FeedMessage(type, position, text);
    }

    private static void write(
            JsonGenerator json,
            String type,
            @Nullable String channel,
            @Nullable StreamPosition position,
            EventJson.Content content)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type);
        if (channel != null) {
            json.writeStringField("channel", channel);
        }
        if (position != null) {
            json.writeStringField("position", position.toString());
        }
        content.writeTo(json);
        json.writeEndObject();
    }
}

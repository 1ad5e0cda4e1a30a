package dev.astir.stream.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.EventPage;
import dev.astir.stream.InvalidInputException;
import dev.astir.stream.StreamException;
import dev.astir.stream.StreamPosition;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events and pages as JSON, the same on the socket and in REST. Absent fields are written as null.
 * Stateless.
 */
public final class EventJson {
    private static final JsonFactory JSON = new JsonFactory();

    private EventJson() {}

    /** An event. */
    public static String write(ActivityEvent event) {
        return text(json -> write(json, event));
    }

    /**
     * An event for one reader: the answer to a request.
     *
     * @param position where its last change stands, if that is known: {@code position}
     * @param own what this reader reacted with: {@code myReactions}
     */
    public static String write(
            ActivityEvent event, @Nullable StreamPosition position, List<String> own) {
        return text(json -> {
            json.writeStartObject();
            writeFieldsWithOwn(json, event, own);
            if (position != null) {
                json.writeStringField("position", position.toString());
            }
            json.writeEndObject();
        });
    }

    /**
     * A page for one reader: {@code {"items":[…],"next":…,"position":…}}.
     *
     * @param own what this reader reacted with, by event: {@code myReactions}
     */
    public static String write(EventPage page, Map<UUID, List<String>> own) {
        return text(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (ActivityEvent event : page.items()) {
                writeWithOwn(json, event, own.getOrDefault(event.id(), List.of()));
            }
            json.writeEndArray();
            json.writeStringField("next", page.next());
            json.writeStringField("position", page.position().toString());
            json.writeEndObject();
        });
    }

    /** Any object of text, numbers, booleans, lists and maps. */
    public static String writeObject(Map<String, ?> object) {
        return text(json -> JsonValues.write(json, object));
    }

    /**
     * Reads one JSON object: maps, lists, text, numbers and booleans; nulls are left out.
     *
     * @throws InvalidInputException if it is anything else
     */
    public static Map<String, Object> readObject(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidInputException("json", text, "a JSON object");
            }
            Map<String, Object> object = JsonValues.readObject(json);
            if (json.nextToken() != null) {
                throw new InvalidInputException("json", text, "one JSON object, and no more");
            }
            return object;
        } catch (IOException e) {
            throw new InvalidInputException("json", text, "a JSON object");
        }
    }

    static void requireObject(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                json.skipChildren();
                if (json.nextToken() == null) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new InvalidInputException("json", text, "a JSON object");
        }
        throw new InvalidInputException("json", text, "a JSON object");
    }

    static String text(Content content) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            content.writeTo(json);
        } catch (IOException e) {
            throw new StreamException("cannot write JSON", e);
        }
        return text.toString();
    }

    static void write(JsonGenerator json, ActivityEvent event) throws IOException {
        json.writeStartObject();
        writeFields(json, event);
        json.writeEndObject();
    }

    /** An event for one reader. */
    static void writeWithOwn(JsonGenerator json, ActivityEvent event, List<String> own)
            throws IOException {
        json.writeStartObject();
        writeFieldsWithOwn(json, event, own);
        json.writeEndObject();
    }

    /** The fields of an event for one reader, into an object that is open. */
    static void writeFieldsWithOwn(JsonGenerator json, ActivityEvent event, List<String> own)
            throws IOException {
        writeFields(json, event);
        json.writeFieldName("myReactions");
        JsonValues.write(json, own);
    }

    private static void writeFields(JsonGenerator json, ActivityEvent event) throws IOException {
        json.writeStringField("id", event.id().toString());
        json.writeStringField("eventType", event.eventType());
        json.writeStringField("actorId", event.actorId());
        json.writeStringField("actorName", event.actorName());
        json.writeStringField("timestamp", event.timestamp().toString());
        json.writeStringField("entityType", event.entityType());
        json.writeStringField("entityId", event.entityId());
        json.writeStringField("entityName", event.entityName());
        json.writeStringField("entityUrl", event.entityUrl());
        json.writeStringField("entityReference", event.entityReference());
        json.writeStringField("message", event.message());
        json.writeStringField("icon", event.icon());
        json.writeStringField("color", event.color());
        json.writeBooleanField("important", event.important());
        json.writeFieldName("metadata");
        JsonValues.write(json, event.metadata());
        json.writeFieldName("reactions");
        JsonValues.write(json, event.reactions());
        json.writeNumberField("commentCount", event.commentCount());
        json.writeFieldName("media");
        MediaJson.write(json, event.media());
    }

    /** Writes something to a generator. */
    interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }
}

package dev.astir.benchmarks.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message of the server, as far as loss is concerned. Immutable.
 *
 * @param type put, patch, …
 * @param position where it stands, or null
 * @param isRecovered what {@code subscribed} says
 * @param id the event, or null
 * @param message the event's text; empty if it is not told
 * @param reactions how many reacted with each emoji, as far as told
 */
record LossMessage(
        String type,
        @Nullable String position,
        boolean isRecovered,
        @Nullable UUID id,
        String message,
        Map<String, Integer> reactions) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Reads a message, or an array of them. */
    static List<LossMessage> read(byte[] text, int from, int to) throws IOException {
        List<LossMessage> messages = new ArrayList<>();
        try (JsonParser json = JSON.createParser(text, from, to - from)) {
            boolean isArray = json.nextToken() == JsonToken.START_ARRAY;
            if (isArray) {
                json.nextToken();
            }
            while (json.currentToken() == JsonToken.START_OBJECT) {
                messages.add(new Reading(json).message());
                json.nextToken();
            }
            if (json.currentToken() != (isArray ? JsonToken.END_ARRAY : null)) {
                throw new IOException("neither a message nor an array: " + json.currentToken());
            }
        }
        return messages;
    }

    /** One message while it is being read. */
    private static final class Reading {
        private final JsonParser json;
        private String type = "";
        private @Nullable String position;
        private boolean isRecovered;
        private @Nullable UUID id;
        private String message = "";
        private Map<String, Integer> reactions = Map.of();

        Reading(JsonParser json) {
            this.json = json;
        }

        LossMessage message() throws IOException {
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "type" -> type = json.getText();
                    case "position" -> position = json.getText();
                    case "recovered" -> isRecovered = json.getBooleanValue();
                    case "id" -> id = UUID.fromString(json.getText());
                    case "item", "changes" -> event();
                    default -> json.skipChildren();
                }
            }
            return new LossMessage(type, position, isRecovered, id, message, reactions);
        }

        private void event() throws IOException {
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "id" -> id = UUID.fromString(json.getText());
                    case "message" -> message = json.getText();
                    case "reactions" -> reactions();
                    default -> json.skipChildren();
                }
            }
        }

        private void reactions() throws IOException {
            Map<String, Integer> counts = new HashMap<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String emoji = json.currentName();
                boolean isNull = json.nextToken() == JsonToken.VALUE_NULL;
                counts.put(emoji, isNull ? 0 : json.getIntValue());
            }
            reactions = counts;
        }
    }
}

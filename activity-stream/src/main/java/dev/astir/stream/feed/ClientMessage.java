package dev.astir.stream.feed;

import dev.astir.stream.EventFilter;
import dev.astir.stream.InvalidInputException;
import dev.astir.stream.StreamPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client says on a WebSocket. */
sealed interface ClientMessage {

    /** Asks for a channel. */
    record Subscribe(SubscriptionKey key, EventFilter filter, @Nullable StreamPosition after)
            implements ClientMessage {}

    /** Leaves a channel. */
    record Unsubscribe(SubscriptionKey key) implements ClientMessage {}

    /** Brings fresh credentials. */
    record Auth(String token) implements ClientMessage {}

    /** Asks for a channel with a name, a filter or a position that cannot be used. */
    record Refused(SubscriptionKey key, String detail) implements ClientMessage {}

    /**
     * Reads a message.
     *
     * @throws InvalidInputException if it is not one of the protocol
     */
    static ClientMessage parse(String text) {
        Map<String, Object> message = EventJson.readObject(text);
        String type = text(message, "type");
        return switch (type) {
            case "subscribe" -> subscribe(message);
            case "unsubscribe" -> unsubscribe(message);
            case "auth" -> new Auth(text(message, "token"));
            default ->
                    throw new InvalidInputException("type", type, "subscribe, unsubscribe or auth");
        };
    }

    private static ClientMessage subscribe(Map<String, Object> message) {
        SubscriptionKey key = SubscriptionKey.unnamed(text(message, "channel"));
        try {
            key = key(key.channel(), message);
            Object after = message.get("after");
            return new Subscribe(
                    key,
                    filter(message.getOrDefault("filter", Map.of())),
                    after == null ? null : StreamPosition.parse("after", String.valueOf(after)));
        } catch (InvalidInputException e) {
            return new Refused(key, String.valueOf(e.getMessage()));
        }
    }

    private static ClientMessage unsubscribe(Map<String, Object> message) {
        String channel = text(message, "channel");
        try {
            return new Unsubscribe(key(channel, message));
        } catch (InvalidInputException e) {
            return new Refused(SubscriptionKey.unnamed(channel), String.valueOf(e.getMessage()));
        }
    }

    private static SubscriptionKey key(String channel, Map<String, Object> message) {
        Object name = message.get(SubscriptionName.FIELD);
        return new SubscriptionKey(channel, name == null ? null : SubscriptionName.of(name));
    }

    /** The same names and rules as in a query string. */
    private static EventFilter filter(Object json) {
        if (!(json instanceof Map<?, ?> fields)) {
            throw new InvalidInputException("filter", json, "an object");
        }
        Map<String, List<String>> parameters = new HashMap<>();
        fields.forEach((name, value) -> parameters.put(field(name), values(value)));
        return EventFilter.fromQuery(parameters);
    }

    private static String field(Object name) {
        String field = String.valueOf(name);
        if (!EventFilter.FIELDS.contains(field)) {
            throw new InvalidInputException("filter", field, "the fields " + EventFilter.FIELDS);
        }
        return field;
    }

    private static List<String> values(Object value) {
        List<String> values = new ArrayList<>();
        for (Object one : value instanceof List<?> list ? list : List.of(value)) {
            if (one instanceof Map || one instanceof List) {
                throw new InvalidInputException("filter", one, "text, or a list of texts");
            }
            values.add(String.valueOf(one));
        }
        return values;
    }

    private static String text(Map<String, Object> message, String field) {
        Object value = message.get(field);
        if (value instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new InvalidInputException(field, value == null ? "" : value, "a text");
    }
}

package dev.astir.stream.rest;

import dev.astir.stream.InvalidInputException;
import dev.astir.stream.MediaLink;
import dev.astir.stream.feed.EventJson;
import dev.astir.stream.feed.MediaJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request's body, each of the type that it must have. Absent and null are the same.
 * Every method throws {@link InvalidInputException}, naming the field.
 */
final class Fields {
    private final Map<String, Object> fields;

    private Fields(Map<String, Object> fields) {
        this.fields = fields;
    }

    static Fields of(String body) {
        return new Fields(EventJson.readObject(body));
    }

    /** Refuses fields of other names: a misspelt one would change nothing, and say nothing. */
    Fields only(String... names) {
        Set<String> unknown = new TreeSet<>(fields.keySet());
        List<String> known = List.of(names);
        known.forEach(unknown::remove);
        for (String name : unknown) {
            throw new InvalidInputException(name, fields.getOrDefault(name, ""), "one of " + known);
        }
        return this;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    String required(String name, String allowed) {
        String value = text(name);
        if (value == null) {
            throw new InvalidInputException(name, "", allowed);
        }
        return value;
    }

    @Nullable String text(String name) {
        Object value = fields.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new InvalidInputException(name, value, "text");
    }

    @Nullable UUID id(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(name, value, "an id");
        }
    }

    @Nullable Boolean truth(String name) {
        Object value = fields.get(name);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        throw new InvalidInputException(name, value, "true or false");
    }

    List<String> texts(String name) {
        Object value = fields.getOrDefault(name, List.of());
        if (!(value instanceof List<?> list)) {
            throw new InvalidInputException(name, value, "a list of texts");
        }
        List<String> texts = new ArrayList<>(list.size());
        for (Object one : list) {
            if (!(one instanceof String text)) {
                throw new InvalidInputException(name, one, "a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    /** An object; an empty one where there is none. */
    Map<String, Object> object(String name) {
        Object value = fields.getOrDefault(name, Map.of());
        if (!(value instanceof Map<?, ?> object)) {
            throw new InvalidInputException(name, value, "a JSON object");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((key, one) -> copy.put(String.valueOf(key), one));
        return copy;
    }

    List<MediaLink> media() {
        return MediaJson.of(fields.get("media"));
    }
}

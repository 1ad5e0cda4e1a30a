package dev.astir.stream.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.astir.stream.InvalidInputException;
import dev.astir.stream.MediaLink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event's media as JSON: {@code [{"url":…,"type":…,"title":…}]}, without a title if there is
 * none. Stateless.
 */
public final class MediaJson {
    private static final String ALLOWED = "a list of objects with url, type and perhaps title";

    private MediaJson() {}

    /** The links as a JSON array. */
    public static String write(List<MediaLink> media) {
        return media.isEmpty() ? "[]" : EventJson.text(json -> write(json, media));
    }

    /**
     * Reads what {@link #write} wrote, or what a client sent.
     *
     * @throws InvalidInputException if it is anything else, or a link is refused
     */
    public static List<MediaLink> read(String text) {
        return text.equals("[]")
                ? List.of()
                : of(EventJson.readObject("{\"media\":" + text + "}").get("media"));
    }

    /**
     * Makes links of what {@link EventJson#readObject} has read; null is an empty list.
     *
     * @throws InvalidInputException if it is no list of links, or one is refused
     */
    public static List<MediaLink> of(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Collection<?> list)) {
            throw new InvalidInputException("media", value, ALLOWED);
        }
        List<MediaLink> media = new ArrayList<>(list.size());
        for (Object link : list) {
            if (!(link instanceof Map<?, ?> fields)) {
                throw new InvalidInputException("media", link, ALLOWED);
            }
            String url = text(fields, "url");
            String type = text(fields, "type");
            if (url == null || type == null) {
                throw new InvalidInputException("media", link, ALLOWED);
            }
            media.add(new MediaLink(url, type, text(fields, "title")));
        }
        return media;
    }

    static void write(JsonGenerator json, List<MediaLink> media) throws IOException {
        json.writeStartArray();
        for (MediaLink link : media) {
            json.writeStartObject();
            json.writeStringField("url", link.url());
            json.writeStringField("type", link.type());
            if (link.title() != null) {
                json.writeStringField("title", link.title());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static @Nullable String text(Map<?, ?> fields, String name) {
        Object value = fields.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new InvalidInputException("media." + name, value, "text");
    }
}

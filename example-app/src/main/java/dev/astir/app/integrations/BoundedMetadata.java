package dev.astir.app.integrations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.web.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * As much of what a sender sends along as an event has room for, field by field in its order. What
 * does not fit is left out or cut, and {@value #DROPPED} names the fields of which that is so. Not
 * thread-safe.
 */
final class BoundedMetadata {

    static final String DROPPED = "dropped";

    /** Characters in all; the feed takes 16,384, and others put something beside it. */
    private static final int MOST = 12_000;

    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_NAME = 100;
    private static final int MOST_ELEMENTS = 50;
    private static final int MOST_NAMED = 20;
    private static final int DEEPEST = 5;
    private static final int NUMBER = 10;
    private static final int MOST_BITS = 1_000;

    /** Quotes and separators. */
    private static final int BETWEEN = 3;

    private final Map<String, Object> kept = new LinkedHashMap<>();
    private final List<String> dropped = new ArrayList<>();
    private int left = MOST;

    /** Of the value at hand. */
    private boolean isCut;

    /** The fields of an object; any other value as {@code data}. */
    static Map<String, Object> of(JsonNode data) {
        BoundedMetadata metadata = new BoundedMetadata();
        if (data.isObject()) {
            data.properties().forEach(field -> metadata.put(field.getKey(), field.getValue()));
        } else {
            metadata.put("data", data);
        }
        return metadata.toMap();
    }

    void put(String name, JsonNode value) {
        String key = Fitting.line(name, LONGEST_NAME);
        if (key == null || value.isNull() || value.isMissingNode()) {
            return;
        }
        int before = left;
        isCut = false;
        left -= key.length() + BETWEEN;
        Object fitting = fit(value, 1);
        if (fitting == null || left < 0) {
            left = before;
            isCut = true;
        } else {
            kept.put(key, fitting);
        }
        if (isCut && dropped.size() < MOST_NAMED) {
            dropped.add(key);
        }
    }

    /** Says that something was left out which is not to be shown at all. */
    void drop(String name) {
        dropped.add(name);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>(kept);
        if (!dropped.isEmpty()) {
            map.put(DROPPED, List.copyOf(dropped));
        }
        return map;
    }

    /** Null for what has no place. */
    private @Nullable Object fit(JsonNode value, int depth) {
        if (left < 0) {
            return null;
        }
        return switch (value.getNodeType()) {
            case STRING -> text(value.textValue());
            case NUMBER -> number(value);
            case BOOLEAN -> {
                left -= NUMBER;
                yield value.booleanValue();
            }
            case ARRAY -> depth >= DEEPEST ? cut() : list(value, depth + 1);
            case OBJECT -> depth >= DEEPEST ? cut() : object(value, depth + 1);
            default -> null;
        };
    }

    private @Nullable Object cut() {
        isCut = true;
        return null;
    }

    private String text(String text) {
        String clean = Texts.oneLine(text);
        String fitting = Fitting.cut(clean, LONGEST_TEXT);
        isCut |= fitting.length() < clean.length();
        left -= fitting.length() + BETWEEN;
        return fitting;
    }

    private @Nullable Object number(JsonNode value) {
        left -= NUMBER + BETWEEN;
        if (value.isIntegralNumber()) {
            if (value.canConvertToLong()) {
                return value.longValue();
            }
            return value.bigIntegerValue().bitLength() > MOST_BITS
                    ? cut()
                    : value.bigIntegerValue();
        }
        double number = value.doubleValue();
        return Double.isFinite(number) ? (Object) number : cut();
    }

    private List<Object> list(JsonNode value, int depth) {
        List<Object> list = new ArrayList<>();
        for (JsonNode element : value) {
            if (list.size() == MOST_ELEMENTS) {
                isCut = true;
                break;
            }
            Object fitting = fit(element, depth);
            if (fitting != null) {
                list.add(fitting);
            }
        }
        return list;
    }

    private Map<String, Object> object(JsonNode value, int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String key = Fitting.line(field.getKey(), LONGEST_NAME);
            if (object.size() == MOST_ELEMENTS || key == null) {
                isCut = true;
                break;
            }
            left -= key.length() + BETWEEN;
            Object fitting = fit(field.getValue(), depth);
            if (fitting != null) {
                object.put(key, fitting);
            }
        }
        return object;
    }
}

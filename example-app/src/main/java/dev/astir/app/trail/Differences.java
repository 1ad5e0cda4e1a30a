package dev.astir.app.trail;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a change made of a record, as the trail's details tell it. Stateless. */
public final class Differences {

    /** That it was changed is the entry itself. */
    private static final Set<String> UNTOLD = Set.of("version", "updatedAt");

    private Differences() {}

    /** Each component that is another one now, by name: {@code {"before": …, "after": …}}. */
    public static <R extends Record> Map<String, Object> between(R before, R after) {
        Map<String, Object> differences = new LinkedHashMap<>();
        for (RecordComponent component : before.getClass().getRecordComponents()) {
            Object old = value(component, before);
            Object now = value(component, after);
            if (!UNTOLD.contains(component.getName()) && !Objects.equals(old, now)) {
                differences.put(component.getName(), change(old, now));
            }
        }
        return differences;
    }

    private static Map<String, @Nullable Object> change(
            @Nullable Object before, @Nullable Object after) {
        Map<String, @Nullable Object> change = new LinkedHashMap<>();
        change.put("before", before);
        change.put("after", after);
        return change;
    }

    private static @Nullable Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(component + " of a record cannot be read", e);
        }
    }
}

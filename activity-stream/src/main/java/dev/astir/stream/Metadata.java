package dev.astir.stream;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a deep, immutable copy of a metadata object, holding just what JSON can. */
final class Metadata {
    private static final int LARGEST = 16_384;
    private static final int DEEPEST = 10;
    private static final String ALLOWED =
            "an object of text, finite numbers, booleans, lists and objects, at most "
                    + LARGEST
                    + " characters and "
                    + DEEPEST
                    + " levels";

    private int size;

    private Metadata() {}

    static Map<String, Object> copyOf(Map<String, ? extends @Nullable Object> metadata) {
        return metadata.isEmpty() ? Map.of() : new Metadata().object(metadata, 1);
    }

    private Map<String, Object> object(Map<?, ?> source, int depth) {
        Map<String, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : source.entrySet()) {
            // null means absent: no null in collections.
            if (entry.getValue() != null) {
                String key = text(String.valueOf(entry.getKey()));
                copy.put(key, value(entry.getValue(), depth));
            }
        }
        return Collections.unmodifiableMap(copy);
    }

    private Object value(Object value, int depth) {
        if (depth > DEEPEST) {
            throw refused("more than " + DEEPEST + " levels");
        }
        if (value instanceof Map<?, ?> map) {
            return object(map, depth + 1);
        }
        if (value instanceof Collection<?> list) {
            return list(list, depth + 1);
        }
        if (value instanceof Boolean) {
            grow(5);
            return value;
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof CharSequence
                || value instanceof Character
                || value instanceof UUID
                || value instanceof Instant
                || value instanceof Enum<?>) {
            return text(value.toString());
        }
        throw refused(value.getClass().getName());
    }

    private List<Object> list(Collection<?> source, int depth) {
        List<Object> copy = new ArrayList<>(source.size());
        for (Object element : source) {
            if (element != null) {
                copy.add(value(element, depth));
            }
        }
        return Collections.unmodifiableList(copy);
    }

    private Number number(Number number) {
        grow(10);
        if (number instanceof Integer || number instanceof Long) {
            return number;
        }
        if (number instanceof Short || number instanceof Byte) {
            return number.intValue();
        }
        if (number instanceof BigInteger big && big.bitLength() > 1_023) {
            throw refused("a number of " + big.bitLength() + " bits");
        }
        if (number instanceof BigInteger) {
            return number;
        }
        double real = number.doubleValue();
        if (!Double.isFinite(real)
                || !(number instanceof Double
                        || number instanceof Float
                        || number instanceof BigDecimal)) {
            throw refused(number);
        }
        return real;
    }

    private String text(String text) {
        grow(text.length());
        return Rules.clean(text);
    }

    private void grow(int characters) {
        // Quotes and separators count, so that many tiny values cannot get around the limit.
        size += characters + 3;
        if (size > LARGEST) {
            throw refused("more than " + LARGEST + " characters");
        }
    }

    private static InvalidInputException refused(Object value) {
        return new InvalidInputException("metadata", value, ALLOWED);
    }
}

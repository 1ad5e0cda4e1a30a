package dev.astir.app.integrations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.web.Problem;
import dev.astir.app.web.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Any JSON, as a {@link Mapping} says what it means. Immutable. */
final class MappedShape implements Shape {

    private static final String FIELD = "mapping.";

    /** Seconds since 1970 have fewer digits until the year 5138. */
    private static final long MOST_SECONDS = 100_000_000_000L;

    private final Map<String, Expression> fields = new LinkedHashMap<>();
    private final Map<String, Expression> metadata = new TreeMap<>();

    /**
     * @throws ProblemException 400 that names each field of the mapping that is wrong
     */
    MappedShape(Mapping mapping) {
        List<Problem.FieldError> errors = new ArrayList<>();
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        texts.put("id", mapping.id());
        texts.put("eventType", mapping.eventType());
        texts.put("message", mapping.message());
        texts.put("entityType", mapping.entityType());
        texts.put("entityId", mapping.entityId());
        texts.put("entityName", mapping.entityName());
        texts.put("entityUrl", mapping.entityUrl());
        texts.put("actorName", mapping.actorName());
        texts.put("timestamp", mapping.timestamp());
        texts.put("important", important(mapping.important(), errors));
        texts.forEach((name, text) -> add(name, text, fields, FIELD + name, errors));
        if (mapping.metadata() != null) {
            mapping.metadata()
                    .forEach((name, text) ->
                            add(name, text, metadata, FIELD + "metadata." + name, errors));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private static @Nullable String important(
            @Nullable Object value, List<Problem.FieldError> errors) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value == null ? null : value.toString();
        }
        errors.add(
                Problem.FieldError.of(
                        FIELD + "important",
                        "must be true, false, or " + Expression.ALLOWED,
                        value));
        return null;
    }

    private static void add(
            String name,
            @Nullable String text,
            Map<String, Expression> into,
            String field,
            List<Problem.FieldError> errors) {
        if (text == null || text.isBlank()) {
            return;
        }
        try {
            into.put(name, Expression.parse(text));
        } catch (IllegalArgumentException e) {
            errors.add(Problem.FieldError.of(field, "must be " + Expression.ALLOWED, text));
        }
    }

    @Override
    public Reading read(Delivery delivery) {
        if (!delivery.isJson()) {
            throw ProblemException.unsupportedMediaType("The body must be application/json.");
        }
        JsonNode body = BoundedJson.read(delivery.body());
        List<Problem.FieldError> errors = new ArrayList<>();
        String type = required("eventType", body, errors);
        String message = required("message", body, errors);
        Instant time = time(body, errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        BoundedMetadata values = new BoundedMetadata();
        metadata.forEach((name, expression) -> values.put(name, expression.value(body)));
        Draft draft =
                Draft.of(type)
                        .message(message)
                        .entity(
                                text("entityType", body).orElse("thing"),
                                text("entityId", body).orElse(null),
                                text("entityName", body).orElse(null))
                        .url(text("entityUrl", body).orElse(null))
                        .actor(text("actorName", body).orElse(null), null)
                        .at(time)
                        .important(text("important", body).filter("true"::equals).isPresent())
                        .metadata(values.toMap());
        String id = text("id", body).or(() -> delivery.header(Signatures.ID)).orElse(null);
        return new Reading.Event(id, draft);
    }

    private Optional<String> text(String field, JsonNode body) {
        return Optional.ofNullable(fields.get(field)).flatMap(from -> from.text(body));
    }

    private String required(String field, JsonNode body, List<Problem.FieldError> errors) {
        String text = Fitting.line(text(field, body).orElse(null), Fitting.MESSAGE);
        if (text == null) {
            errors.add(
                    Problem.FieldError.of(
                            field, "must be where the mapping says that it is", null));
            return "";
        }
        return text;
    }

    private @Nullable Instant time(JsonNode body, List<Problem.FieldError> errors) {
        String text = text("timestamp", body).orElse(null);
        if (text == null) {
            return null;
        }
        Optional<Instant> time = Fitting.time(text).or(() -> epoch(text));
        if (time.isEmpty()) {
            errors.add(
                    Problem.FieldError.of(
                            "timestamp",
                            "must be a time such as 2026-01-31T12:00:00Z, or seconds or"
                                    + " milliseconds since 1970",
                            text));
        }
        return time.orElse(null);
    }

    private static Optional<Instant> epoch(String text) {
        try {
            long number = Long.parseLong(text);
            return Optional.of(
                    Math.abs(number) < MOST_SECONDS
                            ? Instant.ofEpochSecond(number)
                            : Instant.ofEpochMilli(number));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Where values come from, for whoever makes a sample. */
    Map<String, Expression> expressions() {
        Map<String, Expression> all = new LinkedHashMap<>();
        metadata.forEach((name, expression) -> all.put("metadata." + name, expression));
        all.putAll(fields);
        return all;
    }
}

package dev.astir.app.integrations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.astir.app.web.Problem;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shape of each integration, and its mapping as the database keeps it. Thread-safe. */
@Singleton
final class Shapes {

    private static final int MOST = 1_000;

    private final Shape cloudEvents = new CloudEventShape();
    private final Shape gitHub = new GitHubShape();
    private final Shape gitLab = new GitLabShape();

    /** By the mapping's text. */
    private final Cache<String, Shape> mapped = Caffeine.newBuilder().maximumSize(MOST).build();

    private final ObjectMapper json;

    Shapes(ObjectMapper json) {
        this.json = json;
    }

    Shape of(Integration integration) {
        return of(Kind.of(integration.kind()), integration.mapping());
    }

    private Shape of(Kind kind, @Nullable String mapping) {
        return switch (kind) {
            case CLOUDEVENTS -> cloudEvents;
            case GITHUB -> gitHub;
            case GITLAB -> gitLab;
            case JSON ->
                    mapped.get(
                            String.valueOf(mapping), text -> new MappedShape(require(read(text))));
        };
    }

    /**
     * The shape of what is not stored yet.
     *
     * @throws ProblemException 400 when the kind needs a mapping, or has none, or it is wrong
     */
    Shape of(Kind kind, @Nullable Mapping mapping) {
        check(kind, mapping);
        return mapping == null ? of(kind, (String) null) : new MappedShape(mapping);
    }

    /** The same, as it is to be stored; null for none. */
    @Nullable String checked(Kind kind, @Nullable Mapping mapping) {
        check(kind, mapping);
        if (mapping == null) {
            return null;
        }
        var unused = new MappedShape(mapping);
        try {
            return json.writeValueAsString(mapping);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a record of texts
        }
    }

    /** As it was stored; null for none. */
    @Nullable Mapping read(@Nullable String stored) {
        try {
            return stored == null ? null : json.readValue(stored, Mapping.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a mapping was stored that is none", e);
        }
    }

    private static Mapping require(@Nullable Mapping mapping) {
        if (mapping == null) {
            throw new IllegalStateException("JSON without a mapping was stored");
        }
        return mapping;
    }

    private static void check(Kind kind, @Nullable Mapping mapping) {
        if (kind == Kind.JSON && mapping == null) {
            throw ProblemException.invalid(
                    List.of(
                            Problem.FieldError.of(
                                    "mapping", "must be there for the kind json", null)));
        }
        if (kind != Kind.JSON && mapping != null) {
            throw ProblemException.invalid(
                    List.of(
                            new Problem.FieldError(
                                    "mapping", "must be absent for the kind " + kind.json())));
        }
    }
}

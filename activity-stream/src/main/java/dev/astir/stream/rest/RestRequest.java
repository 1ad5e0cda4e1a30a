package dev.astir.stream.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.stream.InvalidInputException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as far as the feed cares. Immutable.
 *
 * @param method the HTTP method, in capitals
 * @param path what follows the feed's own path, as it came over the wire: percent-encoded, for
 *     example {@code /1f…/reactions/%F0%9F%91%8D}, {@code .csv}, or empty
 * @param parameters decoded values of the query string, by name
 * @param body the body as text; empty if there is none
 * @param languages the header {@code Accept-Language}; null if there is none
 */
public record RestRequest(
        String method,
        String path,
        Map<String, List<String>> parameters,
        String body,
        @Nullable String languages) {

    /** A request of somebody who understands whatever language. */
    public RestRequest(
            String method, String path, Map<String, List<String>> parameters, String body) {
        this(method, path, parameters, body, null);
    }

    /** The steps of the path, decoded. */
    List<String> steps() {
        List<String> steps = new ArrayList<>();
        for (String step : path.split("/", -1)) {
            if (!step.isEmpty()) {
                steps.add(decoded(step));
            }
        }
        return steps;
    }

    /** The last value of a parameter; null if there is none, or an empty one. */
    @Nullable String parameter(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        String last = values.isEmpty() ? "" : values.get(values.size() - 1);
        return last.isEmpty() ? null : last;
    }

    /** A parameter that is a whole number. */
    int number(String name, int otherwise) {
        String value = parameter(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new InvalidInputException(name, value, "a whole number");
        }
    }

    private static String decoded(String step) {
        try {
            // A plus is a plus in a path; only forms read it as a space.
            return URLDecoder.decode(step.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("path", step, "percent-encoded UTF-8");
        }
    }
}

package dev.astir.app.integrations;

import io.micronaut.http.HttpRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a sender sent, as it came: a signature is over the very bytes. Immutable, if nobody changes
 * the body.
 *
 * @param headers by their names in lower case
 */
record Delivery(Map<String, String> headers, byte[] body) {

    private static final String CONTENT_TYPE = "content-type";

    Delivery {
        headers = Map.copyOf(headers);
    }

    /** Of a header that comes several times the first counts. */
    static Delivery of(HttpRequest<?> request, byte @Nullable [] body) {
        Map<String, String> headers = new HashMap<>();
        for (String name : request.getHeaders().names()) {
            String value = request.getHeaders().get(name);
            if (value != null) {
                headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
            }
        }
        return new Delivery(headers, body == null ? new byte[0] : body);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).filter(value -> !value.isBlank());
    }

    /** The first of these headers that is there. */
    Optional<String> firstOf(String... names) {
        return Stream.of(names).flatMap(name -> header(name).stream()).findFirst();
    }

    /** In lower case, without parameters; empty when it is not said. */
    String mediaType() {
        String type = headers.getOrDefault(CONTENT_TYPE, "");
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** Whether the body says that it is JSON. */
    boolean isJson() {
        String type = mediaType();
        return type.equals("application/json")
                || (type.startsWith("application/") && type.endsWith("+json"));
    }

    /** Without the body, and without what proves who sent it. */
    @Override
    public String toString() {
        return "Delivery[%s, %d bytes]".formatted(mediaType(), body.length);
    }
}

package dev.astir.stream.feed;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the feed looks at in a request for a WebSocket or for SSE, whatever server it came to. Valid
 * while the request is being answered; for one thread at a time.
 */
public interface FeedRequest {

    /**
     * The values of a header, in their order; empty if there is none.
     *
     * @param name in any case
     */
    List<String> headers(String name);

    /** The first value of a header; null if there is none. */
    default @Nullable String header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? null : values.get(0);
    }

    /** The value of a cookie; null if there is none. */
    @Nullable String cookie(String name);

    /**
     * The parameters of the query string. They end up in logs: no place for a token.
     *
     * @return decoded values by name, in their order
     */
    Map<String, List<String>> parameters();

    /** The address of the client, or of the nearest proxy; null where the server does not tell. */
    @Nullable String remoteAddress();
}

package dev.astir.app;

import java.net.http.HttpResponse;
import java.util.regex.Pattern;

/**
 * What {@code /openapi.json} leaves out on purpose: sockets and event streams are in {@code
 * /asyncapi.json} and docs/feed-protocol.md, and the agents' socket is between our own programs;
 * health is the framework's, and what is outside of the API are pages and files.
 */
final class Undescribed {

    private static final Pattern PATHS =
            Pattern.compile(
                    """
                    /api/live(/.*)?\
                    |/api/agent/connect\
                    |(?!/api/).*\
                    """);

    private static final int FORBIDDEN = 403;

    private Undescribed() {}

    /** A browser's request from elsewhere, to which the framework says no, and nothing besides. */
    static boolean isOfForeignOrigin(HttpResponse<?> answer) {
        return answer.statusCode() == FORBIDDEN
                && answer.request().headers().firstValue("Origin").isPresent();
    }

    /** Whether answers of this path are described elsewhere. */
    static boolean has(String path) {
        return PATHS.matcher(path).matches();
    }
}

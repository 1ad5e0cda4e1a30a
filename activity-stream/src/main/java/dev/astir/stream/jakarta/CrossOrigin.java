package dev.astir.stream.jakarta;

import dev.astir.stream.feed.FeedGate;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Lets pages of the listed origins read the answers, as the Fetch standard has it. They bring
 * tokens, so cookies are not let through. Stateless.
 */
final class CrossOrigin {
    private static final String METHODS = "GET, POST, PATCH, DELETE";
    private static final String HEADERS = "Authorization, Content-Type, Last-Event-ID";
    private static final String SECONDS = "7200";

    private CrossOrigin() {}

    /** Sets the headers that the origin of this request needs. */
    static void allow(FeedGate gate, ServletFeedRequest request, HttpServletResponse response) {
        response.addHeader("Vary", "Origin");
        if (gate.isListed(request)) {
            response.setHeader("Access-Control-Allow-Origin", request.header("Origin"));
        }
    }

    /** Answers the question that a browser asks before the request itself. */
    static void preflight(FeedGate gate, ServletFeedRequest request, HttpServletResponse response) {
        allow(gate, request, response);
        if (gate.isListed(request)) {
            response.setHeader("Access-Control-Allow-Methods", METHODS);
            response.setHeader("Access-Control-Allow-Headers", HEADERS);
            response.setHeader("Access-Control-Max-Age", SECONDS);
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}

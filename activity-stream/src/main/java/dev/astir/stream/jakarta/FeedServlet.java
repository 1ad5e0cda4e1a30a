package dev.astir.stream.jakarta;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.stream.feed.FeedProblem;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What both endpoints do alike. Thread-safe. */
abstract class FeedServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient FeedService service;

    FeedServlet(FeedService service) {
        this.service = service;
    }

    final FeedService service() {
        return service;
    }

    /** A stream has no end whose length could be told. */
    @Override
    protected final void doHead(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }

    @Override
    public final void destroy() {
        service.stop();
    }

    static void answer(HttpServletResponse response, FeedProblem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(FeedProblem.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        problem.headers().forEach(response::setHeader);
        response.getOutputStream().write(problem.json().getBytes(UTF_8));
    }
}

package dev.astir.app.capture;

import dev.astir.stream.feed.FeedProblem;
import dev.astir.stream.feed.Handshakes;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is no sound handshake at the agents' socket, before anybody is asked about its key;
 * the framework would fail on it, or find nothing there. Stateless.
 */
@ServerFilter(AgentSocket.PATH)
final class AgentHandshakes implements Ordered {

    /** Before the one that asks who it is. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @RequestFilter
    @Nullable HttpResponse<?> check(HttpRequest<?> request) {
        FeedProblem problem =
                Handshakes.problem(request.getMethodName(), request.getHeaders()::getAll);
        if (problem == null) {
            return null;
        }
        MutableHttpResponse<Object> response =
                HttpResponse.status(problem.status(), problem.title());
        problem.headers().forEach(response::header);
        return response.contentType(MediaType.of(FeedProblem.MEDIA_TYPE)).body(problem.json());
    }
}

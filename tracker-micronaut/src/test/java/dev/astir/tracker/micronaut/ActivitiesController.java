package dev.astir.tracker.micronaut;

import dev.astir.tracker.ActivityTracker;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.ServerWebSocket;
import org.jspecify.annotations.Nullable;

/** Routes with templates, with errors, and one that takes its time. */
@Controller("/shelves")
@Secured(SecurityRule.IS_ANONYMOUS)
class ActivitiesController {
    private final ActivityTracker tracker;
    private final Gate gate;

    ActivitiesController(ActivityTracker tracker, Gate gate) {
        this.tracker = tracker;
        this.gate = gate;
    }

    @Get("/{shelf}/books{?sort}")
    String books(@PathVariable String shelf, @QueryValue @Nullable String sort) {
        return shelf + sort;
    }

    @Put("/{shelf}")
    String put(@PathVariable String shelf) {
        return shelf;
    }

    @Get("/failing")
    String failing() {
        throw new IllegalStateException("on purpose");
    }

    @Get("/handled")
    String handled() {
        throw new UnsupportedOperationException("on purpose");
    }

    @Error
    HttpResponse<String> handle(UnsupportedOperationException e) {
        return HttpResponse.badRequest("handled");
    }

    @Error(status = HttpStatus.NOT_FOUND, global = true)
    @Requires(property = "test.not-found")
    HttpResponse<String> notFound() {
        return HttpResponse.notFound("not here");
    }

    /** Records also at its end, and says whether that was taken. */
    @Get("/slow")
    @ExecuteOn(TaskExecutors.BLOCKING)
    String slow() {
        gate.opened().join();
        return Boolean.toString(tracker.record("at-the-end"));
    }

    @ServerWebSocket("/rooms/{name}")
    @Secured(SecurityRule.IS_ANONYMOUS)
    static class Room {
        @OnMessage
        void heard(String message, WebSocketSession session) {}
    }
}

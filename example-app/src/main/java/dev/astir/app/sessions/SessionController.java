package dev.astir.app.sessions;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.PageLimit;
import dev.astir.app.web.Problems;
import dev.astir.app.web.StorableTime;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Work sessions over HTTP.
 *
 * <p>Safe for use by many threads.
 */
@Problems
@ForPeople
@Controller("/api/sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class SessionController {

    private final Sessions sessions;
    private final SessionLists lists;
    private final SessionViews views;

    SessionController(Sessions sessions, SessionLists lists, SessionViews views) {
        this.sessions = sessions;
        this.lists = lists;
        this.views = views;
    }

    /** What a session starts with. */
    @Introspected
    record StartRequest(@Nullable UUID projectId) {}

    @Post("/start")
    @Status(HttpStatus.CREATED)
    Session start(Caller caller, @Nullable @Body @Valid StartRequest request) {
        return sessions.start(caller, request == null ? null : request.projectId());
    }

    @Post("/{id}/stop")
    Session stop(Caller caller, UUID id) {
        return sessions.stop(caller, id);
    }

    @Get("/active")
    Page<Session> active(Caller caller) {
        List<Session> running = lists.active(caller);
        views.running(caller, running);
        return Page.of(running);
    }

    @Get
    Page<Session> list(
            Caller caller,
            @Nullable @QueryValue UUID userId,
            @Nullable @QueryValue @StorableTime Instant from,
            @Nullable @QueryValue @StorableTime Instant to,
            @Nullable @QueryValue String before,
            @QueryValue(defaultValue = "50") @PageLimit int limit) {
        Page<Session> page =
                lists.page(
                        caller,
                        userId,
                        SessionPeriod.of(from, to),
                        before == null ? null : SessionCursor.parse(before),
                        limit);
        views.list(caller, userId, from, to, page.items());
        return page;
    }
}

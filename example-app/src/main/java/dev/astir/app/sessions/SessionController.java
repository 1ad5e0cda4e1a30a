package dev.astir.app.sessions;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.PageLimit;
import dev.astir.app.web.Problems;
import dev.astir.app.web.StorableTime;
import dev.astir.app.web.TimeCursor;
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
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
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
@Tag(name = "Work sessions")
@Controller("/api/sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class SessionController {

    private final Sessions sessions;
    private final SessionStops stops;
    private final SessionLists lists;
    private final SessionViews views;

    SessionController(
            Sessions sessions, SessionStops stops, SessionLists lists, SessionViews views) {
        this.sessions = sessions;
        this.stops = stops;
        this.lists = lists;
        this.views = views;
    }

    /** What a session starts with, or goes on with. */
    @Introspected
    @Schema(
            example =
                    """
                    {"projectId": "01934bb0-4d20-7c61-b7aa-0f4e5d6c7b03"}\
                    """)
    record StartRequest(@Nullable UUID projectId, @Nullable UUID taskId) {

        static final StartRequest NOTHING = new StartRequest(null, null);
    }

    /** How a session is stopped. */
    @Introspected
    @Schema(
            example =
                    """
                    {}\
                    """)
    record StopRequest(@Nullable @Reason String reason, @Nullable @StorableTime Instant endTime) {

        static final StopRequest NOTHING = new StopRequest(null, null);

        StopRequest {
            reason = reason == null ? null : reason.strip();
        }
    }

    /** Starts one's session; a person has one at a time. */
    @Post("/start")
    @Status(HttpStatus.CREATED)
    Session start(Caller caller, @Nullable @Body @Valid StartRequest request) {
        StartRequest on = request == null ? StartRequest.NOTHING : request;
        return sessions.start(caller, on.projectId(), on.taskId());
    }

    /** Stops a session that runs. */
    @Post("/{id}/stop")
    Session stop(Caller caller, UUID id, @Nullable @Body @Valid StopRequest request) {
        StopRequest how = request == null ? StopRequest.NOTHING : request;
        return stops.stop(caller, id, how.reason(), how.endTime());
    }

    /** Stops a session and starts the next at the same instant. */
    @Post("/{id}/switch")
    @Status(HttpStatus.CREATED)
    Session change(Caller caller, UUID id, @Nullable @Body @Valid StartRequest request) {
        StartRequest on = request == null ? StartRequest.NOTHING : request;
        return sessions.change(caller, id, on.projectId(), on.taskId());
    }

    /** Lists sessions that run, of oneself and whom one sees. */
    @Get("/active")
    Page<Session> active(Caller caller) {
        List<Session> running = lists.active(caller);
        views.running(caller, running);
        return Page.of(running);
    }

    /**
     * Lists sessions of oneself and whom one sees, newest first.
     *
     * @param userId whose; all in sight when absent
     * @param from the earliest start
     * @param to the latest start
     * @param before the {@code next} of the page before
     */
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
                        TimeCursor.orNewest("before", before),
                        limit);
        views.list(caller, userId, from, to, page.items());
        return page;
    }
}

package dev.astir.app.visits;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;

/** The caller's last visit to the page of the feed: {@code /api/me/feed-visit}. Thread-safe. */
@Problems
@ForPeople
@Tag(name = "Activities")
@Controller("/api/me/feed-visit")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class VisitController {

    private final Visits visits;

    VisitController(Visits visits) {
        this.visits = visits;
    }

    /** Answers when one was last on the page of the feed. */
    @Get
    Visit last(Caller caller) {
        return visits.last(caller);
    }

    /** Keeps that one is on the page of the feed now, and answers when one was last. */
    @Post
    @Status(HttpStatus.OK)
    Visit now(Caller caller) {
        return visits.now(caller);
    }
}

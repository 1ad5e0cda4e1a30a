package dev.astir.app.notifications;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import dev.astir.app.web.StorableTime;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/** What is new of alerts, for the caller. Thread-safe. */
@Problems
@ForPeople
@Tag(name = "Alerts")
@Controller("/api/alerts")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class NewsController {

    private final News news;

    NewsController(News news) {
        this.news = news;
    }

    /**
     * Up to when somebody has seen what is new.
     *
     * @param until the time of the last of them
     */
    @Introspected
    record Seen(@NotNull @StorableTime Instant until) {}

    /** Tells which alerts are news to oneself. */
    @Get("/news")
    WhatIsNew news(Caller caller) {
        return news.of(caller);
    }

    /** Says that one has seen what became news until then. */
    @Post("/seen")
    @Status(HttpStatus.OK)
    WhatIsNew seen(Caller caller, @Body @Valid Seen seen) {
        return news.seen(caller, seen.until());
    }
}

package dev.astir.app.reports;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.Problems;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;

/** The present day of everybody whom one sees. Thread-safe. */
@Problems
@ForPeople
@Controller("/api/timeline/today")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class TodayController {

    private final Todays todays;

    TodayController(Todays todays) {
        this.todays = todays;
    }

    /** When each of them worked; of an employee, that is oneself. */
    @Get
    Page<Today> today(Caller caller) {
        return Page.of(todays.of(caller));
    }
}

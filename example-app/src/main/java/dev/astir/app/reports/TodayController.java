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
import io.swagger.v3.oas.annotations.tags.Tag;

/** The present day of everybody whom one sees. Thread-safe. */
@Problems
@ForPeople
@Tag(name = "Reports")
@Controller("/api/timeline/today")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class TodayController {

    private final Todays todays;

    TodayController(Todays todays) {
        this.todays = todays;
    }

    /** Tells when each of the people in sight worked today; of an employee, that is oneself. */
    @Get
    Page<Today> today(Caller caller) {
        return Page.of(todays.of(caller));
    }
}

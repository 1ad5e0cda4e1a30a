package dev.astir.app.insights;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** How one's own week went: {@code /api/insights}. Thread-safe. */
@Problems
@ForPeople
@Controller("/api/insights")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class InsightController {

    private final Insights insights;

    InsightController(Insights insights) {
        this.insights = insights;
    }

    @Get
    WeekInsight week(Caller caller, @Nullable @QueryValue LocalDate week) {
        return insights.week(caller, week);
    }
}

package dev.astir.app.insights;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.insights.InsightRepository.Named;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.Problems;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a week went, for the person themselves first: {@code /api/insights}. Thread-safe. */
@Problems
@ForPeople
@Tag(name = "Reports")
@Controller("/api/insights")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class InsightController {

    private final Insights insights;
    private final InsightPeople people;

    InsightController(Insights insights, InsightPeople people) {
        this.insights = insights;
        this.people = people;
    }

    /**
     * Shows how a week went, beside the four before.
     *
     * @param week its Monday; this week when absent
     * @param userId whose; one's own when absent
     */
    @Get
    WeekInsight week(
            Caller caller,
            @Nullable @QueryValue LocalDate week,
            @Nullable @QueryValue UUID userId) {
        return insights.week(caller, userId, week);
    }

    /** Lists whose insights a manager may see; names and no figures. */
    @Get("/people")
    @Secured(Role.IS_MANAGER)
    Page<Named> people(Caller caller) {
        return Page.of(people.others(caller));
    }
}

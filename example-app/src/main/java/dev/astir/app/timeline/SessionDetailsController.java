package dev.astir.app.timeline;

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
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where one session is read with what lies in it. */
@Problems
@ForPeople
@Tag(name = "Work sessions")
@Controller("/api/sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class SessionDetailsController {

    private static final String LIMIT = "must be a number from 1 to 1000";

    private final SessionIntervals intervals;

    SessionDetailsController(SessionIntervals intervals) {
        this.intervals = intervals;
    }

    /**
     * Shows a session with its intervals, its corrections and what was said about its idle time.
     *
     * @param after the {@code next} of the page before
     * @param limit how many intervals, 1 to 1,000
     */
    @Get("/{id}")
    SessionDetails get(
            Caller caller,
            UUID id,
            @Nullable @QueryValue String after,
            @QueryValue(defaultValue = "1000")
                    @Min(value = 1, message = LIMIT)
                    @Max(value = 1_000, message = LIMIT)
                    int limit) {
        return intervals.details(
                caller, id, after == null ? null : IntervalCursor.parse(after), limit);
    }
}

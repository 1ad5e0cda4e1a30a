package dev.astir.app.timesheets;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.PageLimit;
import dev.astir.app.web.Problems;
import dev.astir.app.web.StorableText;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Weeks over HTTP: one's own, and those of people whom one sees. A week is named by its Monday or
 * its number, {@code 2026-11-23} or {@code 2026-W48}. Thread-safe.
 */
@Problems
@ForPeople
@Tag(name = "Time sheets")
@Controller("/api/timesheets")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class TimesheetController {

    private final Timesheets timesheets;
    private final TimesheetLists lists;
    private final TimesheetSteps steps;

    TimesheetController(Timesheets timesheets, TimesheetLists lists, TimesheetSteps steps) {
        this.timesheets = timesheets;
        this.lists = lists;
        this.steps = steps;
    }

    /** Why a week is returned or opened again. */
    @Introspected
    record Reasoned(@NotBlank @Size(max = 500) @StorableText String reason) {}

    /**
     * Lists weeks, newest first.
     *
     * @param userId whose; all in sight when absent
     * @param state how far they are
     * @param from the first day of the earliest week
     * @param to the last day of the latest week
     * @param after the {@code next} of the page before
     */
    @Get
    Page<Timesheet.Summary> list(
            Caller caller,
            @Nullable @QueryValue UUID userId,
            @Nullable @QueryValue TimesheetState state,
            @Nullable @QueryValue LocalDate from,
            @Nullable @QueryValue LocalDate to,
            @Nullable @QueryValue String after,
            @QueryValue(defaultValue = "50") @PageLimit int limit) {
        return lists.page(
                caller,
                userId,
                state,
                from,
                to,
                after == null ? null : TimesheetLists.Cursor.parse(after),
                limit);
    }

    /**
     * Shows a week with all that belongs to it.
     *
     * @param week its Monday, or its number such as {@code 2026-W48}
     */
    @Get("/{userId}/{week}")
    Timesheet get(Caller caller, UUID userId, String week) {
        return timesheets.get(caller, userId, week);
    }

    /** Sends one's week to whoever decides of it. */
    @Post("/{userId}/{week}/submit")
    Timesheet submit(Caller caller, UUID userId, String week) {
        return steps.take(caller, userId, week, Step.SUBMITTED, null);
    }

    /** Takes one's week back that waits for a decision. */
    @Post("/{userId}/{week}/withdraw")
    Timesheet withdraw(Caller caller, UUID userId, String week) {
        return steps.take(caller, userId, week, Step.WITHDRAWN, null);
    }

    /** Approves a week and closes it. */
    @Post("/{userId}/{week}/approve")
    @Secured(Role.IS_MANAGER)
    Timesheet approve(Caller caller, UUID userId, String week) {
        return steps.take(caller, userId, week, Step.APPROVED, null);
    }

    /** Returns a week to its person. */
    @Post("/{userId}/{week}/reject")
    @Secured(Role.IS_MANAGER)
    Timesheet reject(Caller caller, UUID userId, String week, @Body @Valid Reasoned why) {
        return steps.take(caller, userId, week, Step.REJECTED, why.reason());
    }

    /** Opens an approved week again; what was kept aside of it counts then. */
    @Post("/{userId}/{week}/reopen")
    @Secured(Role.IS_MANAGER)
    Timesheet reopen(Caller caller, UUID userId, String week, @Body @Valid Reasoned why) {
        return steps.take(caller, userId, week, Step.REOPENED, why.reason());
    }
}

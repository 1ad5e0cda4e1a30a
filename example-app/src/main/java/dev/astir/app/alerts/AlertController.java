package dev.astir.app.alerts;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.PageLimit;
import dev.astir.app.web.Problems;
import dev.astir.app.web.StorableText;
import dev.astir.app.web.StorableTime;
import dev.astir.app.web.TimeCursor;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Alerts over HTTP: one's own, and those about people whom one sees. Thread-safe. */
@Problems
@ForPeople
@Tag(name = "Alerts")
@Controller("/api/alerts")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class AlertController {

    private static final int LONGEST = 2_000;
    private static final String TOO_LONG = "must have at most 2000 characters";

    private final Alerts alerts;
    private final AlertAnswers answers;

    AlertController(Alerts alerts, AlertAnswers answers) {
        this.alerts = alerts;
        this.answers = answers;
    }

    /** What its person says. */
    @Introspected
    record Explanation(
            @NotBlank @Size(max = LONGEST, message = TOO_LONG) @StorableText String text) {}

    /** What whoever resolves it says. */
    @Introspected
    record Resolution(
            @Nullable @Size(max = LONGEST, message = TOO_LONG) @StorableText String note) {

        static final Resolution WITHOUT_WORDS = new Resolution(null);

        Resolution {
            note = note == null || note.isBlank() ? null : note.strip();
        }
    }

    /**
     * Lists alerts about oneself and whom one sees, newest first.
     *
     * @param type kinds of alerts; all when absent
     * @param userId about whom
     * @param resolved whether somebody resolved it
     * @param open whether it is not over
     * @param waiting whether somebody should still look at it
     * @param from the earliest time of opening
     * @param to the latest time of opening
     * @param cursor the {@code next} of the page before
     */
    @Get
    Page<Alert> list(
            Caller caller,
            @Nullable @QueryValue List<String> type,
            @Nullable @QueryValue UUID userId,
            @Nullable @QueryValue @Schema(type = "boolean") String resolved,
            @Nullable @QueryValue @Schema(type = "boolean") String open,
            @Nullable @QueryValue @Schema(type = "boolean") String waiting,
            @Nullable @QueryValue @StorableTime Instant from,
            @Nullable @QueryValue @StorableTime Instant to,
            @Nullable @QueryValue String cursor,
            @QueryValue(defaultValue = "50") @PageLimit int limit) {
        AlertFilter filter = AlertFilter.of(type, userId, resolved, open, waiting, from, to);
        return alerts.page(caller, filter, TimeCursor.orNewest("cursor", cursor), limit);
    }

    /** Shows an alert with what happened around it. */
    @Get("/{id}")
    AlertStory get(Caller caller, UUID id) {
        return alerts.get(caller, id);
    }

    /** Says what the person concerned has to say, in place of what they said before. */
    @Post("/{id}/explanation")
    Alert explain(Caller caller, UUID id, @Body @Valid Explanation explanation) {
        return answers.explain(caller, id, explanation.text().strip());
    }

    /** Resolves an alert, once. */
    @Post("/{id}/resolve")
    @Secured(Role.IS_MANAGER)
    Alert resolve(Caller caller, UUID id, @Nullable @Body @Valid Resolution resolution) {
        Resolution how = resolution == null ? Resolution.WITHOUT_WORDS : resolution;
        return answers.resolve(caller, id, how.note());
    }
}

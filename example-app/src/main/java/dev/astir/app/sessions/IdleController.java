package dev.astir.app.sessions;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.sessions.StatedTime.Decision;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import dev.astir.app.web.StorableTime;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What idle stretches of people's own sessions were, over HTTP. Thread-safe. */
@Problems
@ForPeople
@Tag(name = "Work sessions")
@Controller("/api/sessions/{id}/idle")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class IdleController {

    private final IdleDecisions decisions;

    IdleController(IdleDecisions decisions) {
        this.decisions = decisions;
    }

    /** What a stretch was; a project where it is reassigned. */
    @Introspected
    record Request(
            @NotNull @StorableTime Instant from,
            @NotNull @StorableTime Instant to,
            @NotNull
                    @Pattern(
                            regexp = "keep|discard|reassign",
                            message = "must be keep, discard or reassign")
                    String decision,
            @Nullable UUID projectId) {}

    /** Decides what an idle stretch of a session was. */
    @Post
    IdleDecisions.Decided decide(Caller caller, UUID id, @Body @Valid Request request) {
        return decisions.decide(
                caller,
                new IdleAnswer(
                        id,
                        request.from(),
                        request.to(),
                        Decision.valueOf(request.decision().toUpperCase(Locale.ROOT)),
                        request.projectId(),
                        null));
    }

    /**
     * Takes a decision about idle time back.
     *
     * @param decisionId the decision
     */
    @Delete("/{decisionId}")
    Session undo(Caller caller, UUID id, UUID decisionId) {
        return decisions.undo(caller, id, decisionId);
    }
}

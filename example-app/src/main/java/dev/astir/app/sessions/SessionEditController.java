package dev.astir.app.sessions;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import dev.astir.app.web.StorableTime;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people change of their own sessions by hand, over HTTP. Thread-safe. */
@Problems
@ForPeople
@Tag(name = "Work sessions")
@Controller("/api/sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class SessionEditController {

    private final ManualSessions manual;
    private final SessionCorrections corrections;

    SessionEditController(ManualSessions manual, SessionCorrections corrections) {
        this.manual = manual;
        this.corrections = corrections;
    }

    /** A session that is over, as its person enters it. */
    @Introspected
    record AddRequest(
            @NotNull @StorableTime Instant startTime,
            @NotNull @StorableTime Instant endTime,
            @Nullable UUID projectId,
            @Nullable UUID taskId,
            @NotNull @Reason String reason) {

        AddRequest {
            // What is missing is found by the validation, once this exists.
            reason = reason == null ? reason : reason.strip();
        }
    }

    /** Why a session is removed. */
    @Introspected
    record RemoveRequest(@NotNull @Reason String reason) {

        RemoveRequest {
            reason = reason == null ? reason : reason.strip();
        }
    }

    /** Enters a session that is over. */
    @Post
    @Status(HttpStatus.CREATED)
    Session add(Caller caller, @Body @Valid AddRequest request) {
        return manual.add(
                caller,
                request.startTime(),
                request.endTime(),
                request.projectId(),
                request.taskId(),
                request.reason());
    }

    /** Corrects a session; what is absent stays as it is. */
    @Patch("/{id}")
    Session correct(Caller caller, UUID id, @Body @Valid CorrectionRequest request) {
        return corrections.correct(caller, id, request);
    }

    /** Removes a session that was entered by hand. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(Caller caller, UUID id, @Body @Valid RemoveRequest request) {
        manual.remove(caller, id, request.reason());
    }
}

package dev.astir.app.timeline;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.validation.Validated;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.groups.Default;
import java.util.UUID;

/**
 * Where activities are posted: {@code /api/sessions/{id}/activity}, {@code /api/activity/batch}.
 */
@Problems
@ForPeople
@Tag(name = "Work sessions")
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class ActivityController {

    private final ActivityIntake intake;

    ActivityController(ActivityIntake intake) {
        this.intake = intake;
    }

    /** Adds an activity to a session. */
    @Post("/sessions/{id}/activity")
    @Status(HttpStatus.CREATED)
    ActivityAnswer.Single activity(Caller caller, UUID id, @Body @Valid ActivityRequest activity) {
        return intake.take(caller, id, activity);
    }

    /** Adds activities to a session, all or none; those that are known by their ids count once. */
    @Post("/activity/batch")
    @Validated(groups = {Default.class, ActivityRequest.InBatch.class})
    ActivityAnswer.Batch batch(Caller caller, @Body @Valid ActivityRequest.Batch batch) {
        return intake.takeBatch(caller, batch);
    }
}

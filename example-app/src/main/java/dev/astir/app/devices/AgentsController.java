package dev.astir.app.devices;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.PageLimit;
import dev.astir.app.web.Problems;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The enrolled devices: everybody sees those of the people whom they may see, and administrators
 * decide which may report; to take out one's own needs nobody's leave: {@code /api/agents}.
 */
@Problems
@ForPeople
@Tag(name = "Agents")
@Controller("/api/agents")
@Secured(Role.IS_EMPLOYEE)
@ExecuteOn(TaskExecutors.BLOCKING)
class AgentsController {

    private final Devices devices;

    AgentsController(Devices devices) {
        this.devices = devices;
    }

    /**
     * Lists enrolled devices, of oneself and whom one sees.
     *
     * @param after the {@code next} of the page before
     * @param userId whose; all in sight when absent
     */
    @Get
    Page<Agent> list(
            Caller caller,
            @QueryValue(defaultValue = "100") @PageLimit int limit,
            @Nullable @QueryValue UUID after,
            @Nullable @QueryValue UUID userId) {
        return devices.page(caller, userId, after, limit);
    }

    /** Blocks a device: nothing of it is taken until it is let in again. */
    @Post("/{id}/block")
    @Secured(Role.IS_ADMIN)
    Agent block(Caller caller, UUID id) {
        return devices.block(caller, id);
    }

    /** Lets a blocked device in again. */
    @Post("/{id}/unblock")
    @Secured(Role.IS_ADMIN)
    Agent unblock(Caller caller, UUID id) {
        return devices.unblock(caller, id);
    }

    /** Removes a device for good; what it captured stays. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(Caller caller, UUID id) {
        devices.remove(caller, id);
    }
}

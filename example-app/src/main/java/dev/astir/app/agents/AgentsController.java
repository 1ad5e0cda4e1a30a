package dev.astir.app.agents;

import dev.astir.app.accounts.Caller;
import dev.astir.app.accounts.Role;
import dev.astir.app.system.Listing;
import dev.astir.app.system.ProblemException;
import dev.astir.app.system.Transactions;
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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The enrolled devices: everybody sees their own, managers the organization's, and administrators
 * decide which may report. Stateless.
 */
@Controller("/api/agents")
@Secured(Role.IS_EMPLOYEE)
@ExecuteOn(TaskExecutors.BLOCKING)
class AgentsController {

    private static final int MOST = 200;

    private final AgentStore agents;
    private final AgentLines lines;
    private final Transactions transactions;

    AgentsController(AgentStore agents, AgentLines lines, Transactions transactions) {
        this.agents = agents;
        this.lines = lines;
        this.transactions = transactions;
    }

    @Get
    Listing<Agent> list(
            Caller caller,
            @QueryValue(defaultValue = "100") int limit,
            @Nullable @QueryValue UUID after) {
        if (limit < 1 || limit > MOST) {
            throw ProblemException.invalid("limit", limit, "a number from 1 to " + MOST);
        }
        UUID only = caller.is(Role.MANAGER) ? null : caller.userId();
        List<Agent> found =
                transactions.inOrganization(
                        caller.organizationId(),
                        () -> agents.list(caller.organizationId(), only, after, limit + 1));
        if (found.size() <= limit) {
            return Listing.of(found);
        }
        List<Agent> page = found.subList(0, limit);
        return new Listing<>(page, page.getLast().id().toString());
    }

    /** Stops a device until it is let in again; an open line ends at once. */
    @Post("/{id}/block")
    @Secured(Role.IS_ADMIN)
    Agent block(Caller caller, UUID id) {
        Agent agent = set(caller, id, AgentStatus.BLOCKED);
        lines.block(id);
        return agent;
    }

    @Post("/{id}/unblock")
    @Secured(Role.IS_ADMIN)
    Agent unblock(Caller caller, UUID id) {
        return set(caller, id, AgentStatus.ACTIVE);
    }

    /** Takes a device out for good; what it reported stays. */
    @Delete("/{id}")
    @Secured(Role.IS_ADMIN)
    @Status(HttpStatus.NO_CONTENT)
    void remove(Caller caller, UUID id) {
        transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    if (!agents.setStatus(caller.organizationId(), id, AgentStatus.REMOVED)) {
                        throw ProblemException.notFound();
                    }
                });
        lines.block(id);
    }

    private Agent set(Caller caller, UUID id, AgentStatus status) {
        return transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    if (!agents.setStatus(caller.organizationId(), id, status)) {
                        throw ProblemException.notFound();
                    }
                    return agents.find(caller.organizationId(), id)
                            .orElseThrow(ProblemException::notFound);
                });
    }
}

package dev.astir.app.prompts;

import dev.astir.app.devices.BlockedException;
import dev.astir.app.devices.Device;
import dev.astir.app.devices.Devices;
import dev.astir.app.projects.Project;
import dev.astir.app.projects.Projects;
import dev.astir.app.sessions.IdleAnswer;
import dev.astir.app.sessions.IdleDecisions;
import dev.astir.app.sessions.StatedTime.Decision;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import dev.astir.protocol.Idle;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What an agent may ask and say about the idle time of its person. A key that was stolen is worth
 * little with it: it tells of two days when nobody typed, and decides on those alone. Methods
 * block. An agent that may not report (any more) gets a {@link BlockedException}. Thread-safe.
 */
@Singleton
class AgentIdle {

    private final Transactions transactions;
    private final Devices devices;
    private final Undecided undecided;
    private final Projects projects;
    private final IdleDecisions decisions;
    private final Clock clock;

    AgentIdle(
            Transactions transactions,
            Devices devices,
            Undecided undecided,
            Projects projects,
            IdleDecisions decisions,
            Clock clock) {
        this.transactions = transactions;
        this.devices = devices;
        this.undecided = undecided;
        this.projects = projects;
        this.decisions = decisions;
        this.clock = clock;
    }

    /**
     * What waits for a decision of the device's person; names of projects only if anything does.
     */
    Idle.Waiting waiting(Device device) {
        UUID organizationId = device.organizationId();
        Instant now = clock.instant();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    devices.requireActive(device, now);
                    Undecided.Found found =
                            undecided.of(organizationId, device.userId(), now, false);
                    List<Idle.Stretch> items =
                            found.stretches().stream().limit(Idle.Waiting.MAX_ITEMS).toList();
                    return new Idle.Waiting(
                            items,
                            items.isEmpty() ? List.of() : projects(organizationId),
                            found.zone().getId());
                });
    }

    private List<Idle.Project> projects(UUID organizationId) {
        return projects.first(organizationId, Idle.Waiting.MAX_PROJECTS).stream()
                .map((Project project) -> new Idle.Project(project.id(), project.name()))
                .toList();
    }

    /**
     * Decides, as the person themselves would.
     *
     * @throws ProblemException as {@link IdleDecisions#decide}; 404 for another person's session;
     *     400 for time before yesterday
     */
    IdleDecisions.Decided decide(Device device, Idle.Answer answer) {
        UUID organizationId = device.organizationId();
        Instant now = clock.instant();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    devices.requireActive(device, now);
                    Instant since = undecided.since(organizationId, device.userId(), now);
                    if (answer.from().isBefore(since)) {
                        throw ProblemException.invalid(
                                "from",
                                answer.from(),
                                "a time from %s on: an agent asks about yesterday and today"
                                        .formatted(since));
                    }
                    return decisions.decide(
                            devices.callerOf(device),
                            new IdleAnswer(
                                    answer.sessionId(),
                                    answer.from(),
                                    answer.to(),
                                    Decision.valueOf(answer.decision().name()),
                                    answer.projectId(),
                                    device.id()));
                });
    }
}

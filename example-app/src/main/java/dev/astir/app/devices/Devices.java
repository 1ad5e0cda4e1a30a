package dev.astir.app.devices;

import dev.astir.app.identity.Accounts;
import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.Sight;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The enrolled devices, and which of them may report. Methods block. Thread-safe. */
@Singleton
public class Devices {

    /** What an agent key begins with, so that it is never mistaken for a person's access token. */
    static final String KEY_PREFIX = "astir_agent_";

    /** As much as the trail keeps. */
    private static final int MOST_OF_NAME = 200;

    private final AgentRepository agents;
    private final Accounts accounts;
    private final Transactions transactions;
    private final Trail trail;
    private final ApplicationEventPublisher<DeviceChanged> changed;

    Devices(
            AgentRepository agents,
            Accounts accounts,
            Transactions transactions,
            Trail trail,
            ApplicationEventPublisher<DeviceChanged> changed) {
        this.agents = agents;
        this.accounts = accounts;
        this.transactions = transactions;
        this.trail = trail;
        this.changed = changed;
    }

    /**
     * Notes what a greeting told, in the caller's transaction.
     *
     * @throws BlockedException when the device may not report (any more)
     */
    public void greeted(Device device, String version, String os, long skewMillis, Instant now) {
        if (!agents.greeted(device.organizationId(), device.id(), version, os, skewMillis, now)) {
            throw new BlockedException();
        }
    }

    /**
     * Notes that the device reports, and holds it until the caller's transaction ends, so that a
     * block takes effect either before or after it.
     *
     * @throws BlockedException when the device may not report (any more)
     */
    public void requireActive(Device device, Instant now) {
        transactions.inOrganization(
                device.organizationId(),
                () -> {
                    if (!agents.seen(device.organizationId(), device.id(), now)) {
                        throw new BlockedException();
                    }
                });
    }

    /**
     * The person of a device, as far as the device acts for them: they see their own data alone,
     * and the trail says by which device they did something.
     *
     * @throws BlockedException when the device is gone
     */
    public Caller callerOf(Device device) {
        String name =
                transactions.inOrganization(
                        device.organizationId(),
                        () ->
                                agents.hostname(device.organizationId(), device.id())
                                        .orElseThrow(BlockedException::new));
        return new Caller(
                device.userId(),
                device.organizationId(),
                Role.EMPLOYEE,
                name,
                Sight.own(device.userId()),
                name.length() > MOST_OF_NAME ? name.substring(0, MOST_OF_NAME) : name);
    }

    /** Which of these devices may report, by id: one question, and nothing is noted. */
    public Set<UUID> active(List<Device> devices) {
        UUID[] organizations = devices.stream().map(Device::organizationId).toArray(UUID[]::new);
        UUID[] ids = devices.stream().map(Device::id).toArray(UUID[]::new);
        return Set.copyOf(transactions.asSystem(() -> agents.active(organizations, ids)));
    }

    /**
     * Devices that are not removed, of those whom the caller may see.
     *
     * @param userId only this person's; null for everybody's
     * @param after the last id of the page before; null for the first page
     * @throws ProblemException 404 when the caller may not see that person
     */
    Page<Agent> page(Caller caller, @Nullable UUID userId, @Nullable UUID after, int limit) {
        UUID organizationId = caller.organizationId();
        UUID[] within = userId == null ? caller.sight().seen() : new UUID[] {userId};
        List<Agent> found =
                transactions.inOrganization(
                        organizationId,
                        () -> {
                            if (userId != null) {
                                accounts.requireSeen(caller, userId);
                            }
                            List<Agent> page =
                                    agents.page(organizationId, within, after, limit + 1);
                            trail.viewed(
                                    caller.actor(),
                                    page.stream().limit(limit).map(Agent::userId).toList(),
                                    "devices",
                                    Map.of());
                            return page;
                        });
        return Page.of(found, limit, agent -> agent.id().toString());
    }

    /**
     * Stops a device until it is let in again; an open line ends at once.
     *
     * @throws ProblemException 404 when there is no such device
     */
    Agent block(Caller caller, UUID id) {
        return set(caller, id, null, AgentStatus.BLOCKED, "device.blocked");
    }

    /**
     * Lets a device in again.
     *
     * @throws ProblemException 404 when there is no such device
     */
    Agent unblock(Caller caller, UUID id) {
        return set(caller, id, null, AgentStatus.ACTIVE, "device.unblocked");
    }

    /**
     * Takes a device out for good; what it reported stays. Administrators do so with everybody's,
     * others with their own.
     *
     * @throws ProblemException 404 when there is no such device
     */
    void remove(Caller caller, UUID id) {
        UUID within = caller.is(Role.ADMIN) ? null : caller.userId();
        set(caller, id, within, AgentStatus.REMOVED, "device.removed");
    }

    /**
     * @param within only if it is this person's; null for anybody's
     */
    private Agent set(
            Caller caller, UUID id, @Nullable UUID within, AgentStatus status, String action) {
        UUID organizationId = caller.organizationId();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Agent agent = agents.setStatus(organizationId, id, within, status);
                    if (agent == null) {
                        throw ProblemException.notFound();
                    }
                    trail.changed(
                            caller.actor(),
                            action,
                            agent.userId(),
                            Map.of("deviceId", id, "hostname", agent.hostname()));
                    changed.publishEvent(new DeviceChanged(organizationId, id, status));
                    return agent;
                });
    }
}

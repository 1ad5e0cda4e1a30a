package dev.astir.app.prompts;

import dev.astir.app.devices.Device;
import dev.astir.app.sessions.RunningSessions;
import dev.astir.app.sessions.Session;
import dev.astir.app.tenancy.Transactions;
import dev.astir.protocol.ServerMessage.IdleMessage;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Finds what people are to be told when they are back. Of each stretch they are told once,
 * whichever of their devices tells them; not at all when the app dies between this and the telling,
 * but it waits with the others. Methods block. Thread-safe.
 */
@Singleton
public class Prompts {

    private final Transactions transactions;
    private final RunningSessions running;
    private final Undecided undecided;
    private final PromptRepository told;
    private final Clock clock;

    Prompts(
            Transactions transactions,
            RunningSessions running,
            Undecided undecided,
            PromptRepository told,
            Clock clock) {
        this.transactions = transactions;
        this.running = running;
        this.undecided = undecided;
        this.told = told;
        this.clock = clock;
    }

    /**
     * What the device's person is to be told by it now, the earliest first: stretches of the
     * session that runs. Nobody else gets the same.
     *
     * @param isBack whether the person is at work at the device again, and all that it captured
     *     before has come
     */
    public List<IdleMessage> due(Device device, boolean isBack) {
        UUID organizationId = device.organizationId();
        UUID personId = device.userId();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Session session = running.of(organizationId, List.of(personId)).get(personId);
                    if (session == null) {
                        return List.of();
                    }
                    Undecided.Found found =
                            undecided.of(organizationId, personId, clock.instant(), isBack);
                    return found.stretches().stream()
                            .filter(each -> each.sessionId().equals(session.id()))
                            .filter(each ->
                                    told.take(organizationId, personId, each.from(), each.to())
                                            != null)
                            .map(each -> IdleMessage.of(each, found.zone().getId()))
                            .toList();
                });
    }
}

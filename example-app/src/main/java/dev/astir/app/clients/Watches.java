package dev.astir.app.clients;

import dev.astir.app.clients.WatchRepository.Watch;
import dev.astir.app.identity.Caller;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides which clients are watched. Methods block. Thread-safe. */
@Singleton
class Watches {

    private final WatchRepository watches;
    private final Clients clients;
    private final Transactions transactions;
    private final Trail trail;

    Watches(WatchRepository watches, Clients clients, Transactions transactions, Trail trail) {
        this.watches = watches;
        this.clients = clients;
        this.transactions = transactions;
        this.trail = trail;
    }

    /**
     * Changes how a client is watched. It holds when the job looks next, within a minute; that
     * tells also that the silence of one that is not watched any more is over.
     *
     * @throws ProblemException 404 when there is no such client, 409 {@code not-watchable} for
     *     people, who are never watched, and agents, for which the organization has one setting
     */
    Client change(Caller caller, UUID id, WatchRequest request) {
        UUID organizationId = caller.organizationId();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Watch before =
                            watches.token(id)
                                    .or(() -> watches.integration(id))
                                    .orElseThrow(() -> noToken(id));
                    boolean watched =
                            request.watched() == null ? before.watched() : request.watched();
                    Integer seconds = request.silentAfterSeconds(before.silentAfterSeconds());
                    watches.store(
                            organizationId,
                            id,
                            before.kind(),
                            before.name(),
                            before.userId(),
                            watched,
                            seconds);
                    Map<String, ?> old = details(before.watched(), before.silentAfterSeconds());
                    Map<String, ?> now = details(watched, seconds);
                    if (!now.equals(old)) {
                        trail.changed(
                                caller.actor(),
                                "client.changed",
                                before.userId(),
                                Map.of("name", before.name(), "before", old, "after", now));
                    }
                    return clients.one(caller, id);
                });
    }

    private ProblemException noToken(UUID id) {
        return watches.isOfPeople(id)
                ? ProblemException.conflict(
                        "not-watchable",
                        "People are never watched, and for agents the organization decides; only"
                                + " API tokens and integrations are watched one by one.")
                : ProblemException.notFound();
    }

    private static Map<String, ?> details(boolean watched, @Nullable Integer seconds) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("watched", watched);
        details.put("silentAfterSeconds", seconds);
        return details;
    }
}

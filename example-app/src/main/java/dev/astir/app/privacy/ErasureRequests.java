package dev.astir.app.privacy;

import dev.astir.app.identity.Caller;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Wishes to be erased, and what administrators answer. Methods block. Thread-safe. */
@Singleton
class ErasureRequests {

    private final ErasureRequestRepository requests;
    private final Erasures erasures;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    ErasureRequests(
            ErasureRequestRepository requests,
            Erasures erasures,
            Transactions transactions,
            Trail trail,
            Clock clock) {
        this.requests = requests;
        this.erasures = erasures;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * The caller wants their data erased.
     *
     * @throws ProblemException 409 {@code erasure-requested} while an earlier wish is open
     */
    ErasureRequest ask(Caller caller, @Nullable String reason) {
        UUID id = UUID.randomUUID();
        return transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    if (!requests.add(
                            caller.organizationId(), id, caller.userId(), reason, now())) {
                        throw ProblemException.conflict(
                                "erasure-requested", "You have asked for it already.");
                    }
                    trail.changed(caller.actor(), "erasure.requested", caller.userId(), Map.of());
                    return requests.find(id).orElseThrow();
                });
    }

    /** The caller's newest wish, if there is one. */
    Optional<ErasureRequest> own(Caller caller) {
        return transactions.inOrganization(
                caller.organizationId(), () -> requests.newestOf(caller.userId()));
    }

    /**
     * The caller does not want it any more.
     *
     * @throws ProblemException 404 when they have no open wish
     */
    void withdraw(Caller caller) {
        transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    ErasureRequest open =
                            requests.newestOf(caller.userId())
                                    .filter(request -> request.status().equals("open"))
                                    .orElseThrow(ProblemException::notFound);
                    if (requests.answer(open.id(), "withdrawn", now(), caller.userId(), null)) {
                        trail.changed(
                                caller.actor(), "erasure.withdrawn", caller.userId(), Map.of());
                    }
                });
    }

    /** Everybody's, newest first. */
    Page<ErasureRequest> page(Caller caller, @Nullable UUID after, int limit) {
        List<ErasureRequest> found =
                transactions.inOrganization(
                        caller.organizationId(), () -> requests.page(after, limit + 1));
        return Page.of(found, limit, request -> request.id().toString());
    }

    /**
     * Declines a wish.
     *
     * @throws ProblemException 404 when there is none, 409 {@code erasure-answered} when it is open
     *     no more
     */
    ErasureRequest decline(Caller caller, UUID id, String note) {
        return transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    ErasureRequest request = open(id);
                    requests.answer(id, "declined", now(), caller.userId(), note);
                    trail.changed(
                            caller.actor(),
                            "erasure.declined",
                            request.userId(),
                            Map.of("note", note));
                    return requests.find(id).orElseThrow();
                });
    }

    /**
     * Grants a wish: erases the person, and the wish with the rest.
     *
     * @throws ProblemException as {@link #decline}, and as {@link Erasures#erase}
     */
    void approve(Caller caller, UUID id, @Nullable String note) {
        UUID userId = transactions.inOrganization(caller.organizationId(), () -> open(id).userId());
        erasures.erase(caller, userId, note);
    }

    private ErasureRequest open(UUID id) {
        ErasureRequest request = requests.find(id).orElseThrow(ProblemException::notFound);
        if (!request.status().equals("open")) {
            throw ProblemException.conflict(
                    "erasure-answered", "This wish is %s already.".formatted(request.status()));
        }
        return request;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

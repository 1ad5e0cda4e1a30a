package dev.astir.app.privacy;

import dev.astir.app.feed.OrganizationFeed;
import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.Status;
import dev.astir.app.identity.User;
import dev.astir.app.identity.Users;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.people.LastAdministrator;
import dev.astir.app.people.PersonChanged;
import dev.astir.app.people.PersonErased;
import dev.astir.app.people.WaysIn;
import dev.astir.app.privacy.ErasureRepository.Erasing;
import dev.astir.app.privacy.PersonalTables.Owner;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.ErasedPerson;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases people. One transaction shuts a person out and deletes all that the tenants' tables keep
 * of them; what is outside of it, the trail's entries and the feed, is made free of them after it,
 * one person at a time, and by another node if this one dies. A while later it is done once more,
 * for what was under way. Nodes know nothing of each other's: one that takes longer than {@link
 * #UNDER_WAY} may be done by several, which takes more time and changes nothing. Methods block.
 * Thread-safe.
 */
@Singleton
public class Erasures {

    /** What people are called who were erased. */
    static final String NAME = "Erased person";

    /** What was under way when somebody was erased has ended by then, and caches are fresh. */
    static final Duration UNDER_WAY = Duration.ofMinutes(10);

    /** How soon somebody who waits notices that they are not to. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
    private static final int BATCH = 100;

    private final ErasureRepository rows;
    private final PersonalTables tables;
    private final RetentionRepository marks;
    private final Pseudonyms pseudonyms;
    private final Names names;
    private final Users users;
    private final Organizations organizations;
    private final LastAdministrator lastAdministrator;
    private final WaysIn waysIn;
    private final ActivityStream stream;
    private final OrganizationFeed feed;
    private final Transactions transactions;
    private final Trail trail;
    private final ApplicationEventPublisher<PersonChanged> changes;
    private final ApplicationEventPublisher<PersonErased> erased;
    private final ErasureQueue queue;
    private final ErasurePatience patience;
    private final Clock clock;

    Erasures(
            ErasureRepository rows,
            PersonalTables tables,
            RetentionRepository marks,
            Pseudonyms pseudonyms,
            Names names,
            Users users,
            Organizations organizations,
            LastAdministrator lastAdministrator,
            WaysIn waysIn,
            ActivityStream stream,
            OrganizationFeed feed,
            Transactions transactions,
            Trail trail,
            ApplicationEventPublisher<PersonChanged> changes,
            ApplicationEventPublisher<PersonErased> erased,
            ErasureQueue queue,
            ErasurePatience patience,
            Clock clock) {
        this.rows = rows;
        this.tables = tables;
        this.marks = marks;
        this.pseudonyms = pseudonyms;
        this.names = names;
        this.users = users;
        this.organizations = organizations;
        this.lastAdministrator = lastAdministrator;
        this.waysIn = waysIn;
        this.stream = stream;
        this.feed = feed;
        this.transactions = transactions;
        this.trail = trail;
        this.changes = changes;
        this.erased = erased;
        this.queue = queue;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Erases a person; one who was erased stays so. Returns when nothing is left of them, or after
     * {@link ErasurePatience}, while the rest goes on.
     *
     * @param note for the trail
     * @throws ProblemException 404 when there is no such person, 409 {@code last-administrator}
     *     when nobody would administer the organization, {@code locked-out} when nobody who does
     *     could come in
     */
    void erase(Caller caller, UUID userId, @Nullable String note) {
        shutOut(caller, userId, note);
        await(next(caller.organizationId(), userId), userId);
    }

    private CompletableFuture<Void> next(UUID organization, UUID userId) {
        return queue.add(userId, () -> tryToGoOn(organization, userId));
    }

    /** Somebody's feed of years takes minutes; nobody's browser waits for that. */
    private void await(Future<Void> rest, UUID userId) {
        try {
            rest.get(patience.most().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.info("{} is shut out; what the feed has of them is still being erased", userId);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The first step: from here on the person cannot do anything, whatever happens to this node.
     */
    void shutOut(Caller caller, UUID userId, @Nullable String note) {
        // Before a transaction of the organization is open.
        tables.all();
        UUID organization = caller.organizationId();
        List<UUID> shown = new ArrayList<>();
        List<UUID> sessions =
                transactions.inOrganization(
                        organization,
                        () -> {
                            organizations.hold(organization);
                            User person =
                                    users.findById(userId).orElseThrow(ProblemException::notFound);
                            boolean administers =
                                    person.role() == Role.ADMIN && person.status() == Status.ACTIVE;
                            if (administers) {
                                lastAdministrator.mayGo(userId);
                            }
                            List<String> called = names.of(person);
                            if (!rows.begin(organization, userId, called, clock.instant())) {
                                return List.<UUID>of();
                            }
                            List<UUID> running = rows.runningSessions(userId);
                            shown.addAll(rows.alerts(userId));
                            empty(new Owner(organization, userId, person.email()));
                            if (administers) {
                                waysIn.require();
                            }
                            trail.changed(
                                    caller.actor(),
                                    "person.erased",
                                    userId,
                                    note == null ? Map.of() : Map.of("note", note));
                            changes.publishEvent(
                                    new PersonChanged(organization, userId, Status.REMOVED));
                            erased.publishEvent(new PersonErased(organization, userId));
                            return running;
                        });
        sessions.forEach(id -> feed.changed("sessions", organization, id.toString(), null));
        shown.forEach(id -> feed.changed("alerts", organization, id.toString(), null));
    }

    /** Deletes or empties all rows of the tenants' tables, in the caller's transaction. */
    private void empty(Owner owner) {
        // While it is known which tokens were theirs.
        rows.forgetClients(owner.userId());
        rows.forgetCounts(owner.userId());
        // First of what they recorded: what a device is storing is waited for, and found; later its
        // key is refused.
        rows.emptyDevices(owner.userId());
        marks.mark("on");
        for (PersonalTable table : tables.all()) {
            if (!table.name().equals("users") && !table.name().equals("agents")) {
                tables.delete(table, owner);
            }
        }
        marks.mark("");
        rows.emptyPerson(owner.userId(), NAME, clock.instant());
    }

    /**
     * Goes on with those that a node left, and does once more what may have been too early. Those
     * that began just now are somebody's work.
     *
     * @param stopping whether to wait for nothing more
     */
    void goOn(BooleanSupplier stopping) {
        tables.all();
        Instant before = clock.instant().minus(UNDER_WAY);
        for (Erasing erasing : transactions.asSystem(() -> rows.unsettled(before, BATCH))) {
            if (stopping.getAsBoolean()) {
                return;
            }
            // Others are not to wait for one that fails, which was told.
            CompletableFuture<?> ended =
                    next(erasing.organizationId(), erasing.userId())
                            .handle((result, failed) -> null);
            while (!ended.isDone() && !stopping.getAsBoolean()) {
                CompletableFuture.anyOf(ended, soon()).join();
            }
        }
    }

    private static CompletableFuture<Void> soon() {
        return new CompletableFuture<Void>()
                .completeOnTimeout(null, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tryToGoOn(UUID organization, UUID userId) {
        try {
            goOn(organization, userId);
        } catch (RuntimeException e) {
            LOG.warn("The erasure of {} could not go on now", userId, e);
            throw e;
        }
    }

    private void goOn(UUID organization, UUID userId) {
        Erasing erasing =
                transactions.inOrganization(
                        organization,
                        () -> rows.find(userId).orElseThrow(ProblemException::notFound));
        Instant finished = erasing.finishedAt();
        boolean settles = finished != null && finished.isBefore(clock.instant().minus(UNDER_WAY));
        if (finished != null && !settles) {
            return;
        }
        if (settles) {
            Owner owner = new Owner(organization, userId, userId + "@erased.invalid");
            transactions.inOrganization(organization, () -> empty(owner));
        }
        // Each time: somebody may be called so, or have the address, since.
        Set<String> called =
                transactions.inOrganization(
                        organization,
                        () -> names.onlyTheirs(organization, userId, erasing.names()));
        ErasedPerson person = new ErasedPerson(userId.toString(), called, NAME);
        pseudonyms.takeOut(organization, person);
        stream.records().erase(organization.toString(), person);
        transactions.inOrganization(
                organization,
                () -> {
                    rows.finish(userId, clock.instant());
                    if (settles) {
                        rows.settle(userId, clock.instant());
                    }
                });
        LOG.info("{} was erased{}", userId, settles ? ", and nothing came after" : "");
    }
}

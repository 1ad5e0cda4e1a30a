package dev.astir.app.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.app.TestApp;
import dev.astir.app.feed.OrganizationFeed;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.Users;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.people.LastAdministrator;
import dev.astir.app.people.PersonChanged;
import dev.astir.app.people.PersonErased;
import dev.astir.app.people.WaysIn;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.StreamException;
import io.micronaut.context.BeanContext;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Erasures that take long, one after the other, on one node or another. */
class ErasureTurnsTest extends ErasureScene {

    @Test
    void nobodyWaitsForAFeedOfYearsAndTheNextIsErasedAfterIt() throws Exception {
        TestApp.Person boss = app().registerOrganization();
        TestApp.Person bob = app().addUser(boss, Role.EMPLOYEE, "Bob");
        String finished = "SELECT finished_at IS NOT NULL FROM erasures";
        Erasures erasures = impatient();
        CountDownLatch isHeld = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> held = threads.submit(() -> holdFeed(isHeld, release));
            try {
                assertThat(isHeld.await(60, TimeUnit.SECONDS)).isTrue();
                erasures.erase(caller(ada), alice.userId(), null);
                erasures.erase(caller(boss), bob.userId(), null);
                erasures.erase(caller(ada), alice.userId(), null);

                alice.api().get("/api/auth/me").expect(401);
                bob.api().get("/api/auth/me").expect(401);
                assertThat(owned.stored(app(), finished)).containsExactly("f");
                assertThat(Owned.asTenant(app(), boss.organizationId(), finished))
                        .containsExactly("f");
            } finally {
                release.countDown();
            }
            held.get(60, TimeUnit.SECONDS);
        }
        await().until(() ->
                owned.stored(app(), finished).equals(List.of("t"))
                        && Owned.asTenant(app(), boss.organizationId(), finished)
                                .equals(List.of("t")));
        assertThat(found(NAME)).containsExactly("erasures");
    }

    @Test
    void oneIsErasedAtATimeAndNobodyTwice() {
        List<Runnable> begun = new ArrayList<>();
        List<String> erased = new ArrayList<>();
        ErasureQueue queue = new ErasureQueue(begun::add);
        UUID eve = UUID.randomUUID();
        CompletableFuture<Void> failing =
                queue.add(
                        eve,
                        () -> {
                            throw new StreamException("no database");
                        });
        CompletableFuture<Void> next = queue.add(alice.userId(), () -> erased.add("alice"));

        assertThat(queue.add(eve, () -> erased.add("eve"))).isSameAs(failing);
        assertThat(queue.add(alice.userId(), () -> erased.add("again"))).isSameAs(next);
        assertThat(begun).hasSize(1);
        begun.getFirst().run();
        assertThat(failing).isCompletedExceptionally();
        assertThat(begun).hasSize(2);
        begun.getLast().run();

        assertThat(next).isCompleted();
        assertThat(erased).containsExactly("alice");
        assertThat(queue.add(eve, () -> erased.add("eve"))).isNotSameAs(failing);
        begun.getLast().run();
        assertThat(erased).containsExactly("alice", "eve");
    }

    private void holdFeed(CountDownLatch isHeld, CountDownLatch release) {
        Transactions transactions = app().bean(Transactions.class);
        transactions.asSystem(() -> {
            Owned.asSystem(
                    app(),
                    "SELECT head FROM activity_feeds WHERE feed = '%s' FOR UPDATE"
                            .formatted(ada.organizationId()));
            isHeld.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The app's own, but that nobody waits for the end. */
    private static Erasures impatient() {
        return new Erasures(
                app().bean(ErasureRepository.class),
                app().bean(PersonalTables.class),
                app().bean(RetentionRepository.class),
                app().bean(Pseudonyms.class),
                app().bean(Names.class),
                app().bean(Users.class),
                app().bean(Organizations.class),
                app().bean(LastAdministrator.class),
                app().bean(WaysIn.class),
                app().bean(ActivityStream.class),
                app().bean(OrganizationFeed.class),
                app().bean(Transactions.class),
                app().bean(Trail.class),
                app().bean(BeanContext.class).getEventPublisher(PersonChanged.class),
                app().bean(BeanContext.class).getEventPublisher(PersonErased.class),
                app().bean(ErasureQueue.class),
                new ErasurePatience(Duration.ZERO),
                app().bean(Clock.class));
    }

    @Test
    void anotherNodeGoesOnWhereOneDied() {
        Erasures erasures = app().bean(Erasures.class);
        // As if the node were killed after the transaction that shuts her out.
        erasures.shutOut(caller(ada), alice.userId(), null);
        assertThat(found(NAME)).contains("activity_events", "erasures");
        alice.api().get("/api/auth/me").expect(401);

        app().bean(RetentionSweeper.class).run(() -> false);
        assertThat(found(NAME)).as("it may be at it").contains("activity_events");
        Owned.asTenant(
                app(),
                ada.organizationId(),
                "UPDATE erasures SET started_at = started_at - interval '11 minutes' RETURNING 1");
        app().bean(RetentionSweeper.class).run(() -> false);
        assertThat(found(NAME)).containsExactly("erasures");
        settle();

        assertThat(found(NAME)).isEmpty();
        assertThat(found(alice.email())).isEmpty();
    }
}

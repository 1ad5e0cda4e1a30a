package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.stream.EventFilter;
import dev.astir.stream.StreamPosition;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rights that change while sessions are open, on two nodes. */
@Timeout(60)
class AccessTest extends AccessFixture {
    @Test
    void narrowerRightsAreLivedAtOnceOnAllNodes() {
        Reader near = new Reader(here, "ann/1");
        Reader far = new Reader(there, "ann/2");
        for (Reader reader : List.of(near, far)) {
            reader.session.subscribe(FeedHub.ACTIVITIES, EventFilter.all(), null);
            reader.session.subscribe(STATES, EventFilter.all(), null);
            assertThat(items(reader.sink.await("subscribed", 2)))
                    .containsExactlyInAnyOrder("all", "managers");
        }

        directory.allow("ann");
        here.accessChanged("ann");

        for (Reader reader : List.of(near, far)) {
            // What she may not see any more leaves.
            assertThat(items(reader.sink.await("subscribed", 3).subList(2, 3)))
                    .containsExactly("all");
        }
        publish("for.managers", "managers");
        publish("for.all");
        for (Reader reader : List.of(near, far)) {
            reader.sink.await("put", 1);
            assertThat(reader.sink.puts()).containsExactly("for.all");
            assertThat(reader.session.isOpen()).isTrue();
        }
    }

    @Test
    void widerRightsToo() {
        directory.allow("ann");
        Reader far = new Reader(there, "ann/1");
        far.session.subscribe(FeedHub.ACTIVITIES, EventFilter.all(), null);
        far.session.subscribe(STATES, EventFilter.all(), null);
        far.sink.await("subscribed", 2);

        directory.allow("ann", "managers");
        here.accessChanged("ann");

        assertThat(items(far.sink.await("subscribed", 3).subList(2, 3)))
                .containsExactlyInAnyOrder("all", "managers");
        publish("for.managers", "managers");
        far.sink.await("put", 1);
        assertThat(far.sink.puts()).containsExactly("for.managers");
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_AUTHENTICATED", "FORBIDDEN", "BLOCKED"})
    void whoIsRefusedIsOutOnAllNodesAndNobodyElseIs(CloseCode code) {
        Reader near = new Reader(here, "ann/1");
        Reader far = new Reader(there, "ann/2");
        Reader other = new Reader(there, "bob/1");
        // Who enters while somebody's access changes is asked about as well.
        await().until(() -> there.sessions() == 2);

        directory.refuse("ann", code);
        here.accessChanged("ann");

        assertThat(near.sink.awaitClosed()).isEqualTo(code);
        assertThat(far.sink.awaitClosed()).isEqualTo(code);
        assertThat(other.session.isOpen()).isTrue();
        assertThat(principals()).containsOnly("ann");
    }

    @Test
    void isFoundWithinFifteenSecondsWithoutTheBus() {
        wire.isCut = true;
        Reader far = new Reader(there, "ann/1");
        Reader other = new Reader(there, "bob/1");
        directory.refuse("ann", CloseCode.NOT_AUTHENTICATED);
        here.accessChanged("ann");

        // One more second is left for the answers.
        for (int second = 1; second < FeedHub.ACCESS_CHECK.toSeconds(); second++) {
            there.checkAccess();
        }

        assertThat(far.sink.awaitClosed()).isEqualTo(CloseCode.NOT_AUTHENTICATED);
        assertThat(other.session.isOpen()).isTrue();
    }

    @Test
    void everybodyIsAskedAboutInFewQuestions() {
        int people = 10_000;
        Set<String> all = new HashSet<>();
        for (int i = 0; i < people; i++) {
            all.add("person " + i);
            new Reader(here, "person " + i + "/1");
            if (i % 10 == 0) {
                new Reader(here, "person " + i + "/1");
            }
        }
        await().until(() -> here.sessions() == people + people / 10);

        for (int second = 1; second < FeedHub.ACCESS_CHECK.toSeconds(); second++) {
            here.checkAccess();
        }

        await().until(() -> principals().size() == people);
        assertThat(principals()).isEqualTo(all);
        // The machine's own seconds may have added some.
        assertThat(directory.questions())
                .hasSizeLessThan(2 * (int) FeedHub.ACCESS_CHECK.toSeconds());
        assertThat(directory.questions())
                .allMatch(question ->
                        question.size() <= AccessQuestions.MOST_AT_ONCE
                                && new HashSet<>(question).size() == question.size());
    }

    @Test
    void aSubscriptionOfAnOldSessionAsksBeforeItBegins() {
        StreamPosition start = publish("before");
        publish("for.managers", "managers");
        Reader reader = new Reader(there, "ann/1");
        reader.session.subscribe(STATES, EventFilter.all(), null);
        reader.sink.await("subscribed", 1);

        // Nobody tells.
        directory.allow("ann");
        nanos.addAndGet(AccessChecks.REMEMBERED.toNanos() + 1);
        reader.session.subscribe(FeedHub.ACTIVITIES, EventFilter.all(), start);
        publish("for.all");

        reader.sink.await("put", 1);
        assertThat(reader.sink.puts()).containsExactly("for.all");
        assertThat(items(reader.sink.await("subscribed", 3)))
                .containsExactly("all", "managers", "all");

        directory.refuse("ann", CloseCode.FORBIDDEN);
        nanos.addAndGet(AccessChecks.REMEMBERED.toNanos() + 1);
        reader.session.subscribe(STATES, "again", EventFilter.all(), null);

        assertThat(reader.sink.awaitClosed()).isEqualTo(CloseCode.FORBIDDEN);
        assertThat(reader.sink.messages("subscribed")).hasSize(3);
    }

    @Test
    void aFloodOfSubscriptionsIsNoFloodOfQuestions() {
        Reader reader = new Reader(here, "ann/1");
        for (int i = 0; i < 1_000; i++) {
            reader.session.subscribe(STATES, EventFilter.all(), null);
        }
        reader.sink.await("subscribed", 1);
        assertThat(directory.questions()).isEmpty();

        nanos.addAndGet(AccessChecks.REMEMBERED.toNanos() + 1);
        for (int i = 0; i < 1_000; i++) {
            reader.session.subscribe(STATES, "n" + i, EventFilter.all(), null);
        }

        reader.sink.await("error", 1_000 - FeedHub.MOST_SUBSCRIPTIONS);
        // Some may have come while the first was being answered.
        assertThat(directory.questions()).hasSizeBetween(1, 2);
    }

    @Test
    void aSubscriptionThatIsTakenBackDoesNotBeginWhenTheAnswerComes() {
        Reader reader = new Reader(here, "ann/1");
        nanos.addAndGet(AccessChecks.REMEMBERED.toNanos() + 1);
        directory.afterLooking(person -> reader.session.unsubscribe(STATES));

        reader.session.subscribe(STATES, EventFilter.all(), null);
        reader.session.subscribe(FeedHub.ACTIVITIES, EventFilter.all(), null);

        reader.sink.await("subscribed", 1);
        // Snapshots come in the order in which they were asked for.
        reader.session.subscribe(STATES, "last", EventFilter.all(), null);
        assertThat(reader.sink.await("subscribed", 2))
                .extracting(message -> message.get("subscription"))
                .containsExactly(null, "last");
    }

    @ParameterizedTest
    @EnumSource
    void aChangeThatRacesTheHandshakeIsFound(Teller teller) {
        // The authenticator has found her, and she is let in after she was suspended.
        directory.afterLooking(person -> {
            directory.afterLooking(nobody -> {});
            directory.refuse("ann", CloseCode.BLOCKED);
            (teller == Teller.THIS_NODE ? there : here).accessChanged("ann");
        });

        Reader reader = new Reader(there, "ann/1");

        assertThat(reader.sink.awaitClosed()).isEqualTo(CloseCode.BLOCKED);
    }

    enum Teller {
        THIS_NODE,
        ANOTHER_NODE
    }

    @Test
    void aChangeThatRacesFreshCredentialsIsFound() {
        Reader reader = new Reader(there, "ann/1");
        directory.afterLooking(person -> {
            directory.afterLooking(nobody -> {});
            directory.allow("ann");
            here.accessChanged("ann");
            // What the report led to is over before the fresh credentials arrive.
            await().until(() -> reader.session.access().reader().audiences().isEmpty());
        });

        FeedGate.of(there, directory, List.of()).refresh(reader.session, "ann/1");

        await().until(() -> reader.session.access().reader().audiences().isEmpty());
    }

    @Test
    void anAnswerThatKnewNothingOfTheChangeIsNotTaken() throws Exception {
        Reader reader = new Reader(here, "ann/1");
        reader.session.subscribe(STATES, EventFilter.all(), null);
        reader.sink.await("subscribed", 1);
        CountDownLatch looked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        directory.allow("ann", "managers", "owners");
        directory.afterLooking(person -> {
            directory.afterLooking(nobody -> {});
            looked.countDown();
            awaitLatch(goOn);
        });
        for (int second = 1; second < FeedHub.ACCESS_CHECK.toSeconds(); second++) {
            here.checkAccess();
        }
        assertThat(looked.await(20, TimeUnit.SECONDS)).isTrue();

        directory.allow("ann");
        here.accessChanged("ann");
        // What is urgent does not wait for what is asked just in case.
        assertThat(items(reader.sink.await("subscribed", 2).subList(1, 2))).containsExactly("all");
        goOn.countDown();
        // The next question just in case comes after the answer to the last.
        int questions = directory.questions().size();
        await().until(() -> {
            here.checkAccess();
            return directory.questions().size() > questions;
        });

        assertThat(reader.session.access().reader().audiences()).isEmpty();
        assertThat(reader.sink.messages("subscribed")).hasSize(2);
    }

    @Test
    void aSnapshotThatWasTakenWithOldRightsIsNotSent() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        here.ephemeral(
                "slow",
                name -> {
                    Collection<EphemeralItem> found = states(name);
                    reading.countDown();
                    awaitLatch(goOn);
                    return found;
                });
        Reader reader = new Reader(here, "ann/1");
        reader.session.subscribe("slow", EventFilter.all(), null);
        assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();

        directory.allow("ann");
        here.accessChanged("ann");
        await().until(() -> reader.session.access().reader().audiences().isEmpty());
        goOn.countDown();

        assertThat(items(reader.sink.await("subscribed", 1))).containsExactly("all");
    }

    @Test
    void whoCannotBeJudgedKeepsNobodyElseFromIt() {
        Reader broken = new Reader(here, "broken/1");
        Reader other = new Reader(here, "bob/1");
        // So both have entered: who enters after a change is asked about alone.
        other.session.subscribe(STATES, EventFilter.all(), null);
        other.sink.await("subscribed", 1);
        directory.afterLooking(person -> {
            if (person.equals("broken")) {
                throw new IllegalStateException("the directory does not answer");
            }
        });
        directory.refuse("bob", CloseCode.BLOCKED);
        wire.announceAccess(Set.of("broken", "bob"));

        // The first question is about both of them.
        await().until(() -> {
            here.checkAccess();
            return other.sink.closed() == CloseCode.BLOCKED;
        });
        assertThat(directory.questions().get(0)).hasSize(2);

        // Meanwhile nothing new begins, and after a minute it has to come in anew.
        broken.session.subscribe(STATES, EventFilter.all(), null);
        assertThat(broken.sink.await("error", 1).get(0)).containsEntry("code", "unavailable");
        assertThat(broken.session.isOpen()).isTrue();
        nanos.addAndGet(AccessQuestions.LONGEST_SILENCE_NANOS + 1);
        await().until(() -> {
            here.checkAccess();
            return broken.sink.closed() == CloseCode.GOING_AWAY;
        });
    }

    @Test
    void whoRemembersForgetsBeforeAnybodyIsAsked() {
        Map<String, Integer> told = new ConcurrentHashMap<>();
        Reader reader = new Reader(there, "ann/1");
        there.onAccessChanged(principal -> {
            told.put(principal, directory.questions().size());
            throw new IllegalStateException("and harms nobody when it fails");
        });
        directory.refuse("ann", CloseCode.BLOCKED);

        here.accessChanged("ann");

        assertThat(reader.sink.awaitClosed()).isEqualTo(CloseCode.BLOCKED);
        assertThat(told).containsExactly(Map.entry("ann", 0));
    }

    @Test
    void whoeverHasEndedIsForgotten() {
        for (int i = 0; i < 100; i++) {
            new Reader(here, "ann/" + i).session.close(CloseCode.NORMAL);
        }
        await().until(() -> here.sessions() == 0 && here.checks().watched() == 0);
    }
}

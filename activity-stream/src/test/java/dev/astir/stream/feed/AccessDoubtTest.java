package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.stream.EventFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What sessions may do while it is not sure what their readers may. */
@Timeout(60)
class AccessDoubtTest extends AccessFixture {
    @Test
    void whoWaitsForAnAnswerThatNeverComesIsSentAwayAndOthersAreAskedAbout() {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        Reader stuck = new Reader(here, "stuck/1");
        directory.afterLooking(person -> {
            if (person.equals("stuck")) {
                looked.countDown();
                awaitLatch(goOn);
            }
        });
        here.accessChanged("stuck");
        awaitLatch(looked);
        Reader other = new Reader(here, "bob/1");
        directory.refuse("bob", CloseCode.BLOCKED);
        here.accessChanged("bob");

        nanos.addAndGet(AccessQuestions.LONGEST_SILENCE_NANOS + 1);
        here.checkAccess();

        assertThat(stuck.sink.awaitClosed()).isEqualTo(CloseCode.GOING_AWAY);
        assertThat(other.sink.awaitClosed()).isEqualTo(CloseCode.BLOCKED);
        goOn.countDown();
        await().until(() -> here.sessions() == 0 && here.checks().watched() == 0);
    }

    @Test
    void nobodysRightsAreLivedForEverWhereEveryQuestionHangs() {
        CountDownLatch goOn = new CountDownLatch(1);
        List<Reader> readers = new ArrayList<>();
        for (String person : List.of("one", "two", "three")) {
            readers.add(new Reader(here, person + "/1"));
        }
        directory.afterLooking(person -> awaitLatch(goOn));
        for (Reader reader : readers) {
            here.accessChanged(reader.session.access().principal());
        }
        await().until(() -> {
            nanos.addAndGet(AccessQuestions.LONGEST_SILENCE_NANOS + 1);
            here.checkAccess();
            return readers.stream().allMatch(reader -> reader.sink.closed() != null);
        });

        assertThat(readers).allMatch(reader -> reader.sink.closed() == CloseCode.GOING_AWAY);
        // A thread that hangs stays counted, and takes no further one with it.
        assertThat(here.checks().watched()).isPositive();
        goOn.countDown();
        await().until(() -> here.sessions() == 0 && here.checks().watched() == 0);
    }

    @Test
    void aFreshTokenThatWasJudgedSlowlyDoesNotBringBackWhatWasLostMeanwhile() {
        Reader reader = new Reader(here, "ann/1");
        FeedAccess wide = reader.session.access();
        Question before = here.checks().question();
        nanos.addAndGet(1);
        directory.allow("ann");
        here.accessChanged("ann");
        await().until(() -> reader.session.access().reader().audiences().isEmpty());
        Instant later = Instant.now().plusSeconds(600);
        List<FeedAccess> seen = new CopyOnWriteArrayList<>();
        directory.afterLooking(person -> seen.add(reader.session.access()));

        reader.session.renew(wide.until(later), before);

        // The rights stay narrow, the credentials last longer, and somebody is asked about both.
        await().until(() -> seen.stream().anyMatch(one -> later.equals(one.expiresAt())));
        assertThat(seen).allMatch(one -> one.reader().audiences().isEmpty());
    }

    @Test
    void whatWaitsForAnAnswerCountsAsWhatHasBegun() {
        CountDownLatch goOn = new CountDownLatch(1);
        Reader reader = new Reader(here, "ann/1");
        nanos.addAndGet(AccessChecks.REMEMBERED.toNanos() + 1);
        directory.afterLooking(person -> awaitLatch(goOn));
        String[] ids = new String[100];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = "x".repeat(96) + (1_000 + i);
        }
        for (int i = 0; i < 10; i++) {
            reader.session.subscribe(
                    FeedHub.ACTIVITIES, "s" + i, EventFilter.all().entityId(ids), null);
        }

        // Four of them have 40,000 characters.
        assertThat(reader.sink.await("error", 6).get(0).get("detail").toString())
                .contains("at most 40000");
        assertThat(reader.sink.messages("subscribed")).isEmpty();
        assertThat(reader.session.bytesHeld()).isLessThan(500_000);
        goOn.countDown();
        reader.sink.await("subscribed", 4);
        reader.session.unsubscribe(FeedHub.ACTIVITIES, "s0");
        reader.session.subscribe(FeedHub.ACTIVITIES, "s0", EventFilter.all().entityId(ids), null);
        reader.sink.await("subscribed", 5);
    }

    @Test
    void asManyWaitAsASessionMayHave() {
        limits = FeedLimits.DEFAULT.withSubscriptionsPerSession(100);
        FeedHub wide = node();
        Reader reader = new Reader(wide, "ann/1");
        nanos.addAndGet(AccessChecks.REMEMBERED.toNanos() + 1);

        for (int i = 0; i < 101; i++) {
            reader.session.subscribe(STATES, "s" + i, EventFilter.all(), null);
        }

        reader.sink.await("subscribed", 100);
        assertThat(reader.sink.await("error", 1).get(0)).containsEntry("subscription", "s100");
    }
}

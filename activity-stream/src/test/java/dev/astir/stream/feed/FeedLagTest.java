package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore;
import dev.astir.stream.EventFilter;
import dev.astir.stream.ReadListener;
import dev.astir.stream.SearchRule;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.bus.InProcessBus;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FeedLagTest {
    private final AtomicLong nanos = new AtomicLong();
    private final FeedLag lag = new FeedLag(nanos::get);

    @Test
    void whatWasToldWaitsUntilItIsDelivered() {
        lag.delivered(at("a", 5));
        lag.told(at("a", 5));
        lag.told(at("a", 7));
        pass(3);
        lag.delivered(at("a", 6));
        assertThat(lag.age()).hasSeconds(3);

        lag.delivered(at("a", 7));
        pass(3);
        assertThat(lag.age()).isZero();
    }

    @Test
    void whereMoreComesAllTheTimeNothingGrowsOldThatIsDelivered() {
        lag.delivered(at("a", 0));
        for (int offset = 1; offset <= 100; offset++) {
            lag.told(at("a", offset));
            pass(1);
            // Always two behind.
            lag.delivered(at("a", Math.max(0, offset - 2)));
            assertThat(lag.age()).isLessThanOrEqualTo(Duration.ofSeconds(4));
        }
        pass(60);
        assertThat(lag.age()).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void aFeedThatHasBegunAnewOwesNothingOfItsOldOffsets() {
        lag.told(at("a", 7));
        pass(3);
        lag.delivered(at("b", 1));
        lag.told(at("a", 8));

        assertThat(lag.age()).isZero();
    }

    @Test
    void whatWasToldAndIsNotTrueIsNotWaitedFor() {
        lag.delivered(at("a", 1));
        lag.told(at("a", 7));
        lag.caughtUp();
        pass(3);
        assertThat(lag.age()).isZero();

        lag.told(at("a", 2));
        pass(3);
        assertThat(lag.age()).hasSeconds(3);
    }

    @Test
    void aHubTellsForHowLongItsSlowestFeedWaits() throws InterruptedException {
        MemoryFeed feed = new MemoryFeed();
        CountDownLatch isAsked = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        InProcessBus bus = new InProcessBus();
        RecordingSink sink = new RecordingSink();
        try (FeedHub hub = hub(slow(feed.store(), isAsked, mayAnswer), bus)) {
            hub.connect(FeedAccess.of("a", MemoryFeed.NAME, Set.of()), sink)
                    .subscribe(FeedHub.ACTIVITIES, EventFilter.all(), null);
            sink.await("subscribed", 1);
            assertThat(hub.lag()).isZero();

            // Of another node, which tells only that there is something.
            feed.publish(ActivityEvent.builder("a.b").build());
            bus.announce(Map.of(MemoryFeed.NAME, MemoryFeed.position(1)));
            assertThat(isAsked.await(20, TimeUnit.SECONDS)).isTrue();
            pass(7);
            assertThat(hub.lag()).hasSeconds(7);

            mayAnswer.countDown();
            sink.await("put", 1);
            assertThat(hub.lag()).isZero();
        }
    }

    private FeedHub hub(ActivityStore store, InProcessBus bus) {
        return new FeedHub(
                store,
                SearchRule.WORDS,
                bus,
                Clock.systemUTC(),
                nanos::get,
                FeedHub.PING,
                FeedHub.ACCESS_CHECK,
                FeedLimits.DEFAULT,
                ReadListener.NONE);
    }

    /** Answers what changed when it may. */
    private static ActivityStore slow(
            ActivityStore store, CountDownLatch isAsked, CountDownLatch mayAnswer) {
        return (ActivityStore)
                Proxy.newProxyInstance(
                        ActivityStore.class.getClassLoader(),
                        new Class<?>[] {ActivityStore.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("changes")) {
                                isAsked.countDown();
                                mayAnswer.await();
                            }
                            return method.invoke(store, arguments);
                        });
    }

    private void pass(int seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    private static StreamPosition at(String epoch, long offset) {
        return new StreamPosition(epoch, offset);
    }
}

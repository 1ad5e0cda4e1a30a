package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.ReadListener;
import dev.astir.stream.SearchRule;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.bus.FeedBus;
import dev.astir.stream.bus.InProcessBus;
import dev.astir.stream.bus.ItemChange;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two nodes, and a directory that knows who may see what. */
abstract class AccessFixture {
    static final String STATES = "states";

    final MemoryFeed feed = new MemoryFeed();
    final Directory directory = new Directory();
    final AtomicLong nanos = new AtomicLong();
    final Wire wire = new Wire();
    final List<FeedHub> hubs = new ArrayList<>();
    FeedLimits limits = FeedLimits.DEFAULT;
    FeedHub here;
    FeedHub there;

    @BeforeEach
    void start() {
        here = node();
        there = node();
        directory.allow("ann", "managers");
    }

    @AfterEach
    void stop() {
        hubs.forEach(FeedHub::close);
    }

    FeedHub node() {
        FeedHub hub =
                new FeedHub(
                        feed.store(),
                        SearchRule.WORDS,
                        wire,
                        Clock.systemUTC(),
                        nanos::get,
                        FeedHub.PING,
                        FeedHub.ACCESS_CHECK,
                        limits,
                        ReadListener.NONE);
        hub.ephemeral(STATES, AccessTest::states);
        hubs.add(hub);
        return hub;
    }

    static Collection<EphemeralItem> states(String feed) {
        return List.of(
                EphemeralItem.of("all", "{\"id\":\"all\"}"),
                new EphemeralItem("managers", Set.of("managers"), "{\"id\":\"managers\"}"));
    }

    /** The ids of what snapshots held. */
    static List<String> items(List<Map<String, Object>> subscribed) {
        List<String> ids = new ArrayList<>();
        for (Map<String, Object> message : subscribed) {
            if (message.get("items") instanceof List<?> items) {
                items.forEach(item -> ids.add(String.valueOf(((Map<?, ?>) item).get("id"))));
            }
        }
        return ids;
    }

    StreamPosition publish(String type, String... audience) {
        Committed committed = feed.publish(ActivityEvent.builder(type).audience(audience).build());
        hubs.forEach(hub -> hub.committed(List.of(committed)));
        return committed.position();
    }

    Set<String> principals() {
        Set<String> all = new HashSet<>();
        directory
                .questions()
                .forEach(question -> question.forEach(access -> all.add(access.principal())));
        return all;
    }

    static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody who was let in. */
    final class Reader {
        final RecordingSink sink = new RecordingSink();
        final FeedSession session;

        Reader(FeedHub hub, String token) {
            Admission admission =
                    FeedGate.of(hub, directory, List.of()).admit(new TokenRequest(token));
            session = hub.connect((Admission.Granted) admission, sink);
        }
    }

    private record TokenRequest(String token) implements FeedRequest {
        @Override
        public List<String> headers(String name) {
            return name.equals("Authorization") ? List.of("Bearer " + token) : List.of();
        }

        @Override
        public @Nullable String cookie(String name) {
            return null;
        }

        @Override
        public Map<String, List<String>> parameters() {
            return Map.of();
        }

        @Override
        public @Nullable String remoteAddress() {
            return null;
        }
    }

    /** Tells all nodes, or none. */
    static final class Wire implements FeedBus {
        private final InProcessBus bus = new InProcessBus();
        private final List<Listener> listeners = new CopyOnWriteArrayList<>();
        volatile boolean isCut;
        volatile boolean isRepeating;

        @Override
        public void announce(Map<String, StreamPosition> heads) {}

        @Override
        public void announceAccess(Set<String> principals) {
            if (!isCut) {
                bus.announceAccess(principals);
            }
        }

        @Override
        public void announceItems(List<ItemChange> changes) {
            if (!isCut) {
                bus.announceItems(changes);
                if (isRepeating) {
                    bus.announceItems(changes);
                }
            }
        }

        /** It works again. */
        void missed() {
            listeners.forEach(Listener::missed);
        }

        @Override
        public Subscription listen(Listener listener) {
            listeners.add(listener);
            return bus.listen(listener);
        }
    }
}

package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore.Change;
import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.EventFilter;
import dev.astir.stream.FeedReader;
import dev.astir.stream.SearchRule;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.bus.InProcessBus;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The hub against a plain list of what happened: random traffic, random readers. */
class FeedModelTest {
    private static final List<ScheduledExecutorService> EVENT_LOOPS =
            List.of(
                    Executors.newSingleThreadScheduledExecutor(),
                    Executors.newSingleThreadScheduledExecutor());
    private static final int STEPS = 400;

    private final MemoryFeed feed = new MemoryFeed();
    private final List<ActivityEvent> events = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();

    @AfterAll
    static void stop() {
        EVENT_LOOPS.forEach(ScheduledExecutorService::shutdownNow);
    }

    static IntStream seeds() {
        return IntStream.range(0, 6);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyReaderHearsExactlyWhatTheModelSays(int seed) {
        Random random = new Random(seed);
        InProcessBus bus = new InProcessBus();
        feed.hide();
        try (FeedHub hub = hub(bus)) {
            Reader first = new Reader(new Connection(hub, random), random, 0);
            EventLoopSink.waiting().until(() -> !first.heard().isEmpty());
            for (int step = 0; step < STEPS; step++) {
                int dice = random.nextInt(20);
                if (dice == 0) {
                    // Not more than is replayed in one piece, so that it is known when it turns
                    // live.
                    int start = Math.max(0, feed.log().size() - random.nextInt(60));
                    new Reader(new Connection(hub, random), random, start);
                } else if (dice == 1) {
                    pick(random).leave();
                } else if (dice == 2) {
                    // Rights count from when the hub hears of them, so it must have heard the rest.
                    settle(hub);
                    pick(random).connection.renew(RandomEvents.audience(random));
                } else if (dice == 4) {
                    // Turns live at once, whoever else of its session has a replay under way.
                    new Reader(pick(random).connection, random, feed.log().size());
                } else {
                    hub.committed(List.of(change(random)));
                }
                if (dice == 3) {
                    // Old news, again and again.
                    bus.announce(
                            Map.of(
                                    MemoryFeed.NAME,
                                    MemoryFeed.position(random.nextInt(feed.log().size() + 1))));
                }
            }

            for (Reader reader : readers) {
                reader.awaitHead();
                assertThat(reader.heard()).as("%s", reader).isEqualTo(reader.expected());
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void healsWhatNobodyToldWithoutLosingTheStateOfAnything(int seed) {
        Random random = new Random(seed);
        InProcessBus bus = new InProcessBus();
        try (FeedHub hub = hub(bus)) {
            for (int step = 0; step < STEPS; step++) {
                int dice = random.nextInt(20);
                if (dice == 0) {
                    boolean isShared = !readers.isEmpty() && random.nextBoolean();
                    Connection connection =
                            isShared ? pick(random).connection : new Connection(hub, random);
                    new Reader(connection, random, random.nextInt(feed.log().size() + 1));
                } else {
                    Committed committed = change(random);
                    if (dice < 10) {
                        hub.committed(List.of(committed));
                    } else if (dice < 15) {
                        bus.announce(Map.of(MemoryFeed.NAME, committed.position()));
                    }
                }
            }

            for (Reader reader : readers) {
                reader.awaitHead();
                reader.assertWhole();
            }
        }
    }

    private FeedHub hub(InProcessBus bus) {
        return new FeedHub(
                feed.store(), SearchRule.WORDS, bus, Clock.systemUTC(), Duration.ofMillis(100));
    }

    /** Waits until the hub has done all that it was asked to. */
    private static void settle(FeedHub hub) {
        CompletableFuture<Void> settled = new CompletableFuture<>();
        hub.post(MemoryFeed.NAME, () -> settled.complete(null));
        settled.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private Reader pick(Random random) {
        return readers.get(random.nextInt(readers.size()));
    }

    private Committed change(Random random) {
        int dice = random.nextInt(10);
        if (events.isEmpty() || dice < 5) {
            ActivityEvent event = RandomEvents.event(random, null);
            events.add(event);
            return feed.publish(event);
        }
        int index = random.nextInt(events.size());
        ActivityEvent event = events.get(index);
        if (dice < 8) {
            ActivityEvent edited = RandomEvents.event(random, event);
            events.set(index, edited);
            return feed.edit(edited);
        }
        if (dice == 8) {
            return feed.patch(event, "{\"commentCount\":1}");
        }
        events.remove(index);
        return feed.delete(event);
    }

    /** A session with subscriptions of the same rights. */
    private final class Connection {
        private final EventLoopSink sink;
        private final FeedSession session;
        private final List<Reader> members = new ArrayList<>();

        /** From which offset on it had which audiences. */
        private final Map<Integer, Set<String>> audiences = new HashMap<>();

        Connection(FeedHub hub, Random random) {
            int loop = random.nextInt(EVENT_LOOPS.size() + 1);
            sink = new EventLoopSink(loop == EVENT_LOOPS.size() ? null : EVENT_LOOPS.get(loop));
            Set<String> rights = RandomEvents.audience(random);
            audiences.put(0, rights);
            session = hub.connect(FeedAccess.of("reader", MemoryFeed.NAME, rights), sink);
        }

        /** The name of the next subscription; the first has none. */
        String enter(Reader reader) {
            members.add(reader);
            return members.size() == 1 ? "" : "s" + members.size();
        }

        void renew(Set<String> rights) {
            audiences.put(feed.log().size(), rights);
            session.renew(FeedAccess.of("reader", MemoryFeed.NAME, rights));
        }
    }

    /** A subscription, and what it must have heard. */
    private final class Reader {
        private final Connection connection;
        private final String name;
        private final EventFilter filter;
        private final int start;

        /** How far the feed was when it came: until here it is told whole states. */
        private final int joined;

        private int end = Integer.MAX_VALUE;

        Reader(Connection connection, Random random, int start) {
            this.connection = connection;
            this.name = connection.enter(this);
            // Often the same as that of another one, also of the same session.
            this.filter = RandomEvents.filter(random);
            this.start = start;
            this.joined = feed.log().size();
            StreamPosition after = MemoryFeed.position(start);
            if (name.isEmpty()) {
                connection.session.subscribe(FeedHub.ACTIVITIES, filter, after);
            } else {
                connection.session.subscribe(FeedHub.ACTIVITIES, name, filter, after);
            }
            readers.add(this);
        }

        void leave() {
            if (name.isEmpty()) {
                connection.session.unsubscribe(FeedHub.ACTIVITIES);
            } else {
                connection.session.unsubscribe(FeedHub.ACTIVITIES, name);
            }
            end = Math.min(end, feed.log().size());
        }

        List<String> heard() {
            return connection.sink.messages(name);
        }

        void awaitHead() {
            if (end == Integer.MAX_VALUE) {
                String head = MemoryFeed.position(feed.log().size()).toString();
                EventLoopSink.waiting().until(() -> head.equals(connection.sink.lastPing(name)));
            } else {
                // Without a subscription, pings have no position.
                EventLoopSink.waiting().until(() -> heard().size() >= expected().size());
            }
        }

        List<String> expected() {
            List<String> expected = new ArrayList<>();
            expected.add("subscribed " + MemoryFeed.position(start));
            for (Change change : feed.log()) {
                String type = type(change);
                if (change.changed() > start
                        && change.changed() <= end
                        && type != null
                        && !isTakenBack(change)) {
                    expected.add(type + " " + MemoryFeed.position(change.changed()));
                }
            }
            return expected;
        }

        /** Whether an edit or a deletion came before this reader did: it is not told the past. */
        private boolean isTakenBack(Change change) {
            return feed.log().stream()
                    .anyMatch(later ->
                            later.changed() > change.changed()
                                    && later.changed() <= joined
                                    && later.event().id().equals(change.event().id())
                                    && !feed.isPatch(later));
        }

        private String type(Change change) {
            if (!sees(change)) {
                return null;
            }
            boolean isLive = change.changed() > joined;
            if (matches(change)) {
                return feed.isPatch(change) && isLive ? "patch" : "put";
            }
            return isRemoved(change, isLive) ? "remove" : null;
        }

        private boolean sees(Change change) {
            int last = 0;
            for (int from : connection.audiences.keySet()) {
                last = from < change.changed() && from > last ? from : last;
            }
            return new FeedReader(MemoryFeed.NAME, connection.audiences.get(last))
                    .sees(change.event().audience());
        }

        private boolean matches(Change change) {
            return !change.deleted() && filter.matches(change.event());
        }

        private boolean matchedBefore(Change change) {
            ActivityEvent before = feed.before(change);
            return before != null && filter.matches(before);
        }

        /** Who is live lost what it had; who comes later may have had any state before. */
        private boolean isRemoved(Change change, boolean isLive) {
            if (isLive) {
                return matchedBefore(change);
            }
            return change.changed() > change.created()
                    && RandomEvents.mayMatch(filter, change.event(), change.deleted());
        }

        /**
         * What it has in the end is what there is; it heard of the last state of everything, in
         * order, and of nothing that never was.
         */
        void assertWhole() {
            List<String> heard = heard().subList(1, heard().size());
            Set<String> possible = new HashSet<>();
            Map<UUID, String> last = new HashMap<>();
            Set<UUID> had = new HashSet<>();
            Set<UUID> wanted = new HashSet<>();
            List<Change> log = feed.log();
            for (Change change : log) {
                UUID id = change.event().id();
                String position = MemoryFeed.position(change.changed()).toString();
                boolean isHere = sees(change) && matches(change);
                last.remove(id);
                set(wanted, id, isHere);
                if (change.changed() <= start) {
                    set(had, id, isHere);
                } else if (isHere) {
                    possible.addAll(List.of("put " + position, "patch " + position));
                    last.put(id, position);
                } else if (sees(change)) {
                    if (isRemoved(change, false)) {
                        possible.add("remove " + position);
                    }
                    if (matchedBefore(change)) {
                        last.put(id, position);
                    }
                }
            }
            List<String> positions = heard.stream().map(one -> one.split(" ", 2)[1]).toList();
            List<Long> offsets =
                    positions.stream().map(one -> StreamPosition.parse(one).offset()).toList();
            assertThat(offsets).as("%s", this).isSorted().doesNotHaveDuplicates();
            assertThat(possible).as("%s", this).containsAll(heard);
            assertThat(positions).as("%s", this).containsAll(last.values());
            for (int i = 0; i < heard.size(); i++) {
                Change change = log.get((int) (offsets.get(i) - 1));
                set(had, change.event().id(), !heard.get(i).startsWith("remove"));
            }
            assertThat(had).as("%s", this).isEqualTo(wanted);
        }

        private static void set(Set<UUID> set, UUID id, boolean isIn) {
            if (isIn) {
                set.add(id);
            } else {
                set.remove(id);
            }
        }

        @Override
        public String toString() {
            return name
                    + " "
                    + filter
                    + " after "
                    + start
                    + ", joined at "
                    + joined
                    + ", left at "
                    + end;
        }
    }
}

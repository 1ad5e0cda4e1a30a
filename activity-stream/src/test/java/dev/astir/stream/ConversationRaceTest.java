package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.EventJson;
import dev.astir.stream.feed.FeedMessage;
import dev.astir.stream.feed.FeedSession;
import dev.astir.stream.feed.FeedSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Eight people on two nodes react, comment, edit and delete as fast as they can, on a few events of
 * one feed, while others publish. Counted afterwards: nothing waits in a circle, every offset is
 * taken once, and what the subscribers made of the messages is what the table says.
 */
class ConversationRaceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FEED = "contended";
    private static final FeedReader READER = FeedReader.of(FEED);
    private static final int PEOPLE = 8;
    private static final int DEEDS = 150;
    private static final int EVENTS = 5;
    private static final List<String> EMOJIS = List.of("👍", "🎉", "❤️");

    private final Set<Long> offsets = ConcurrentHashMap.newKeySet();
    private final List<ActivityEvent> events = new ArrayList<>();

    @Test
    void countsStayExactAndSubscribersSeeThem() throws Exception {
        try (TestDatabase database = TestDatabase.migrated();
                HikariDataSource elsewhere = database.pool("postgres");
                ActivityStream one = ActivityStream.of(database.owner());
                ActivityStream two = ActivityStream.of(elsewhere)) {
            for (int i = 0; i < EVENTS; i++) {
                publish(one, i);
            }
            List<Mirror> mirrors = List.of(new Mirror(one), new Mirror(two), new Mirror(two));
            AtomicBoolean done = new AtomicBoolean();
            ExecutorService threads = Executors.newCachedThreadPool();
            try {
                List<Future<?>> people = new ArrayList<>();
                for (int i = 0; i < PEOPLE; i++) {
                    Person person = new Person(i % 2 == 0 ? one : two, "p" + i, new Random(i));
                    people.add(threads.submit(person::live));
                }
                Future<?> publisher = threads.submit(() -> republish(one, two, done));
                Future<?> wanderer = threads.submit(() -> wander(mirrors.get(2), one, two, done));
                for (Future<?> person : people) {
                    person.get(3, TimeUnit.MINUTES);
                }
                done.set(true);
                publisher.get(1, TimeUnit.MINUTES);
                wanderer.get(1, TimeUnit.MINUTES);
            } finally {
                threads.shutdownNow();
            }

            long head = one.page(READER, EventFilter.all(), null, 1).position().offset();
            assertThat(offsets).hasSize((int) head);
            assertThat(offsets.stream().mapToLong(o -> o).max()).hasValue(head);
            assertCountsAreExact(database);
            Map<String, Map<String, Object>> table = table(one);
            for (Mirror mirror : mirrors) {
                await().atMost(Duration.ofSeconds(20)).until(() -> mirror.offset() == head);
                assertThat(mirror.items()).isEqualTo(table);
            }
        }
    }

    private void publish(ActivityStream stream, int number) {
        ActivityEvent event =
                stream.enrich(
                        FEED, ActivityEvent.builder("a.b").metadata("number", number).build());
        offsets.add(stream.publish(FEED, event).join().offset());
        synchronized (events) {
            events.add(event);
        }
    }

    /** New events, and old ones again, which must wait for nobody who waits for them. */
    private void republish(ActivityStream one, ActivityStream two, AtomicBoolean done) {
        for (int i = EVENTS; !done.get(); i++) {
            publish(i % 2 == 0 ? one : two, i);
            List<CompletableFuture<StreamPosition>> again = new ArrayList<>();
            for (int n = 0; n < EVENTS; n++) {
                again.add((i % 2 == 0 ? two : one).publish(FEED, events.get(n)));
            }
            again.forEach(CompletableFuture::join);
        }
    }

    /** Comes and goes, on one node and the other. */
    private static void wander(
            Mirror mirror, ActivityStream one, ActivityStream two, AtomicBoolean done) {
        Random random = new Random(99);
        while (!done.get()) {
            long until = mirror.offset() + random.nextInt(20);
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> done.get() || mirror.offset() >= until);
            mirror.follow(random.nextBoolean() ? one : two);
        }
    }

    private static void assertCountsAreExact(TestDatabase database) {
        assertThat(
                        database.single(
                                "SELECT count(*) FROM activity_events e WHERE comment_count <>"
                                        + " (SELECT count(*) FROM activity_comments c WHERE"
                                        + " c.event_id = e.id AND NOT c.deleted)"))
                .isEqualTo("0");
        assertThat(
                        database.single(
                                "SELECT count(*) FROM activity_events e WHERE reactions <>"
                                        + " (SELECT coalesce(jsonb_object_agg(emoji, n), '{}') FROM"
                                        + " (SELECT emoji, count(*) AS n FROM activity_reactions r"
                                        + " WHERE r.event_id = e.id GROUP BY emoji) AS counted)"))
                .isEqualTo("0");
        // Otherwise nothing was ever counted.
        assertThat(database.single("SELECT count(*) > 0 FROM activity_reactions")).isEqualTo("t");
        assertThat(database.single("SELECT sum(comment_count) > 0 FROM activity_events"))
                .isEqualTo("t");
    }

    private static Map<String, Map<String, Object>> table(ActivityStream stream) {
        Map<String, Map<String, Object>> items = new HashMap<>();
        String cursor = null;
        do {
            EventPage page = stream.page(READER, EventFilter.all(), cursor, 200);
            page.items()
                    .forEach(event ->
                            items.put(event.id().toString(), read(EventJson.write(event))));
            cursor = page.next();
        } while (cursor != null);
        return items;
    }

    private static Map<String, Object> read(String json) {
        try {
            return JSON.readValue(json, new TypeReference<Map<String, Object>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** RFC 7396, section 2. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> merge(
            Map<String, Object> target, Map<String, Object> patch) {
        Map<String, Object> merged = new HashMap<>(target);
        patch.forEach((name, value) -> {
            if (value == null) {
                merged.remove(name);
            } else if (value instanceof Map<?, ?> && merged.get(name) instanceof Map<?, ?> inner) {
                merged.put(name, merge((Map<String, Object>) inner, (Map<String, Object>) value));
            } else {
                merged.put(name, value);
            }
        });
        return merged;
    }

    /** Does what people do, at random. */
    private final class Person {
        private final ActivityStream stream;
        private final Actor self;
        private final Random random;
        private final Map<UUID, List<UUID>> comments = new HashMap<>();

        Person(ActivityStream stream, String id, Random random) {
            this.stream = stream;
            this.self = Actor.of(id, id);
            this.random = random;
        }

        void live() {
            for (int i = 0; i < DEEDS; i++) {
                // The first event is never deleted.
                boolean deletes = random.nextInt(100) == 0;
                UUID id = event(deletes ? 1 + random.nextInt(EVENTS - 1) : random.nextInt(EVENTS));
                Outcome<?> outcome = deletes ? stream.delete(READER, id) : deed(id);
                if (outcome instanceof Outcome.Done<?> done && done.isChanged()) {
                    assertThat(offsets.add(done.position().offset())).isTrue();
                }
            }
        }

        private UUID event(int number) {
            synchronized (events) {
                return events.get(number).id();
            }
        }

        /** Answers the newest comment that it sees; somebody may delete it meanwhile. */
        private Outcome<?> reply(UUID id) {
            List<Comment> there =
                    stream.comments(READER, id, null, 200)
                            .map(CommentPage::items)
                            .orElse(List.of());
            UUID parent = there.isEmpty() ? null : there.get(there.size() - 1).id();
            try {
                return stream.comment(
                        READER, id, NewComment.builder(self, "reply").parent(parent).build());
            } catch (InvalidInputException e) {
                assertThat(e.field()).isEqualTo("parentId");
                return new Outcome.NotFound<>();
            }
        }

        private Outcome<?> deed(UUID id) {
            String emoji = EMOJIS.get(random.nextInt(EMOJIS.size()));
            List<UUID> mine = comments.computeIfAbsent(id, i -> new ArrayList<>());
            return switch (random.nextInt(8)) {
                case 0, 1 -> stream.react(READER, id, self, emoji);
                case 2, 3 -> stream.unreact(READER, id, self.id(), emoji);
                case 4 -> {
                    Outcome<Comment> added =
                            stream.comment(READER, id, NewComment.of(self, "said " + mine.size()));
                    added.toOptional().ifPresent(comment -> mine.add(comment.id()));
                    yield added;
                }
                case 5 -> reply(id);
                case 6 ->
                        stream.edit(
                                READER,
                                id,
                                EventEdit.builder().message("now " + random.nextInt()).build());
                default ->
                        mine.isEmpty()
                                ? stream.react(READER, id, self, emoji)
                                : stream.deleteComment(
                                        READER,
                                        id,
                                        mine.remove(mine.size() - 1),
                                        Editor.author(self.id()));
            };
        }
    }

    /** A client: holds items, and applies what it is told (RFC 7396). */
    private static final class Mirror {
        private final Map<String, Map<String, Object>> items = new HashMap<>();
        private StreamPosition last;
        private FeedSession session;
        private Connection current;

        Mirror(ActivityStream stream) {
            EventPage page = stream.page(READER, EventFilter.all(), null, 200);
            last = page.position();
            page.items()
                    .forEach(event ->
                            items.put(event.id().toString(), read(EventJson.write(event))));
            follow(stream);
        }

        synchronized long offset() {
            return last.offset();
        }

        synchronized Map<String, Map<String, Object>> items() {
            return Map.copyOf(items);
        }

        void follow(ActivityStream stream) {
            Connection connection = new Connection();
            StreamPosition after;
            FeedSession before;
            synchronized (this) {
                before = session;
                current = connection;
                after = last;
            }
            if (before != null) {
                before.close(CloseCode.NORMAL);
            }
            FeedSession next = stream.subscribe(FEED, EventFilter.all(), after, connection);
            synchronized (this) {
                session = next;
            }
        }

        private final class Connection implements FeedSink {
            @Override
            public void send(FeedMessage message) {
                synchronized (Mirror.this) {
                    if (current == this) {
                        take(message.json());
                    }
                }
            }

            @Override
            public boolean isWritable() {
                return true;
            }

            @Override
            public void close(CloseCode code) {}
        }

        @SuppressWarnings("unchecked")
        private void take(String json) {
            Map<String, Object> message = read(json);
            String type = (String) message.get("type");
            if (message.get("position") != null && !type.equals("subscribed")) {
                last = StreamPosition.parse((String) message.get("position"));
            }
            switch (type) {
                case "put" -> {
                    Map<String, Object> item = (Map<String, Object>) message.get("item");
                    items.put((String) item.get("id"), item);
                }
                case "patch" -> {
                    String id = (String) message.get("id");
                    items.computeIfPresent(
                            id,
                            (i, item) -> merge(item, (Map<String, Object>) message.get("changes")));
                }
                case "remove" -> items.remove((String) message.get("id"));
                case "subscribed" -> assertThat(message.get("recovered")).isEqualTo(true);
                default -> assertThat(type).isEqualTo("ping");
            }
        }
    }
}

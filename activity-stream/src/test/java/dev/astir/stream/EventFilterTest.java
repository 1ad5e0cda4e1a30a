package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventFilterTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final List<String> TYPES =
            List.of(
                    "task.created",
                    "task.a_b",
                    "task.aXb",
                    "task.done.late",
                    "taskforce.x",
                    "user");
    private static final List<String> WORDS =
            List.of(
                    "Login",
                    "bug",
                    "log",
                    "LOGIN-PAGE",
                    "can't",
                    "3.14",
                    "v1.2",
                    "a_b",
                    "user@mail.example",
                    "http://x.example/path?q=1",
                    "Straße",
                    "STRASSE",
                    "İstanbul",
                    "ıstanbul",
                    "日本語",
                    "ß",
                    "e\u0301té",
                    "été",
                    "Ünïcode",
                    "100%",
                    "'quoted'",
                    "back\\slash",
                    "&",
                    "|",
                    "!",
                    "<->",
                    ":*",
                    "𝒳yz",
                    "١٢٣",
                    "Ǆ",
                    "ﬁne");

    @Test
    void matchesTheSameEventsInMemoryAndInSql() {
        Random random = new Random(42);
        try (TestDatabase database = TestDatabase.migrated();
                ActivityStream stream = ActivityStream.of(database.owner())) {
            List<ActivityEvent> events = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                ActivityEvent event = stream.enrich("fuzz", event(random));
                events.add(0, event);
                stream.publish("fuzz", event).join();
            }
            int matches = 0;
            for (int i = 0; i < 1_500; i++) {
                EventFilter filter = filter(random);
                FeedReader reader = new FeedReader("fuzz", someOf(random, "managers", "user:1"));
                List<UUID> expected =
                        events.stream()
                                .filter(event -> reader.sees(event.audience()))
                                .filter(filter::matches)
                                .map(ActivityEvent::id)
                                .limit(200)
                                .toList();

                List<UUID> page =
                        stream.page(reader, filter, null, 200).items().stream()
                                .map(ActivityEvent::id)
                                .toList();

                assertThat(page).as("%s for %s", filter, reader).isEqualTo(expected);
                matches += expected.size();
            }
            // Otherwise the comparison above would prove nothing.
            assertThat(matches).isGreaterThan(5_000);
        }
    }

    @Test
    void readsAFilterFromAQueryString() {
        EventFilter filter =
                EventFilter.fromQuery(
                        Map.of(
                                "type", List.of("task.*", "user.left"),
                                "actor", List.of("alice"),
                                "q", List.of("login bug"),
                                "important", List.of("true"),
                                "from", List.of("2026-01-01T00:00:00+01:00"),
                                "limit", List.of("50")));

        assertThat(filter)
                .isEqualTo(
                        EventFilter.types("task.*", "user.left")
                                .actor("alice")
                                .text("login bug")
                                .important(true)
                                .between(Instant.parse("2025-12-31T23:00:00Z"), null));
    }

    @Test
    void namesTheFieldTheValueAndWhatIsAllowed() {
        assertThatThrownBy(() -> EventFilter.fromQuery(Map.of("important", List.of("maybe"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("important: \"maybe\" is not allowed; expected true or false");
        assertThatThrownBy(() -> EventFilter.fromQuery(Map.of("from", List.of("yesterday"))))
                .hasMessageContaining("from")
                .hasMessageContaining("yesterday");
        assertThatThrownBy(() -> EventFilter.types("task.%")).hasMessageContaining("task.%");
        assertThatThrownBy(() -> EventFilter.types("*.created")).hasMessageContaining("*.created");
        assertThatThrownBy(() ->
                        EventFilter.types(Collections.nCopies(101, "a").toArray(String[]::new)))
                .hasMessageContaining("101");
    }

    @Test
    void aStarStandsForAnyDeeperType() {
        EventFilter filter = EventFilter.types("task.*");

        assertThat(filter.matches(ActivityEvent.builder("task.created").build())).isTrue();
        assertThat(filter.matches(ActivityEvent.builder("task.a.b").build())).isTrue();
        assertThat(filter.matches(ActivityEvent.builder("task").build())).isFalse();
        assertThat(filter.matches(ActivityEvent.builder("tasks.created").build())).isFalse();
    }

    private static ActivityEvent event(Random random) {
        return ActivityEvent.builder(one(random, TYPES))
                .actor(one(random, List.of("alice", "bob", "eve")))
                .entity(one(random, List.of("task", "page")), "" + random.nextInt(5))
                .timestamp(NOW.minusSeconds(random.nextInt(100)))
                .important(random.nextBoolean())
                .message(text(random, 1 + random.nextInt(6)))
                .audience(someOf(random, "managers", "user:1", "user:2").toArray(String[]::new))
                .build();
    }

    private static EventFilter filter(Random random) {
        List<String> patterns =
                List.of("task.*", "task.a_b", "task.done.*", "user", "*", "task.created", "tas.*");
        EventFilter filter = EventFilter.all();
        if (random.nextInt(3) == 0) {
            filter = filter.withTypes(List.of(one(random, patterns), one(random, patterns)));
        }
        if (random.nextInt(4) == 0) {
            filter = filter.actor("alice", one(random, List.of("bob", "nobody")));
        }
        if (random.nextInt(4) == 0) {
            filter = filter.entityType("task").entityId("1", "2", "3");
        }
        if (random.nextInt(4) == 0) {
            filter = filter.important(random.nextBoolean());
        }
        if (random.nextInt(4) == 0) {
            filter = filter.between(NOW.minusSeconds(80), NOW.minusSeconds(random.nextInt(50)));
        }
        if (random.nextInt(2) == 0) {
            String text = text(random, 1 + random.nextInt(2));
            filter = filter.text(text.substring(0, 1 + random.nextInt(text.length())));
        }
        return filter;
    }

    private static String text(Random random, int words) {
        return String.join(" ", Stream.generate(() -> one(random, WORDS)).limit(words).toList());
    }

    private static Set<String> someOf(Random random, String... values) {
        return Set.copyOf(Stream.of(values).filter(value -> random.nextInt(3) == 0).toList());
    }

    private static String one(Random random, List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}

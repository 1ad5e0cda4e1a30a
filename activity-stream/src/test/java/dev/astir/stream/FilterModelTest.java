package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.postgres.StreamSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random filters over random events: SQL, memory, and a third opinion that shares no code with
 * either must let the same events through.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilterModelTest {
    private static final int EVENTS = 300;
    private static final int FILTERS = 250;
    private static final Instant START = Instant.now().minusSeconds(86_400);

    private static final List<String> TYPES =
            List.of("task", "task.a", "task.a.b", "task_x.a", "taskXx.a", "a.b", "A.b", "task-a.b");
    private static final List<String> PATTERNS =
            List.of("*", "task.*", "task.a.*", "task_x.*", "task", "a.b", "A.*", "none.*");
    private static final List<String> KEYS =
            List.of("1", "2", "%", "_", "a'b", "\\", "\"", "ä", "user:1", "{1,2}", " ");
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
                    "ﬁne",
                    "LOGIN",
                    "Log",
                    "#42",
                    "it's",
                    "a&b",
                    "ÄRGER",
                    "ärger",
                    "e-mail",
                    "x:*",
                    "👍",
                    "42abc",
                    "_",
                    "x".repeat(150));
    private static final List<Set<String>> AUDIENCES =
            List.of(Set.of(), Set.of("managers"), Set.of("user:1"), Set.of("user:1", "managers"));

    private final TestDatabase database = TestDatabase.migrated();
    private final Map<SearchRule, ActivityStream> streams = new EnumMap<>(SearchRule.class);
    private final List<ActivityEvent> events = new ArrayList<>();

    @BeforeAll
    void publish() {
        StreamSchema.addSubstringIndex(database.owner());
        for (SearchRule rule : SearchRule.values()) {
            streams.put(rule, ActivityStream.builder(database.owner()).searchRule(rule).build());
        }
        ActivityStream stream = streams.get(SearchRule.WORDS);
        Random random = new Random(7);
        for (int i = 0; i < EVENTS; i++) {
            events.add(stream.enrich("model", event(random)));
        }
        events.forEach(event -> stream.publish("model", event).join());
        stream.publish("other", events.get(0).toBuilder().id(newId()).build()).join();
    }

    @AfterAll
    void close() {
        streams.values().forEach(ActivityStream::close);
        database.close();
    }

    @ParameterizedTest
    @CsvSource({"WORDS, 1", "WORDS, 2", "WORDS, 3", "SUBSTRINGS, 4", "SUBSTRINGS, 5"})
    void sqlAndMemoryAgreeWithTheModel(SearchRule rule, long seed) {
        Random random = new Random(seed);
        int found = 0;
        for (int i = 0; i < FILTERS; i++) {
            EventFilter filter = filter(random);
            FeedReader reader = new FeedReader("model", pick(random, AUDIENCES));
            List<UUID> expected = ids(event -> isWanted(event, filter, reader, rule));
            List<UUID> inMemory =
                    ids(event -> reader.sees(event.audience()) && filter.matches(event, rule));
            assertThat(inMemory).as("in memory, seed %s: %s", seed, filter).isEqualTo(expected);
            assertThat(pages(streams.get(rule), reader, filter, 1 + random.nextInt(200)))
                    .as("in SQL, seed %s: %s", seed, filter)
                    .isEqualTo(expected);
            found += expected.size();
        }
        assertThat(found).as("filters that find something").isGreaterThan(FILTERS);
    }

    @Test
    void theModelItselfTellsWordsApart() {
        assertThat(words("It's #42: LOGIN-Bug")).containsExactly("it", "s", "42", "login", "bug");
    }

    private List<UUID> ids(Function<ActivityEvent, Boolean> wanted) {
        List<UUID> ids =
                new ArrayList<>(
                        events.stream().filter(wanted::apply).map(ActivityEvent::id).toList());
        Collections.reverse(ids);
        return ids;
    }

    private static List<UUID> pages(
            ActivityStream stream, FeedReader reader, EventFilter filter, int limit) {
        List<UUID> ids = new ArrayList<>();
        String cursor = null;
        do {
            EventPage page = stream.page(reader, filter, cursor, limit);
            page.items().forEach(event -> ids.add(event.id()));
            cursor = page.next();
        } while (cursor != null);
        return ids;
    }

    static ActivityEvent event(Random random) {
        return ActivityEvent.builder(pick(random, TYPES))
                .actor(random.nextInt(5) == 0 ? null : pick(random, KEYS))
                .entity(
                        random.nextInt(5) == 0 ? null : pick(random, KEYS),
                        random.nextInt(5) == 0 ? null : pick(random, KEYS))
                .timestamp(START.plusSeconds(random.nextInt(86_400)))
                .important(random.nextInt(4) == 0)
                .message(
                        String.join(
                                pick(random, List.of(" ", ", ", "/", "")), some(random, WORDS, 4)))
                .audience(pick(random, AUDIENCES).toArray(String[]::new))
                .build();
    }

    /** What an edit may make of a message. */
    static String message(Random random) {
        return String.join(" ", some(random, WORDS, 4));
    }

    static Set<String> audiences(Random random) {
        return pick(random, AUDIENCES);
    }

    static EventFilter filter(Random random) {
        EventFilter filter = EventFilter.all();
        if (random.nextInt(3) == 0) {
            filter = filter.withTypes(some(random, PATTERNS, 3));
        }
        if (random.nextInt(3) == 0) {
            filter = filter.actor(some(random, KEYS, 3).toArray(String[]::new));
        }
        if (random.nextInt(4) == 0) {
            filter = filter.entityType(some(random, KEYS, 5).toArray(String[]::new));
        }
        if (random.nextInt(4) == 0) {
            filter = filter.entityId(some(random, KEYS, 5).toArray(String[]::new));
        }
        if (random.nextInt(3) == 0) {
            String words = String.join(" ", some(random, WORDS, 2));
            filter =
                    filter.text(
                            words.substring(0, Math.min(words.length(), 1 + random.nextInt(12))));
        }
        if (random.nextInt(4) == 0) {
            filter = filter.important(random.nextBoolean());
        }
        if (random.nextInt(3) == 0) {
            Instant from = START.plusSeconds(random.nextInt(80_000));
            filter =
                    filter.between(
                            random.nextBoolean() ? from : null,
                            random.nextBoolean() ? from.plusSeconds(random.nextInt(40_000)) : null);
        }
        return filter;
    }

    /** Written from the words of the protocol, not from the code. */
    static boolean isWanted(
            ActivityEvent event, EventFilter filter, FeedReader reader, SearchRule rule) {
        boolean isVisible =
                event.audience().isEmpty()
                        || event.audience().stream().anyMatch(reader.audiences()::contains);
        return isVisible
                && (filter.types().isEmpty()
                        || filter.types().stream()
                                .anyMatch(type -> isType(type, event.eventType())))
                && isOne(filter.actors(), event.actorId())
                && isOne(filter.entityTypes(), event.entityType())
                && isOne(filter.entityIds(), event.entityId())
                && (filter.important() == null || filter.important() == event.important())
                && (filter.from() == null || !event.timestamp().isBefore(filter.from()))
                && (filter.to() == null || event.timestamp().isBefore(filter.to()))
                && hasWords(filter.query(), event.message(), rule);
    }

    private static boolean isType(String pattern, String type) {
        if (pattern.equals("*")) {
            return true;
        }
        List<String> wanted = Arrays.asList(pattern.split("\\.", -1));
        List<String> names = Arrays.asList(type.split("\\.", -1));
        if (!pattern.endsWith(".*")) {
            return wanted.equals(names);
        }
        int depth = wanted.size() - 1;
        return names.size() > depth && names.subList(0, depth).equals(wanted.subList(0, depth));
    }

    private static boolean isOne(List<String> wanted, String value) {
        return wanted.isEmpty() || (value != null && wanted.contains(value));
    }

    private static boolean hasWords(String query, String message, SearchRule rule) {
        List<String> wanted = query == null ? List.of() : words(query);
        List<String> words = words(message);
        for (int i = 0; i < wanted.size(); i++) {
            String one = wanted.get(i);
            boolean isLast = i == wanted.size() - 1;
            boolean found =
                    switch (rule) {
                        case WORDS ->
                                words.stream()
                                        .anyMatch(word ->
                                                isLast ? word.startsWith(one) : word.equals(one));
                        case SUBSTRINGS -> words.stream().anyMatch(word -> word.contains(one));
                    };
            if (!found) {
                return false;
            }
        }
        return true;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{Nd}]+", -1)) {
            if (!word.isEmpty()) {
                words.add(word.length() > 100 ? word.substring(0, 100) : word);
            }
        }
        return words;
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static List<String> some(Random random, List<String> from, int most) {
        List<String> some = new ArrayList<>();
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            some.add(pick(random, from));
        }
        return some;
    }

    private static UUID newId() {
        return ActivityEvent.of("a.b", null, null, Map.of()).id();
    }
}

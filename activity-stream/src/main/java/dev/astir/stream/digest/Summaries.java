package dev.astir.stream.digest;

import dev.astir.stream.EventDigests;
import dev.astir.stream.EventFilter;
import dev.astir.stream.EventTally;
import dev.astir.stream.EventTally.Item;
import dev.astir.stream.EventTally.Thing;
import dev.astir.stream.FeedReader;
import dev.astir.stream.digest.SummaryWords.Rule;
import dev.astir.stream.digest.SummaryWords.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sums up a time from counts and patterns: the database counts by type, and each count is put into
 * the words of its rule. Important events of a type are named, by the reference of what they are
 * about, where they are about {@value #NAMES} things at most. Every event is counted in one line,
 * and each line has the filter that lets through what it counts. Methods block. Thread-safe.
 */
public final class Summaries {
    /** How many things of a type are named rather than counted; and how many types are. */
    public static final int NAMES = 3;

    /** How many values a filter's field has at most. */
    private static final int MOST_TYPES = 100;

    private final EventDigests digests;
    private final SummaryWords words;

    private Summaries(EventDigests digests, SummaryWords words) {
        this.digests = digests;
        this.words = words;
    }

    /** Of these events, in these words. */
    public static Summaries of(EventDigests digests, SummaryWords words) {
        return new Summaries(digests, words);
    }

    /**
     * Sums up what the reader may see and the filter lets through.
     *
     * @param filter must have a beginning and an end, {@link EventDigests#LONGEST} apart at most
     * @param accepted the languages that the reader understands, as {@code Accept-Language} has
     *     them; or null
     * @throws dev.astir.stream.InvalidInputException if the filter's time is refused
     */
    public Summary sum(FeedReader reader, EventFilter filter, @Nullable String accepted) {
        Words language = words.forReader(accepted);
        EventTally tally = digests.tally(reader, filter);
        Set<String> named = namedTypes(tally);
        List<SummaryLine> lines = new ArrayList<>();
        List<Item> left = new ArrayList<>(tally.items());
        left.removeIf(item -> item.important() && named.contains(item.eventType()));
        for (Rule rule : language.rules()) {
            List<Item> counted = take(left, rule);
            lines.addAll(lines(filter, counted, named, rule.kind(), language, rule));
        }
        lines.addAll(lines(filter, left, named, SummaryLine.OTHER, language, null));
        lines.addAll(names(reader, filter, named, language));
        return new Summary(
                Objects.requireNonNull(filter.from()),
                Objects.requireNonNull(filter.to()),
                lines.stream().mapToLong(SummaryLine::count).sum(),
                lines,
                lines.isEmpty()
                        ? language.nothing()
                        : lines.stream().map(SummaryLine::text).collect(Collectors.joining(", ")),
                language.language());
    }

    /** Types whose important events are few enough to be named, and all have something to name. */
    private static Set<String> namedTypes(EventTally tally) {
        return tally.items().stream()
                .filter(Item::important)
                .filter(item -> item.withoutThing() == 0 && item.things() <= NAMES)
                .map(Item::eventType)
                .limit(NAMES)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Item> take(List<Item> left, Rule rule) {
        List<Item> taken =
                left.stream().filter(item -> rule.types().contains(item.eventType())).toList();
        left.removeAll(taken);
        return taken;
    }

    /**
     * One line, and more where one filter cannot tell what was counted: of a type whose important
     * events are named, just the others are; and where things are counted, important and other
     * events may be about the same.
     */
    private static List<SummaryLine> lines(
            EventFilter filter,
            List<Item> counted,
            Set<String> named,
            String kind,
            Words language,
            @Nullable Rule rule) {
        List<SummaryLine> lines = new ArrayList<>();
        List<Item> whole = new ArrayList<>();
        for (Item item : counted) {
            boolean countsThings = rule != null && rule.countsThings();
            if (named.contains(item.eventType()) || (countsThings && counted.size() > 1)) {
                EventFilter half =
                        filter.withTypes(List.of(item.eventType())).important(item.important());
                lines.add(line(half, List.of(item), kind, language, rule));
            } else {
                whole.add(item);
            }
        }
        List<String> types = whole.stream().map(Item::eventType).distinct().toList();
        for (int i = 0; i < types.size(); i += MOST_TYPES) {
            List<String> some = types.subList(i, Math.min(types.size(), i + MOST_TYPES));
            List<Item> theirs =
                    whole.stream().filter(item -> some.contains(item.eventType())).toList();
            lines.add(line(filter.withTypes(some), theirs, kind, language, rule));
        }
        return lines;
    }

    private static SummaryLine line(
            EventFilter filter,
            List<Item> items,
            String kind,
            Words language,
            @Nullable Rule rule) {
        long events = items.stream().mapToLong(Item::events).sum();
        long things = items.stream().mapToLong(Item::things).sum();
        String text =
                rule == null
                        ? language.other(events)
                        : language.text(rule.pattern(), events, things);
        return new SummaryLine(kind, events, text, filter);
    }

    private List<SummaryLine> names(
            FeedReader reader, EventFilter filter, Set<String> named, Words language) {
        if (named.isEmpty()) {
            return List.of();
        }
        EventFilter important = filter.withTypes(List.copyOf(named)).important(true);
        return digests.things(reader, important, NAMES * NAMES).stream()
                .map(thing ->
                        new SummaryLine(
                                SummaryLine.NAMED,
                                thing.events(),
                                name(thing, language),
                                important
                                        .withTypes(List.of(thing.eventType()))
                                        .entityType(thing.entityType())
                                        .entityId(thing.entityId())))
                .toList();
    }

    private static String name(Thing thing, Words language) {
        String reference = thing.entityReference();
        String shown = reference == null ? thing.entityName() : reference.replaceFirst("^#", "");
        String text = shown == null ? null : language.named(thing.eventType(), shown);
        String said = text == null ? thing.message() : text;
        return thing.events() == 1 ? said : said + " (" + thing.events() + "×)";
    }
}

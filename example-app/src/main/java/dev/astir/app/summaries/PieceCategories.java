package dev.astir.app.summaries;

import dev.astir.app.summaries.PieceRepository.Placed;
import dev.astir.app.timeline.Segment;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells what somebody is at in the pieces of their days, in the caller's transaction. Thread-safe.
 */
@Singleton
public class PieceCategories {

    private static final String MEETING = "video";

    /** Signs of categories in which people talk with each other. */
    private static final Set<String> TALK = Set.of("chat", "mail", MEETING);

    private final PieceRepository rows;
    private final CategoryRules rules;

    PieceCategories(PieceRepository rows, CategoryRules rules) {
        this.rows = rows;
        this.rules = rules;
    }

    private record Key(String app, String site, @Nullable UUID ruleId) {

        String rule() {
            return ruleId == null ? "" : ruleId.toString();
        }
    }

    /**
     * What each of these segments of a person is about, of one day or many; null for what was not
     * active, and for what has neither category nor application.
     */
    public Function<Segment, @Nullable Thing> of(
            UUID organizationId, UUID personId, Collection<Segment> segments) {
        List<Segment> active =
                segments.stream()
                        .filter(segment -> segment.state() == Segment.State.ACTIVE)
                        .toList();
        if (active.isEmpty()) {
            return segment -> null;
        }
        rules.ask(organizationId, active);
        DayFigures.Rules details = rules.of(organizationId, personId);
        Map<Segment, Key> keys = new HashMap<>();
        for (Segment segment : active) {
            keys.put(
                    segment,
                    new Key(
                            Objects.requireNonNullElse(segment.app(), ""),
                            Objects.requireNonNullElse(segment.site(), ""),
                            details.match(segment)));
        }
        Set<Key> distinct = new LinkedHashSet<>(keys.values());
        Map<Key, Thing> found = new HashMap<>();
        for (Placed placed :
                rows.categories(
                        organizationId,
                        personId,
                        distinct.stream().map(Key::app).toList(),
                        distinct.stream().map(Key::site).toList(),
                        distinct.stream().map(Key::rule).toList())) {
            Thing thing = thing(placed);
            if (thing != null) {
                found.put(new Key(placed.app(), placed.site(), placed.ruleId()), thing);
            }
        }
        return segment -> {
            Key key = keys.get(segment);
            return key == null ? null : found.get(key);
        };
    }

    private static @Nullable Thing thing(Placed placed) {
        UUID category = placed.categoryId();
        if (category != null) {
            String icon = Objects.requireNonNullElse(placed.icon(), "");
            return new Thing(
                    category.toString(),
                    category,
                    Objects.requireNonNullElse(placed.categoryName(), ""),
                    TALK.contains(icon),
                    icon.equals(MEETING));
        }
        String name = placed.site().isEmpty() ? placed.app() : placed.site();
        return name.isEmpty()
                ? null
                : new Thing(
                        "%s %s".formatted(placed.app(), placed.site()), null, name, false, false);
    }
}

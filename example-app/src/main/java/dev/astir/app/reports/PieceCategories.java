package dev.astir.app.reports;

import dev.astir.app.reports.TimelineRepository.Placed;
import dev.astir.app.summaries.CategoryRules;
import dev.astir.app.summaries.DayFigures;
import dev.astir.app.timeline.Segment;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells the categories of what is on a line, in the caller's transaction. Thread-safe. */
@Singleton
public class PieceCategories {

    private final TimelineRepository rows;
    private final CategoryRules rules;

    PieceCategories(TimelineRepository rows, CategoryRules rules) {
        this.rows = rows;
        this.rules = rules;
    }

    private record Key(String app, String site, @Nullable UUID ruleId) {

        String rule() {
            return ruleId == null ? "" : ruleId.toString();
        }
    }

    /** The category of each of these segments of a person; none for what was not active. */
    public Function<Segment, @Nullable UUID> of(
            UUID organizationId, UUID personId, List<Segment> segments) {
        rules.ask(organizationId, segments);
        DayFigures.Rules details = rules.of(organizationId, personId);
        Map<Segment, Key> keys = new HashMap<>();
        for (Segment segment : segments) {
            if (segment.state() == Segment.State.ACTIVE) {
                keys.put(
                        segment,
                        new Key(
                                Objects.requireNonNullElse(segment.app(), ""),
                                Objects.requireNonNullElse(segment.site(), ""),
                                details.match(segment)));
            }
        }
        Set<Key> distinct = new LinkedHashSet<>(keys.values());
        Map<Key, UUID> found = new HashMap<>();
        for (Placed placed :
                rows.categories(
                        organizationId,
                        personId,
                        distinct.stream().map(Key::app).toList(),
                        distinct.stream().map(Key::site).toList(),
                        distinct.stream().map(Key::rule).toList())) {
            if (placed.categoryId() != null) {
                found.put(
                        new Key(placed.app(), placed.site(), placed.ruleId()), placed.categoryId());
            }
        }
        return segment -> {
            Key key = keys.get(segment);
            return key == null ? null : found.get(key);
        };
    }
}

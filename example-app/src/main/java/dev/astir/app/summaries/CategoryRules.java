package dev.astir.app.summaries;

import dev.astir.app.categories.AppSite;
import dev.astir.app.categories.Categories;
import dev.astir.app.categories.DetailRules;
import dev.astir.app.timeline.Segment;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules by which a person's time is told apart, in the caller's transaction. Thread-safe. */
@Singleton
public class CategoryRules {

    private final Categories categories;
    private final MarkRepository people;

    CategoryRules(Categories categories, MarkRepository people) {
        this.categories = categories;
        this.people = people;
    }

    /** Those that look at more than application and site. */
    public DayFigures.Rules of(UUID organizationId, UUID personId) {
        DetailRules rules = categories.detailRules(organizationId, people.teamOf(personId));
        return rules.isEmpty()
                ? DayFigures.Rules.NONE
                : segment ->
                        rules.match(segment.app(), segment.site(), segment.title(), segment.url());
    }

    /** Sees to it that the others have been asked about these, too. */
    public void ask(UUID organizationId, Collection<Segment> segments) {
        categories.label(
                organizationId,
                segments.stream()
                        .filter(segment -> segment.state() == Segment.State.ACTIVE)
                        .map(segment -> new AppSite(text(segment.app()), text(segment.site())))
                        .distinct()
                        .toList());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}

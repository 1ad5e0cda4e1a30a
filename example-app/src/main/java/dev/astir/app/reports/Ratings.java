package dev.astir.app.reports;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.astir.app.reports.RatedRepository.Rated;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people's time was for, each person's by the list and the ratings of their own team. In the
 * caller's transaction of the organization. Thread-safe.
 */
@Singleton
class Ratings {

    /** By what some people's time is judged. Immutable. */
    private record View(UUID scope, @Nullable UUID ratingTeamId) {}

    /** Of which the parts are added up. Immutable. */
    private record Key(@Nullable String id, String kind, @Nullable String rating) {}

    private final RatedRepository rows;

    Ratings(RatedRepository rows) {
        this.rows = rows;
    }

    /**
     * By category; one that is rated in two ways is two parts.
     *
     * @param projectId only what went on it; null for all
     */
    List<Part> byCategory(
            UUID organizationId, UUID[] people, @Nullable UUID projectId, Period period) {
        Map<Key, Part> sums = new LinkedHashMap<>();
        views(organizationId, people)
                .forEach((view, ofView) -> {
                    for (Part part :
                            rows.byCategory(
                                    organizationId,
                                    view.scope(),
                                    view.ratingTeamId(),
                                    ofView.toArray(UUID[]::new),
                                    projectId,
                                    period.from(),
                                    period.to())) {
                        sums.merge(
                                new Key(part.key(), part.kind(), part.rating()), part, Part::plus);
                    }
                });
        return List.copyOf(sums.values());
    }

    /** Worked milliseconds by person and rating. */
    Map<UUID, Map<String, Long>> byRating(UUID organizationId, UUID[] people, Period period) {
        List<Rated> rated = new ArrayList<>();
        views(organizationId, people)
                .forEach((view, ofView) ->
                        rated.addAll(
                                rows.byRating(
                                        organizationId,
                                        view.scope(),
                                        view.ratingTeamId(),
                                        ofView.toArray(UUID[]::new),
                                        period.from(),
                                        period.to())));
        return rated.stream()
                .collect(groupingBy(Rated::personId, toMap(Rated::rating, Rated::millis)));
    }

    private Map<View, List<UUID>> views(UUID organizationId, UUID[] people) {
        return rows.judged(organizationId, people).stream()
                .collect(
                        groupingBy(
                                judged -> new View(judged.scope(), judged.ratingTeamId()),
                                LinkedHashMap::new,
                                mapping(RatedRepository.Judged::personId, toList())));
    }
}

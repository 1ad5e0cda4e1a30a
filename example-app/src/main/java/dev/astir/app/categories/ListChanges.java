package dev.astir.app.categories;

import dev.astir.app.web.ProblemException;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Frames each change of an organization's list: one at a time, within bounds, and with a note of
 * what has to follow it. Thread-safe.
 */
@Singleton
class ListChanges {

    static final int MAX_RULES = 2_000;

    /** Each may be compared with every interval. */
    static final int MAX_DETAIL_RULES = 100;

    private final ListRepository lists;
    private final RuleRepository rules;
    private final LabelRepository labels;
    private final ApplicationEventPublisher<CategoriesChanged> events;

    ListChanges(
            ListRepository lists,
            RuleRepository rules,
            LabelRepository labels,
            ApplicationEventPublisher<CategoriesChanged> events) {
        this.lists = lists;
        this.rules = rules;
        this.labels = labels;
        this.events = events;
    }

    /**
     * Makes a change, in the caller's transaction.
     *
     * @throws ProblemException 409 {@code too-many-rules}
     */
    <T> T make(UUID organizationId, Supplier<T> change) {
        lists.begin(organizationId);
        ListRepository.Row list = lists.hold(organizationId).orElseThrow();
        List<RuleRepository.Row> before = rules.all(organizationId);
        T result = change.get();
        rules.rank(organizationId);
        List<RuleRepository.Row> after = rules.all(organizationId);
        if (!before.equals(after)) {
            requireBounds(after);
            lists.advance(list.organizationId());
            followScopes(organizationId, before, after);
            followDetails(organizationId, before, after);
            events.publishEvent(new CategoriesChanged(organizationId));
        }
        return result;
    }

    private static void requireBounds(List<RuleRepository.Row> rules) {
        long details = rules.stream().filter(rule -> rule.field().isDetail()).count();
        if (rules.size() > MAX_RULES || details > MAX_DETAIL_RULES) {
            throw ProblemException.conflict(
                    "too-many-rules",
                    "An organization has at most %,d rules, %d of them over titles and addresses."
                            .formatted(MAX_RULES, MAX_DETAIL_RULES));
        }
    }

    /** A team that has categories of its own for the first time has its own labels from now on. */
    private void followScopes(
            UUID organizationId, List<RuleRepository.Row> before, List<RuleRepository.Row> after) {
        Set<UUID> had = teams(before);
        Set<UUID> has = teams(after);
        has.stream()
                .filter(team -> !had.contains(team))
                .forEach(team -> labels.begin(organizationId, team));
        if (!has.containsAll(had)) {
            labels.drop(organizationId);
        }
    }

    private static Set<UUID> teams(List<RuleRepository.Row> rows) {
        Set<UUID> teams = new TreeSet<>();
        rows.stream()
                .flatMap(row -> Optional.ofNullable(row.teamId()).stream())
                .forEach(teams::add);
        return teams;
    }

    private void followDetails(
            UUID organizationId, List<RuleRepository.Row> before, List<RuleRepository.Row> after) {
        Set<Optional<UUID>> concerned = new LinkedHashSet<>();
        before.forEach(row -> concerned.add(Optional.ofNullable(row.teamId())));
        after.forEach(row -> concerned.add(Optional.ofNullable(row.teamId())));
        List<RuleRepository.Row> touched = new ArrayList<>();
        for (Optional<UUID> team : concerned) {
            touched.addAll(difference(details(before, team), details(after, team)));
        }
        if (touched.isEmpty()) {
            return;
        }
        lists.search(
                organizationId,
                touched.stream().map(row -> Objects.toString(row.teamId(), "")).toList(),
                touched.stream().map(row -> row.field().json()).toList(),
                touched.stream().map(row -> row.match().json()).toList(),
                touched.stream().map(RuleRepository.Row::pattern).toList());
        lists.beginSearch(organizationId);
    }

    private static List<RuleRepository.Row> details(
            List<RuleRepository.Row> rows, Optional<UUID> team) {
        return rows.stream()
                .filter(row -> row.field().isDetail())
                .filter(row -> Optional.ofNullable(row.teamId()).equals(team))
                .toList();
    }

    /** What is not the same at the beginning, nor at the end: what came, went or changed places. */
    private static List<RuleRepository.Row> difference(
            List<RuleRepository.Row> before, List<RuleRepository.Row> after) {
        int shorter = Math.min(before.size(), after.size());
        int head = 0;
        while (head < shorter && before.get(head).id().equals(after.get(head).id())) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail)
                        .id()
                        .equals(after.get(after.size() - 1 - tail).id())) {
            tail++;
        }
        List<RuleRepository.Row> different =
                new ArrayList<>(before.subList(head, before.size() - tail));
        different.addAll(after.subList(head, after.size() - tail));
        return different;
    }
}

package dev.astir.app.categories;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Marks the days with intervals that rules match which came, went or moved: a week of one person in
 * each step. How far it is stands in the list's row. Thread-safe.
 */
@Singleton
class TextSearch {

    private static final Duration WINDOW = Duration.ofDays(7);

    private final ListRepository lists;
    private final SearchRepository texts;

    private record Stretch(Instant from, Instant to) {

        Stretch with(SearchRepository.Text text) {
            return new Stretch(
                    text.startedAt().isBefore(from) ? text.startedAt() : from,
                    text.endedAt().isAfter(to) ? text.endedAt() : to);
        }
    }

    TextSearch(ListRepository lists, SearchRepository texts) {
        this.lists = lists;
        this.texts = texts;
    }

    /** Makes the next step, in a transaction that holds the list; whether there was one to make. */
    boolean step(ListRepository.Row list) {
        UUID organizationId = list.organizationId();
        List<ListRepository.Search> searches = lists.searches(organizationId);
        if (searches.isEmpty()) {
            return false;
        }
        UUID person = list.searchedPerson();
        Instant from = list.searchedFrom();
        if (person == null || from == null) {
            Optional<SearchRepository.Person> next = texts.next(organizationId, person);
            if (next.isEmpty()) {
                lists.endSearch(organizationId);
            } else {
                goOn(organizationId, next.get().id(), null);
            }
        } else {
            search(organizationId, person, from, searches);
            goOn(organizationId, person, from.plus(WINDOW));
        }
        return true;
    }

    private void goOn(UUID organizationId, UUID person, @Nullable Instant from) {
        Instant next = texts.first(organizationId, person, from == null ? null : from.toString());
        lists.goOn(organizationId, person, next, next == null ? 1 : 0);
    }

    private void search(
            UUID organizationId,
            UUID personId,
            Instant from,
            List<ListRepository.Search> searches) {
        UUID team =
                texts.find(organizationId, personId)
                        .map(SearchRepository.Person::teamId)
                        .orElse(null);
        List<RankedRule> wanted =
                searches.stream()
                        .filter(one -> one.teamId() == null || one.teamId().equals(team))
                        .flatMap(one -> compiled(one).stream())
                        .toList();
        if (wanted.isEmpty()) {
            return;
        }
        Map<LocalDate, Stretch> found = new TreeMap<>();
        for (SearchRepository.Text text :
                texts.texts(organizationId, personId, from, from.plus(WINDOW))) {
            LocalDate day = LocalDate.ofInstant(text.startedAt(), ZoneOffset.UTC);
            Stretch known = found.get(day);
            boolean isCovered =
                    known != null
                            && !text.startedAt().isBefore(known.from())
                            && !text.endedAt().isAfter(known.to());
            if (!isCovered && isWanted(text, wanted)) {
                found.put(
                        day,
                        (known == null ? new Stretch(text.startedAt(), text.endedAt()) : known)
                                .with(text));
            }
        }
        if (!found.isEmpty()) {
            texts.mark(
                    organizationId,
                    personId,
                    found.values().stream().map(one -> one.from().toString()).toList(),
                    found.values().stream().map(one -> one.to().toString()).toList());
        }
    }

    private static boolean isWanted(SearchRepository.Text text, List<RankedRule> wanted) {
        Use use = Use.of(text.app(), text.site(), text.title(), text.url());
        return wanted.stream().anyMatch(rule -> rule.matches(use));
    }

    /** One that cannot be read has matched nothing. */
    private static Optional<RankedRule> compiled(ListRepository.Search search) {
        try {
            UUID none = new UUID(0, 0);
            return Optional.of(
                    new RankedRule(none, none, search.field(), Pattern.of(search.rule())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

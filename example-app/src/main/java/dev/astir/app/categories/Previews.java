package dev.astir.app.categories;

import dev.astir.app.categories.Preview.Item;
import dev.astir.app.categories.Preview.Verdict;
import dev.astir.app.identity.Caller;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what a change of categories would have made of the last month. Thread-safe. */
@Singleton
class Previews {

    private static final Duration MONTH = Duration.ofDays(31);

    /** Of all people together, and of each at least. */
    private static final int MOST_TEXTS = 20_000;

    private static final int LEAST_OF_EACH = 100;
    private static final int MOST_ITEMS = 200;

    private final CategoryList list;
    private final CategoryRights rights;
    private final UsageRepository usage;
    private final RuleRepository rules;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    /** What would be other than it is; seconds are summed up by it. */
    private record Change(AppSite pair, @Nullable Verdict before, @Nullable Verdict after) {}

    Previews(
            CategoryList list,
            CategoryRights rights,
            UsageRepository usage,
            RuleRepository rules,
            Transactions transactions,
            Trail trail,
            Clock clock) {
        this.list = list;
        this.rights = rights;
        this.usage = usage;
        this.rules = rules;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Of the people whom the caller sees; of a team's category, of that team's.
     *
     * @throws ProblemException as the change itself
     */
    Preview of(Caller caller, PreviewRequest request) {
        CategoryRequest category = request.category();
        if (category != null) {
            Rules.check("category.", category.rules());
        }
        return transactions.inOrganization(caller.organizationId(), () -> compute(caller, request));
    }

    private Preview compute(Caller caller, PreviewRequest request) {
        UUID organizationId = caller.organizationId();
        List<Category> all = list.all(organizationId);
        Category changed =
                all.stream().filter(one -> one.id().equals(request.id())).findAny().orElse(null);
        boolean isMissing = changed == null && (request.id() != null || request.category() == null);
        UUID team = changed == null ? teamOf(request) : changed.teamId();
        rights.require(caller, isMissing ? null : team);
        if (isMissing) {
            throw ProblemException.notFound();
        }
        Proposal before = Proposal.of(organizationId, all, rules.all(organizationId));
        Proposal after = before.with(request);
        Instant to = clock.instant();
        Instant from = to.minus(MONTH);
        UUID[] people =
                usage.people(organizationId, caller.sight().seen(), team).toArray(UUID[]::new);
        int each = Math.max(LEAST_OF_EACH, MOST_TEXTS / Math.max(1, people.length));
        boolean byText = before.looksAtText(request) || after.looksAtText(request);
        List<UsageRepository.Time> uses =
                byText
                        ? usage.byText(organizationId, people, from, to, each)
                        : usage.byDay(organizationId, people, from, to);
        trail.viewed(
                caller.actor(),
                Set.of(people),
                "usage",
                Map.of("from", date(from).toString(), "to", date(to).toString()));
        boolean isAll = !byText || mostOfOne(uses) < each;
        List<RankedRule> touched = new ArrayList<>(before.rulesOf(request));
        touched.addAll(after.rulesOf(request));
        // What none of them matches is what it was: most titles need not be judged by all rules.
        Predicate<UsageRepository.Time> mayChange =
                use -> !byText || touched.stream().anyMatch(rule -> rule.matches(use.texts()));
        return sum(date(from), date(to), isAll, byText, uses, mayChange, before, after);
    }

    private static long mostOfOne(List<UsageRepository.Time> uses) {
        return uses.stream()
                .collect(
                        Collectors.groupingBy(
                                use -> String.valueOf(use.personId()), Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private static @Nullable UUID teamOf(PreviewRequest request) {
        return request.category() == null ? null : request.category().teamId();
    }

    private static LocalDate date(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Preview sum(
            LocalDate from,
            LocalDate to,
            boolean isAll,
            boolean byText,
            List<UsageRepository.Time> uses,
            Predicate<UsageRepository.Time> mayChange,
            Proposal before,
            Proposal after) {
        Map<Change, Long> changes = new HashMap<>();
        long total = 0;
        for (UsageRepository.Time use : uses) {
            total += use.milliseconds();
            if (!mayChange.test(use)) {
                continue;
            }
            Verdict was = before.verdict(use, byText);
            Verdict is = after.verdict(use, byText);
            if (!Objects.equals(was, is)) {
                changes.merge(new Change(use.pair(), was, is), use.milliseconds(), Long::sum);
            }
        }
        List<Item> items = new ArrayList<>();
        changes.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_ITEMS)
                .forEach(entry -> items.add(item(entry.getKey(), entry.getValue())));
        return new Preview(
                from,
                to,
                total / 1_000,
                changes.values().stream().mapToLong(Long::longValue).sum() / 1_000,
                isAll && changes.size() <= MOST_ITEMS,
                items);
    }

    private static Item item(Change change, long milliseconds) {
        AppSite pair = change.pair();
        return new Item(
                pair.app().isEmpty() ? null : pair.app(),
                pair.site().isEmpty() ? null : pair.site(),
                change.before(),
                change.after(),
                milliseconds / 1_000);
    }
}

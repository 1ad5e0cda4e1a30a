package dev.astir.app.categories;

import dev.astir.app.categories.Preview.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A list of categories as it is, or as it would be: what it says of a use. Nothing of it needs to
 * be stored. Confined to one thread.
 */
final class Proposal {

    /** Stands for the category that is to be made. */
    private static final UUID NEW = new UUID(0, 0);

    private final UUID organizationId;
    private final List<Category> categories;
    private final List<RuleRepository.Row> rules;
    private final RuleSet compiled;
    private final Map<UUID, Category> byId = new HashMap<>();
    private final Map<Judge, Map<AppSite, Optional<RankedRule>>> labels = new HashMap<>();

    private Proposal(
            UUID organizationId, List<Category> categories, List<RuleRepository.Row> rules) {
        this.organizationId = organizationId;
        this.categories = categories;
        this.rules = rules;
        this.compiled = new RuleSet(organizationId, rules);
        categories.forEach(category -> byId.put(category.id(), category));
    }

    static Proposal of(
            UUID organizationId, List<Category> categories, List<RuleRepository.Row> rules) {
        return new Proposal(organizationId, categories, rules);
    }

    /** The list after the change. */
    Proposal with(PreviewRequest request) {
        CategoryRequest wanted = request.category();
        UUID id = request.id() == null ? NEW : request.id();
        List<Category> after = new ArrayList<>();
        for (Category category : categories) {
            if (!category.id().equals(id)) {
                // What a team overrides of it ends with it.
                if (wanted != null || !Objects.equals(category.overrides(), id)) {
                    after.add(category);
                }
            } else if (wanted != null) {
                after.add(category(id, category.teamId(), wanted));
            }
        }
        if (wanted != null && id.equals(NEW)) {
            after.add(category(NEW, wanted.teamId(), wanted));
        }
        return new Proposal(organizationId, List.copyOf(after), ranked(after));
    }

    private Category category(UUID id, @Nullable UUID teamId, CategoryRequest wanted) {
        return new Category(
                id,
                wanted.name(),
                wanted.rating(),
                wanted.colourOrGrey(),
                wanted.iconOrWindow(),
                teamId,
                CategoryChanges.overridden(wanted, categories),
                wanted.rules());
    }

    /** Rules that are the same keep their ids, by which the figures of days name them. */
    private List<RuleRepository.Row> ranked(List<Category> after) {
        List<RuleRepository.Row> ranked = new ArrayList<>();
        for (Category category : after) {
            Map<Rule, UUID> ids = new HashMap<>();
            rules.stream()
                    .filter(row -> row.categoryId().equals(category.id()))
                    .forEach(row -> ids.put(row.rule(), row.id()));
            for (Rule rule : category.rules()) {
                UUID id = ids.getOrDefault(rule, UUID.randomUUID());
                ranked.add(
                        new RuleRepository.Row(
                                id,
                                category.id(),
                                category.teamId(),
                                rule.field(),
                                rule.match(),
                                rule.pattern()));
            }
        }
        return ranked;
    }

    /** Whether titles or addresses decide what the change does. */
    boolean looksAtText(PreviewRequest request) {
        Category category = byId.get(request.id() == null ? NEW : request.id());
        return category != null
                && category.rules().stream().anyMatch(rule -> rule.field().isDetail());
    }

    /** Each pair is asked for several times, with other rules over title and address. */
    private @Nullable RankedRule label(Judge judge, AppSite pair) {
        return labels.computeIfAbsent(judge, key -> new HashMap<>())
                .computeIfAbsent(pair, key -> Optional.ofNullable(judge.label(key)))
                .orElse(null);
    }

    /** The rules of the category that is to change, as they are here. */
    List<RankedRule> rulesOf(PreviewRequest request) {
        UUID id = request.id() == null ? NEW : request.id();
        return rules.stream()
                .filter(row -> row.categoryId().equals(id))
                .flatMap(row -> Optional.ofNullable(RuleSet.compiled(row)).stream())
                .toList();
    }

    /** What it says of a use; null for no category. */
    @Nullable Verdict verdict(UsageRepository.Time use, boolean byText) {
        Judge judge = compiled.of(use.teamId());
        RankedRule rule =
                byText
                        ? judge.judge(Use.of(use.app(), use.site(), use.title(), use.url()))
                        : judge.judge(label(judge, use.pair()), use.ruleId());
        Category category = rule == null ? null : byId.get(rule.categoryId());
        if (category == null) {
            return null;
        }
        Rating rating =
                categories.stream()
                        .filter(own -> category.id().equals(own.overrides()))
                        .filter(own -> Objects.equals(own.teamId(), use.teamId()))
                        .map(Category::rating)
                        .findAny()
                        .orElse(category.rating());
        UUID id = category.id().equals(NEW) ? null : category.id();
        return new Verdict(id, category.name(), rating);
    }
}

package dev.astir.app.categories;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What those need who compute and report time. In the figures of a day stand application, site and,
 * where one matched, a rule over title or address; to which category that belongs is asked when a
 * report is made, so that history follows the rules. Methods want a transaction of the
 * organization. Thread-safe.
 */
@Singleton
public class Categories {

    /**
     * Joins categories to rows {@code used} that have {@code scope}, {@code team_id}, {@code app},
     * {@code site} and {@code rule_id}; {@code :organizationId} is to be bound. Scope and team of a
     * person are {@code scope} and {@code rating_team_id} of the view {@code category_scopes}.
     * Group {@code usage_daily} by those columns first, and join then: a year of rows are some
     * thousand groups.
     */
    public static final String JOINS =
            """
            LEFT JOIN labels label ON label.organization_id = :organizationId
                AND label.scope = used.scope AND label.app = used.app AND label.site = used.site
            LEFT JOIN category_rules labelling ON labelling.organization_id = :organizationId
                AND labelling.id = label.rule_id
            LEFT JOIN category_rules detail ON detail.organization_id = :organizationId
                AND detail.id = used.rule_id
            LEFT JOIN categories category ON category.organization_id = :organizationId
                AND category.id = CASE WHEN detail.rank < COALESCE(labelling.rank, 2147483647)
                                       THEN detail.category_id ELSE label.category_id END
            LEFT JOIN categories own ON own.organization_id = :organizationId
                AND own.overrides = category.id AND own.team_id = used.team_id
            """;

    /** The category of a row of {@link #JOINS}; null for what belongs to none. */
    public static final String ID = "category.id";

    /** The rating of a row of {@link #JOINS}, as the person's team sees it. */
    public static final String RATING = "COALESCE(own.rating, category.rating, 'neutral')";

    private final RuleSets rules;
    private final LabelRepository labels;

    Categories(RuleSets rules, LabelRepository labels) {
        this.rules = rules;
        this.labels = labels;
    }

    /**
     * The rules over title and address for a person of this team, or of none. Whoever computes a
     * day asks for them after it has deleted the marks of that day: rules that change later mark it
     * again.
     */
    public DetailRules detailRules(UUID organizationId, @Nullable UUID teamId) {
        return rules.current(organizationId).rules().of(teamId).details();
    }

    /** Judges those of the pairs that nobody has used before. */
    public void label(UUID organizationId, Collection<AppSite> pairs) {
        List<AppSite> sorted = pairs.stream().distinct().sorted().toList();
        if (sorted.isEmpty()) {
            return;
        }
        RuleSets.Versioned current = rules.current(organizationId);
        List<String> apps = sorted.stream().map(AppSite::app).toList();
        List<String> sites = sorted.stream().map(AppSite::site).toList();
        List<LabelRepository.Row> missing = new ArrayList<>();
        for (UUID scope : current.rules().scopes()) {
            missing.addAll(labels.missing(organizationId, scope, apps, sites));
        }
        judge(organizationId, current, missing);
    }

    /** Writes what these rules say of the pairs. */
    void judge(UUID organizationId, RuleSets.Versioned current, List<LabelRepository.Row> pairs) {
        if (pairs.isEmpty()) {
            return;
        }
        List<String> categoryIds = new ArrayList<>();
        List<String> ruleIds = new ArrayList<>();
        for (LabelRepository.Row row : pairs) {
            RankedRule rule = current.rules().of(row.scope()).label(row.pair());
            categoryIds.add(rule == null ? "" : rule.categoryId().toString());
            ruleIds.add(rule == null ? "" : rule.id().toString());
        }
        labels.put(
                organizationId,
                pairs.stream().map(LabelRepository.Row::scope).toArray(UUID[]::new),
                pairs.stream().map(LabelRepository.Row::app).toList(),
                pairs.stream().map(LabelRepository.Row::site).toList(),
                categoryIds,
                ruleIds,
                current.version());
    }
}

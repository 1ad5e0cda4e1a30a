package dev.astir.app.categories;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rules over title and address by which the people of one team, or of none, are looked at.
 * Those over application and site are not among them: see {@link Categories#label}. Immutable.
 */
public final class DetailRules {

    private final List<RankedRule> rules;

    DetailRules(List<RankedRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Whether there are none, so that nothing matches. */
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /**
     * The first rule that matches an interval, for {@code usage_daily.rule_id}; null for none. The
     * time is linear in the texts.
     */
    public @Nullable UUID match(
            @Nullable String app,
            @Nullable String site,
            @Nullable String title,
            @Nullable String url) {
        if (title == null && url == null) {
            return null;
        }
        Use use = Use.of(app, site, title, url);
        for (RankedRule rule : rules) {
            if (rule.matches(use)) {
                return rule.id();
            }
        }
        return null;
    }
}

package dev.astir.app.categories;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules by which some people's time is judged, in their order. Immutable. */
final class Judge {

    private final List<RankedRule> rules;
    private final Map<UUID, Integer> ranks = new HashMap<>();
    private final DetailRules details;

    Judge(List<RankedRule> rules) {
        this.rules = List.copyOf(rules);
        for (int rank = 0; rank < this.rules.size(); rank++) {
            ranks.put(this.rules.get(rank).id(), rank);
        }
        this.details =
                new DetailRules(this.rules.stream().filter(r -> r.field().isDetail()).toList());
    }

    DetailRules details() {
        return details;
    }

    /** The first rule over application and site that matches. */
    @Nullable RankedRule label(AppSite pair) {
        Use use = Use.of(pair);
        for (RankedRule rule : rules) {
            if (!rule.field().isDetail() && rule.matches(use)) {
                return rule;
            }
        }
        return null;
    }

    /** The first of all rules that matches. */
    @Nullable RankedRule judge(Use use) {
        for (RankedRule rule : rules) {
            if (rule.matches(use)) {
                return rule;
            }
        }
        return null;
    }

    /** The first that matches, where the first of either kind is known. */
    @Nullable RankedRule judge(@Nullable RankedRule label, @Nullable UUID detail) {
        Integer rank = detail == null ? null : ranks.get(detail);
        if (rank == null || (label != null && ranks.getOrDefault(label.id(), 0) < rank)) {
            return label;
        }
        return rules.get(rank);
    }
}

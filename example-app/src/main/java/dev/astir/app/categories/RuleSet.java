package dev.astir.app.categories;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All rules of an organization and its teams, as one version of the list has them. Immutable. */
final class RuleSet {

    private static final Logger LOG = LoggerFactory.getLogger(RuleSet.class);

    private final Judge everybodysJudge;
    private final Map<UUID, Judge> judges = new HashMap<>();
    private final int size;

    /**
     * @param rows in the order of the list, whatever team they are of
     */
    RuleSet(UUID organizationId, List<RuleRepository.Row> rows) {
        this.size = rows.size();
        List<RankedRule> everybodys = new ArrayList<>();
        Map<UUID, List<RankedRule>> teams = new HashMap<>();
        for (RuleRepository.Row row : rows) {
            RankedRule rule = compiled(row);
            if (rule == null) {
                continue;
            }
            UUID team = row.teamId();
            if (team == null) {
                everybodys.add(rule);
            } else {
                teams.computeIfAbsent(team, key -> new ArrayList<>()).add(rule);
            }
        }
        this.everybodysJudge = new Judge(everybodys);
        judges.put(organizationId, everybodysJudge);
        teams.forEach((team, own) -> {
            own.addAll(everybodys);
            judges.put(team, new Judge(own));
        });
    }

    /** One that an earlier release let in, and this one cannot read, matches nothing. */
    static @Nullable RankedRule compiled(RuleRepository.Row row) {
        try {
            return new RankedRule(row.id(), row.categoryId(), row.field(), Pattern.of(row.rule()));
        } catch (IllegalArgumentException e) {
            LOG.warn("Rule {} of a category cannot be read: {}", row.id(), e.getMessage());
            return null;
        }
    }

    /** How many rules these are. */
    int size() {
        return size;
    }

    /** By whose lists time is judged: the organization's id, and teams with their own. */
    Set<UUID> scopes() {
        return Set.copyOf(judges.keySet());
    }

    /** For people of a team, or of none. */
    Judge of(@Nullable UUID teamId) {
        Judge own = teamId == null ? null : judges.get(teamId);
        return own == null ? everybodysJudge : own;
    }
}

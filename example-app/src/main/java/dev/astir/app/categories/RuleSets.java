package dev.astir.app.categories;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/**
 * The rules of organizations, compiled once for each version of their lists. The version is read in
 * the caller's transaction each time, so every node has the new rules with the commit that made
 * them. Thread-safe.
 */
@Singleton
class RuleSets {

    /** Of all organizations together; a rule takes some kilobytes. */
    private static final long MOST_RULES = 20_000;

    private final ListRepository lists;
    private final RuleRepository rules;
    private final Cache<UUID, Versioned> cache =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_RULES)
                    .weigher((UUID id, Versioned kept) -> 1 + kept.rules.size())
                    .build();

    /** One version of an organization's rules. */
    record Versioned(long version, RuleSet rules) {}

    RuleSets(ListRepository lists, RuleRepository rules) {
        this.lists = lists;
        this.rules = rules;
    }

    /** The rules as the caller's transaction sees them. */
    Versioned current(UUID organizationId) {
        long version = version(organizationId);
        Versioned kept = cache.getIfPresent(organizationId);
        if (kept != null && kept.version == version) {
            return kept;
        }
        // If somebody changes them in between, these are newer than the version that they are
        // called: what they judge is judged once more.
        List<RuleRepository.Row> rows = rules.all(organizationId);
        Versioned read = new Versioned(version, new RuleSet(organizationId, rows));
        if (version(organizationId) == version) {
            cache.put(organizationId, read);
        }
        return read;
    }

    private long version(UUID organizationId) {
        Long version = lists.version(organizationId);
        return version == null ? 0 : version;
    }
}

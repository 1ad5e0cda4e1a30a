package dev.astir.app.categories;

import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps the rules of categories. A rule that stays the same keeps its id, so that what it matched
 * stays true. Thread-safe.
 */
@Singleton
class Rules {

    private final RuleRepository rows;

    /** A category, and what is to be its rules. */
    record Of(UUID categoryId, List<Rule> rules) {}

    Rules(RuleRepository rows) {
        this.rows = rows;
    }

    /**
     * Wants patterns that can be compared.
     *
     * @throws ProblemException 400 that names {@code rules[i].pattern}
     */
    static void check(String path, List<Rule> rules) {
        for (int i = 0; i < rules.size(); i++) {
            try {
                Pattern.of(rules.get(i));
            } catch (IllegalArgumentException e) {
                throw ProblemException.invalid(
                        "%srules[%d].pattern".formatted(path, i),
                        rules.get(i).pattern(),
                        Optional.ofNullable(e.getMessage()).orElse("a pattern"));
            }
        }
    }

    /** Gives a category these rules. */
    void replace(UUID organizationId, Of wanted, List<RuleRepository.Row> all) {
        Map<Rule, UUID> before = new HashMap<>();
        all.stream()
                .filter(row -> row.categoryId().equals(wanted.categoryId()))
                .forEach(row -> before.putIfAbsent(row.rule(), row.id()));
        List<RuleRepository.Row> now = new ArrayList<>();
        for (Rule rule : wanted.rules().stream().distinct().toList()) {
            UUID id = before.getOrDefault(rule, UUID.randomUUID());
            now.add(row(id, wanted.categoryId(), rule));
        }
        rows.keep(
                organizationId,
                wanted.categoryId(),
                now.stream().map(RuleRepository.Row::id).toArray(UUID[]::new));
        put(organizationId, now);
    }

    /** Gives new categories these rules. */
    void add(UUID organizationId, List<Of> wanted) {
        List<RuleRepository.Row> added = new ArrayList<>();
        for (Of one : wanted) {
            for (Rule rule : one.rules().stream().distinct().toList()) {
                added.add(row(UUID.randomUUID(), one.categoryId(), rule));
            }
        }
        put(organizationId, added);
    }

    private void put(UUID organizationId, List<RuleRepository.Row> rules) {
        if (rules.isEmpty()) {
            return;
        }
        rows.put(
                organizationId,
                rules.stream().map(RuleRepository.Row::id).toArray(UUID[]::new),
                rules.stream().map(RuleRepository.Row::categoryId).toArray(UUID[]::new),
                rules.stream().map(row -> row.field().json()).toList(),
                rules.stream().map(row -> row.match().json()).toList(),
                rules.stream().map(RuleRepository.Row::pattern).toList());
    }

    private static RuleRepository.Row row(UUID id, UUID categoryId, Rule rule) {
        return new RuleRepository.Row(
                id, categoryId, null, rule.field(), rule.match(), rule.pattern());
    }
}

package dev.astir.app.categories;

import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The list of an organization's categories, as everybody reads it. Thread-safe. */
@Singleton
class CategoryList {

    private final CategoryRepository rows;
    private final RuleRepository rules;
    private final Transactions transactions;

    CategoryList(CategoryRepository rows, RuleRepository rules, Transactions transactions) {
        this.rows = rows;
        this.rules = rules;
        this.transactions = transactions;
    }

    /** All: the organization's in their order, then those of teams. */
    List<Category> all(UUID organizationId) {
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Map<UUID, List<RuleRepository.Row>> ofCategory =
                            rules.all(organizationId).stream()
                                    .collect(Collectors.groupingBy(RuleRepository.Row::categoryId));
                    return rows.all(organizationId).stream()
                            .map(row -> category(row, ofCategory))
                            .toList();
                });
    }

    private static Category category(
            CategoryRepository.Row row, Map<UUID, List<RuleRepository.Row>> rules) {
        return new Category(
                row.id(),
                row.name(),
                row.rating(),
                row.colour(),
                row.icon(),
                row.teamId(),
                row.overrides(),
                rules.getOrDefault(row.id(), List.of()).stream()
                        .map(RuleRepository.Row::rule)
                        .toList());
    }

    /**
     * One of them.
     *
     * @throws ProblemException 404 when there is none
     */
    Category find(UUID organizationId, UUID id) {
        return all(organizationId).stream()
                .filter(category -> category.id().equals(id))
                .findAny()
                .orElseThrow(ProblemException::notFound);
    }
}

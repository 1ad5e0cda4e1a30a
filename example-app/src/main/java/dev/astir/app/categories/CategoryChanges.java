package dev.astir.app.categories;

import dev.astir.app.identity.Caller;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Changes the list of an organization's categories, for those who may. Thread-safe. */
@Singleton
class CategoryChanges {

    static final int MAX_CATEGORIES = 500;

    private final CategoryList list;
    private final CategoryRepository rows;
    private final RuleRepository ruleRows;
    private final Rules rules;
    private final ListChanges changes;
    private final CategoryRights rights;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    CategoryChanges(
            CategoryList list,
            CategoryRepository rows,
            RuleRepository ruleRows,
            Rules rules,
            ListChanges changes,
            CategoryRights rights,
            Transactions transactions,
            Trail trail,
            Clock clock) {
        this.list = list;
        this.rows = rows;
        this.ruleRows = ruleRows;
        this.rules = rules;
        this.changes = changes;
        this.rights = rights;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Adds a category at the end of its list.
     *
     * @throws ProblemException 400 for a pattern that cannot be compared, and a team's rating of
     *     nothing; 403; 409 {@code category-name-taken}, {@code too-many-categories}
     */
    Category create(Caller caller, CategoryRequest request) {
        Rules.check("", request.rules());
        return change(
                caller,
                () -> {
                    rights.require(caller, request.teamId());
                    UUID organizationId = caller.organizationId();
                    List<Category> before = list.all(organizationId);
                    if (before.size() >= MAX_CATEGORIES) {
                        throw ProblemException.conflict(
                                "too-many-categories",
                                "There are %d categories already.".formatted(MAX_CATEGORIES));
                    }
                    UUID id = UUID.randomUUID();
                    UUID overridden = overridden(request, before);
                    if (rows.create(
                                    organizationId,
                                    id,
                                    request.teamId(),
                                    overridden,
                                    request.name(),
                                    request.rating(),
                                    request.colourOrGrey(),
                                    request.iconOrWindow(),
                                    now())
                            == null) {
                        throw taken(request.name());
                    }
                    rules.add(organizationId, List.of(new Rules.Of(id, request.rules())));
                    Category created = list.find(organizationId, id);
                    trail.changed(caller.actor(), "category.created", null, details(created));
                    return created;
                });
    }

    /**
     * Changes all of a category but whose it is.
     *
     * @throws ProblemException 404 when there is none, and as {@link #create}
     */
    Category change(Caller caller, UUID id, CategoryRequest request) {
        Rules.check("", request.rules());
        return change(
                caller,
                () -> {
                    UUID organizationId = caller.organizationId();
                    Category before = mine(caller, id);
                    if (!Objects.equals(before.teamId(), request.teamId())) {
                        throw ProblemException.invalid(
                                "teamId",
                                String.valueOf(request.teamId()),
                                "as it was: categories do not move");
                    }
                    List<Category> all = list.all(organizationId);
                    if (all.stream().anyMatch(other -> isNamesake(other, id, request))) {
                        throw taken(request.name());
                    }
                    rows.change(
                            organizationId,
                            id,
                            overridden(request, all),
                            request.name(),
                            request.rating(),
                            request.colourOrGrey(),
                            request.iconOrWindow());
                    rows.renameOverriding(organizationId, id, request.name());
                    rules.replace(
                            organizationId,
                            new Rules.Of(id, request.rules()),
                            ruleRows.all(organizationId));
                    Category after = list.find(organizationId, id);
                    if (!before.equals(after)) {
                        trail.changed(
                                caller.actor(),
                                "category.changed",
                                null,
                                Map.of("before", details(before), "after", details(after)));
                    }
                    return after;
                });
    }

    /**
     * Ends a category; what belonged to it is what the next rule says.
     *
     * @throws ProblemException 404 when there is none, 403
     */
    void delete(Caller caller, UUID id) {
        change(
                caller,
                () -> {
                    Category category = mine(caller, id);
                    rows.delete(caller.organizationId(), id);
                    trail.changed(caller.actor(), "category.deleted", null, details(category));
                    return category;
                });
    }

    /**
     * Puts all categories of the organization, or of a team, into this order.
     *
     * @throws ProblemException 409 {@code categories-changed} when these are not all of them; 403
     */
    List<Category> order(Caller caller, OrderRequest request) {
        return change(
                caller,
                () -> {
                    rights.require(caller, request.teamId());
                    UUID organizationId = caller.organizationId();
                    List<Category> before =
                            list.all(organizationId).stream()
                                    .filter(one -> one.overrides() == null)
                                    .filter(one -> Objects.equals(one.teamId(), request.teamId()))
                                    .toList();
                    Map<UUID, String> names =
                            before.stream().collect(Collectors.toMap(Category::id, Category::name));
                    if (request.ids().size() != names.size()
                            || !Set.copyOf(request.ids()).equals(names.keySet())) {
                        throw ProblemException.conflict(
                                "categories-changed",
                                "The order must name each of the categories once; they have"
                                        + " changed meanwhile.");
                    }
                    rows.order(organizationId, request.ids().toArray(UUID[]::new));
                    List<String> was = before.stream().map(Category::name).toList();
                    List<String> is = request.ids().stream().map(names::get).toList();
                    if (!was.equals(is)) {
                        trail.changed(
                                caller.actor(),
                                "categories.ordered",
                                null,
                                Map.of("order", Map.of("before", was, "after", is)));
                    }
                    return list.all(organizationId);
                });
    }

    private <T> T change(Caller caller, Supplier<T> change) {
        return transactions.inOrganization(
                caller.organizationId(), () -> changes.make(caller.organizationId(), change));
    }

    /** One that the caller may change; one that is not there is nobody's but administrators'. */
    private Category mine(Caller caller, UUID id) {
        Category category =
                list.all(caller.organizationId()).stream()
                        .filter(one -> one.id().equals(id))
                        .findAny()
                        .orElse(null);
        rights.require(caller, category == null ? null : category.teamId());
        if (category == null) {
            throw ProblemException.notFound();
        }
        return category;
    }

    /** The organization's category that a team only rates; null for a category of its own. */
    static @Nullable UUID overridden(CategoryRequest request, List<Category> all) {
        if (!request.isOverride()) {
            return null;
        }
        return all.stream()
                .filter(one -> one.teamId() == null)
                .filter(one -> one.name().equalsIgnoreCase(request.name()))
                .findAny()
                .orElseThrow(() ->
                        ProblemException.invalid(
                                "name",
                                request.name(),
                                "the name of one of the organization's categories, since it has no"
                                        + " rules"))
                .id();
    }

    private static boolean isNamesake(Category other, UUID id, CategoryRequest request) {
        return !other.id().equals(id)
                && Objects.equals(other.teamId(), request.teamId())
                && other.name().equalsIgnoreCase(request.name());
    }

    private static ProblemException taken(String name) {
        return ProblemException.conflict(
                "category-name-taken",
                "There is a category with the name \"" + name + "\" already.");
    }

    private static Map<String, ?> details(Category category) {
        Map<String, Object> details = new HashMap<>();
        details.put("id", category.id());
        details.put("name", category.name());
        details.put("rating", category.rating());
        details.put("colour", category.colour());
        details.put("icon", category.icon());
        details.put("teamId", category.teamId());
        details.put(
                "rules",
                category.rules().stream()
                        .map(rule ->
                                "%s %s %s"
                                        .formatted(
                                                rule.field().json(),
                                                rule.match().json(),
                                                rule.pattern()))
                        .toList());
        return details;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

package dev.astir.app.categories;

import dev.astir.app.identity.Caller;
import dev.astir.app.organizations.OrganizationSaved;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Categories to begin with: of common applications, as agents name them, and of common sites. New
 * organizations have them; others by a click. Thread-safe.
 */
@Singleton
class StarterSet {

    private static final String RESOURCE = "/categories/starter.json";

    private final List<Starter> starters;
    private final CategoryRepository rows;
    private final ListRepository lists;
    private final Rules rules;
    private final ListChanges changes;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    /** A category of the set, with the names of its applications and the hosts of its sites. */
    @Introspected
    record Starter(
            String name,
            Rating rating,
            Colour colour,
            Icon icon,
            List<String> apps,
            List<String> appPrefixes,
            List<String> sites) {

        List<Rule> rules() {
            return Stream.of(
                            apps.stream().map(app -> new Rule(Field.APP, Match.EQUALS, app)),
                            appPrefixes.stream().map(app -> new Rule(Field.APP, Match.PREFIX, app)),
                            sites.stream().map(site -> new Rule(Field.SITE, Match.EQUALS, site)))
                    .flatMap(each -> each)
                    .toList();
        }
    }

    StarterSet(
            JsonMapper json,
            CategoryRepository rows,
            ListRepository lists,
            Rules rules,
            ListChanges changes,
            Transactions transactions,
            Trail trail,
            Clock clock) {
        this.starters = read(json);
        this.rows = rows;
        this.lists = lists;
        this.rules = rules;
        this.changes = changes;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    private static List<Starter> read(JsonMapper json) {
        try (InputStream resource =
                Objects.requireNonNull(StarterSet.class.getResourceAsStream(RESOURCE))) {
            return List.of(json.readValue(resource, Starter[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    /** In the transaction that creates an organization; later ones find its list. */
    @EventListener
    void saved(OrganizationSaved saved) {
        UUID organizationId = saved.organization().id();
        if (lists.begin(organizationId)) {
            changes.make(organizationId, () -> add(organizationId));
        }
    }

    /** Adds those whose names the organization's list does not have. */
    void add(Caller caller) {
        UUID organizationId = caller.organizationId();
        transactions.inOrganization(
                organizationId,
                () -> {
                    List<String> added = changes.make(organizationId, () -> add(organizationId));
                    if (!added.isEmpty()) {
                        trail.changed(
                                caller.actor(),
                                "categories.started",
                                null,
                                Map.of("categories", added));
                    }
                });
    }

    private List<String> add(UUID organizationId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<String> names = new ArrayList<>();
        List<Rules.Of> added = new ArrayList<>();
        for (Starter starter : starters) {
            CategoryRepository.Row made =
                    rows.create(
                            organizationId,
                            UUID.randomUUID(),
                            null,
                            null,
                            starter.name(),
                            starter.rating(),
                            starter.colour(),
                            starter.icon(),
                            now);
            if (made != null) {
                names.add(made.name());
                added.add(new Rules.Of(made.id(), starter.rules()));
            }
        }
        rules.add(organizationId, added);
        return names;
    }
}

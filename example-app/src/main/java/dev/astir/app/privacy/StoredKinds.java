package dev.astir.app.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.app.audit.Audit;
import dev.astir.app.audit.AuditColumn;
import dev.astir.app.audit.AuditEntry;
import dev.astir.app.privacy.PersonalTables.Owner;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.Page;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.ActorPage;
import dev.astir.stream.FeedRecords;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of somebody: rows of tables, what the feed holds, and the trail. Thread-safe.
 */
@Singleton
class StoredKinds {

    private static final int PAGE = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Before all. */
    private static final ClientDataRepository.Counted NO_COUNT =
            new ClientDataRepository.Counted("", "", LocalDate.EPOCH, 0);

    private final PersonalTables tables;
    private final Audit audit;
    private final Transactions transactions;
    private final ClientDataRepository clients;
    private final FeedRecords feed;

    StoredKinds(
            PersonalTables tables,
            Audit audit,
            Transactions transactions,
            ClientDataRepository clients,
            ActivityStream stream) {
        this.tables = tables;
        this.clients = clients;
        this.audit = audit;
        this.transactions = transactions;
        this.feed = stream.records();
    }

    /** In the order of a copy: who it is, then everything by name. */
    List<StoredKind> of(Owner owner) {
        List<StoredKind> kinds = new ArrayList<>();
        tables.all().stream()
                .sorted((a, b) ->
                        Boolean.compare(b.name().equals("users"), a.name().equals("users")))
                .forEach(table -> kinds.add(new OfTable(table, owner)));
        kinds.add(clients(owner));
        kinds.add(clientCounts(owner));
        kinds.add(events(owner));
        kinds.add(comments(owner));
        kinds.add(reactions(owner));
        kinds.add(about(owner));
        kinds.add(by(owner));
        return kinds;
    }

    private StoredKind clients(Owner owner) {
        return new Simple(
                "clients",
                List.of("clientId", "firstSeen", "lastSeen"),
                (kind, after) -> {
                    List<ClientDataRepository.Seen> some =
                            transactions.inOrganization(
                                    owner.organizationId(),
                                    () ->
                                            clients.seen(
                                                    owner.userId(),
                                                    after == null ? "" : (String) after,
                                                    PAGE));
                    return new StoredKind.Rows(
                            some.stream()
                                    .map(seen ->
                                            row(
                                                    seen.clientId(),
                                                    Objects.toString(seen.firstSeen(), null),
                                                    Objects.toString(seen.lastSeen(), null)))
                                    .toList(),
                            some.size() < PAGE ? null : some.getLast().clientId());
                });
    }

    private StoredKind clientCounts(Owner owner) {
        return new Simple(
                "clientCounts",
                List.of("clientId", "activity", "day", "count"),
                (kind, after) -> {
                    ClientDataRepository.Counted last =
                            after == null ? NO_COUNT : (ClientDataRepository.Counted) after;
                    List<ClientDataRepository.Counted> some =
                            transactions.inOrganization(
                                    owner.organizationId(),
                                    () ->
                                            clients.counted(
                                                    owner.userId(),
                                                    last.clientId(),
                                                    last.activity(),
                                                    last.day(),
                                                    PAGE));
                    return new StoredKind.Rows(
                            some.stream()
                                    .map(one ->
                                            row(
                                                    one.clientId(),
                                                    one.activity(),
                                                    one.day().toString(),
                                                    one.hits()))
                                    .toList(),
                            some.size() < PAGE ? null : some.getLast());
                });
    }

    private StoredKind events(Owner owner) {
        return ofFeed(
                "events",
                List.of(
                        "id",
                        "timestamp",
                        "eventType",
                        "actorId",
                        "actorName",
                        "entityType",
                        "entityId",
                        "entityName",
                        "entityReference",
                        "entityUrl",
                        "message",
                        "metadata"),
                owner,
                feed::events,
                event ->
                        row(
                                event.id().toString(),
                                event.timestamp().toString(),
                                event.eventType(),
                                event.actorId(),
                                event.actorName(),
                                event.entityType(),
                                event.entityId(),
                                event.entityName(),
                                event.entityReference(),
                                event.entityUrl(),
                                event.message(),
                                metadata(event)));
    }

    private static StoredKind.Json metadata(ActivityEvent event) {
        return json(event.metadata());
    }

    private StoredKind comments(Owner owner) {
        return ofFeed(
                "comments",
                List.of("id", "eventId", "parentId", "createdAt", "editedAt", "body", "mentions"),
                owner,
                feed::comments,
                comment ->
                        row(
                                comment.id().toString(),
                                comment.eventId().toString(),
                                Objects.toString(comment.parentId(), null),
                                comment.createdAt().toString(),
                                Objects.toString(comment.editedAt(), null),
                                comment.body(),
                                comment.mentions()));
    }

    private StoredKind reactions(Owner owner) {
        return ofFeed(
                "reactions",
                List.of("eventId", "emoji", "at"),
                owner,
                feed::reactions,
                reaction ->
                        row(
                                reaction.eventId().toString(),
                                reaction.emoji(),
                                reaction.at().toString()));
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    private static StoredKind.Json json(Object value) {
        try {
            return new StoredKind.Json(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a feed's page is asked by. */
    private interface Paging<T> {
        ActorPage<T> page(String feed, String actorId, @Nullable String cursor, int limit);
    }

    private static <T> StoredKind ofFeed(
            String name,
            List<String> columns,
            Owner owner,
            Paging<T> paging,
            Function<T, List<@Nullable Object>> row) {
        return new Simple(
                name,
                columns,
                (kind, after) -> {
                    ActorPage<T> page =
                            paging.page(
                                    owner.organizationId().toString(),
                                    owner.userId().toString(),
                                    (String) after,
                                    ActivityStream.LARGEST_PAGE);
                    return new StoredKind.Rows(
                            page.items().stream().map(row).toList(), page.next());
                });
    }

    private record Simple(
            String name,
            List<String> columns,
            BiFunction<String, @Nullable Object, StoredKind.Rows> pages)
            implements StoredKind {
        @Override
        public Rows page(@Nullable Object after) {
            return pages.apply(name, after);
        }
    }

    /** Rows of a table. */
    private final class OfTable implements StoredKind {
        private final PersonalTable table;
        private final Owner owner;
        private final List<String> types;

        OfTable(PersonalTable table, Owner owner) {
            this.table = table;
            this.owner = owner;
            this.types = table.shown().stream().map(PersonalTable.Column::type).toList();
        }

        @Override
        public String name() {
            return table.kind();
        }

        @Override
        public List<String> columns() {
            return table.shown().stream().map(PersonalTable.Column::shown).toList();
        }

        @Override
        @SuppressWarnings("unchecked")
        public Rows page(@Nullable Object after) {
            PersonalTables.Rows page =
                    transactions.inOrganization(
                            owner.organizationId(),
                            () -> tables.page(table, owner, (List<String>) after, PAGE));
            return new Rows(page.rows().stream().map(this::withJson).toList(), page.next());
        }

        private List<@Nullable Object> withJson(List<@Nullable Object> row) {
            List<@Nullable Object> values = new ArrayList<>(row);
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i) instanceof String text && types.get(i).equals("jsonb")) {
                    values.set(i, new Json(text));
                }
            }
            return values;
        }
    }

    /** What the trail tells of somebody: changes that concern them, and views of their data. */
    private StoredKind about(Owner owner) {
        return ofTrail(
                "trail",
                AuditColumn.withoutPerson(),
                after ->
                        audit.about(owner.organizationId(), owner.userId(), after, Page.MAX_LIMIT));
    }

    /** What somebody changed, and at whose data they looked. */
    private StoredKind by(Owner owner) {
        return ofTrail(
                "actions",
                AuditColumn.withoutActor(),
                after -> audit.by(owner.organizationId(), owner.userId(), after, Page.MAX_LIMIT));
    }

    /** Pages of the trail, after an entry; null for the first. */
    private interface TrailPaging {
        Page<AuditEntry> page(@Nullable UUID after);
    }

    private static StoredKind ofTrail(String name, List<AuditColumn> columns, TrailPaging paging) {
        return new Simple(
                name,
                columns.stream().map(AuditColumn::title).toList(),
                (kind, after) -> {
                    Page<AuditEntry> page =
                            paging.page(after == null ? null : UUID.fromString((String) after));
                    return new StoredKind.Rows(
                            page.items().stream().map(entry -> row(columns, entry)).toList(),
                            page.next());
                });
    }

    private static List<@Nullable Object> row(List<AuditColumn> columns, AuditEntry entry) {
        List<@Nullable Object> row = new ArrayList<>();
        for (AuditColumn column : columns) {
            row.add(column == AuditColumn.DETAILS ? json(entry.details()) : column.text(entry));
        }
        return row;
    }
}

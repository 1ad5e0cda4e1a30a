package dev.astir.app.privacy;

import dev.astir.app.privacy.PersonalTable.Column;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.core.util.SupplierUtil;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tenants' tables that keep something of people, found in the database's catalog: those with a
 * column that says whose a row is. So a feature that begins to keep something cannot be forgotten
 * in a copy or an erasure. Statements are made of the catalog's names; each runs in the caller's
 * transaction of the organization. Thread-safe.
 */
@Singleton
class PersonalTables {

    /** Whose a row is; the first that a table has. */
    private static final List<String> OWNERS = List.of("user_id", "person_id");

    /** Whose it is where nobody may have an account yet. */
    private static final List<String> EMAILS = List.of("email", "recipient");

    /** The trail is copied with names, and stays without them; see {@link Pseudonyms}. */
    private static final Set<String> OTHERWISE = Set.of("audit_entries", "erasures");

    private static final String CATALOG =
            """
            SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                   COALESCE(array_position(i.indkey::smallint[], a.attnum), -1)
            FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND c.relnamespace = 'public'::regnamespace
              AND EXISTS (SELECT FROM pg_attribute o
                          WHERE o.attrelid = c.oid AND o.attname = 'organization_id')
            ORDER BY c.relname, a.attnum
            """;

    private final Transactions transactions;
    private final Supplier<List<PersonalTable>> tables;

    PersonalTables(Transactions transactions) {
        this.transactions = transactions;
        // The tables are as the migrations left them, for as long as the app runs.
        this.tables = SupplierUtil.memoized(() -> transactions.asSystem(this::read));
    }

    /** All of them, by name. Read before the first transaction of an organization, or kept. */
    List<PersonalTable> all() {
        return tables.get();
    }

    private List<PersonalTable> read() {
        Map<String, Map<Integer, Column>> keys = new LinkedHashMap<>();
        Map<String, List<Column>> columns = new LinkedHashMap<>();
        run(
                CATALOG,
                List.of(),
                rows -> {
                    while (rows.next()) {
                        Column column = new Column(rows.getString(2), rows.getString(3));
                        columns.computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
                                .add(column);
                        if (rows.getInt(4) >= 0 && !column.name().equals("organization_id")) {
                            keys.computeIfAbsent(rows.getString(1), name -> new TreeMap<>())
                                    .put(rows.getInt(4), column);
                        }
                    }
                    return true;
                });
        List<PersonalTable> found = new ArrayList<>();
        columns.forEach((name, all) -> {
            Set<String> names =
                    all.stream().map(Column::name).collect(Collectors.toUnmodifiableSet());
            String owner =
                    name.equals("users")
                            ? "id"
                            : OWNERS.stream().filter(names::contains).findFirst().orElse(null);
            String email = EMAILS.stream().filter(names::contains).findFirst().orElse(null);
            if (!OTHERWISE.contains(name) && (owner != null || email != null)) {
                found.add(
                        new PersonalTable(
                                name,
                                owner != null ? owner : Objects.requireNonNull(email),
                                owner == null,
                                List.copyOf(keys.getOrDefault(name, Map.of()).values()),
                                List.copyOf(all)));
            }
        });
        return List.copyOf(found);
    }

    /** Whose data: an id, and the e-mail by which those are known who have none. */
    record Owner(UUID organizationId, UUID userId, String email) {}

    /** Rows as a copy shows them, and where to go on; null at the end. */
    record Rows(List<List<@Nullable Object>> rows, @Nullable List<String> next) {}

    /**
     * Some rows of a person, in the order of the key.
     *
     * @param after {@link Rows#next()} of the page before, or null for the first page
     */
    Rows page(PersonalTable table, Owner owner, @Nullable List<String> after, int limit) {
        List<Column> shown = table.shown();
        List<Column> key = table.key();
        String columns = joined(shown, column -> "t." + column.quoted());
        String places = joined(key, column -> "t." + column.quoted() + "::text");
        String order = joined(key, column -> "t." + column.quoted());
        String later =
                after == null
                        ? ""
                        : " AND (%s) > (%s)"
                                .formatted(order, joined(key, column -> "?::" + column.type()));
        List<Object> values = new ArrayList<>(List.of(owner.organizationId(), whose(table, owner)));
        if (after != null) {
            values.addAll(after);
        }
        values.add(limit + 1);
        return run(
                "SELECT %s, %s FROM \"%s\" t WHERE %s%s ORDER BY %s LIMIT ?"
                        .formatted(columns, places, table.name(), mine(table), later, order),
                values,
                rows -> {
                    List<List<@Nullable Object>> read = new ArrayList<>();
                    List<String> last = null;
                    while (rows.next()) {
                        if (read.size() == limit) {
                            return new Rows(read, last);
                        }
                        List<@Nullable Object> row = new ArrayList<>();
                        for (int i = 1; i <= shown.size(); i++) {
                            row.add(value(rows, i, shown.get(i - 1).type()));
                        }
                        read.add(row);
                        last = new ArrayList<>();
                        for (int i = 1; i <= key.size(); i++) {
                            last.add(rows.getString(shown.size() + i));
                        }
                    }
                    return new Rows(read, null);
                });
    }

    /** How many rows, and since when. */
    record Count(long entries, @Nullable OffsetDateTime oldest) {}

    /** Counts a person's rows. */
    Count count(PersonalTable table, Owner owner) {
        String oldest = table.time().map(time -> "min(t.\"" + time + "\")").orElse("NULL");
        return run(
                "SELECT count(*), CAST(%s AS timestamptz) FROM \"%s\" t WHERE %s"
                        .formatted(oldest, table.name(), mine(table)),
                List.of(owner.organizationId(), whose(table, owner)),
                rows -> {
                    rows.next();
                    return new Count(rows.getLong(1), rows.getObject(2, OffsetDateTime.class));
                });
    }

    /** Deletes a person's rows. */
    void delete(PersonalTable table, Owner owner) {
        try (PreparedStatement statement =
                transactions
                        .connection()
                        .prepareStatement(
                                "DELETE FROM \"%s\" t WHERE %s"
                                        .formatted(table.name(), mine(table)))) {
            statement.setObject(1, owner.organizationId());
            statement.setObject(2, whose(table, owner));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("rows of " + table.name() + " are not deleted", e);
        }
    }

    private static String mine(PersonalTable table) {
        return table.byEmail()
                ? "t.organization_id = ? AND lower(t.\"%s\" COLLATE \"C\") = lower(? COLLATE \"C\")"
                        .formatted(table.owner())
                : "t.organization_id = ? AND t.\"%s\" = ?".formatted(table.owner());
    }

    private static Object whose(PersonalTable table, Owner owner) {
        return table.byEmail() ? owner.email() : owner.userId();
    }

    private static String joined(List<Column> columns, Function<Column, String> form) {
        return String.join(", ", columns.stream().map(form).toList());
    }

    /** As JSON has it; a text for what JSON has no form of. */
    private static @Nullable Object value(ResultSet row, int column, String type)
            throws SQLException {
        return switch (type) {
            case "timestamp with time zone" -> {
                OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
                yield time == null ? null : time.toInstant().toString();
            }
            case "boolean", "integer", "bigint", "smallint" -> row.getObject(column);
            case "text[]" -> {
                Array array = row.getArray(column);
                yield array == null ? null : List.of((Object[]) array.getArray());
            }
            default -> row.getString(column);
        };
    }

    private interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private <T> T run(String sql, List<?> values, Reading<T> reading) {
        try (PreparedStatement statement = transactions.connection().prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                return reading.read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("personal data cannot be read: " + sql, e);
        }
    }
}

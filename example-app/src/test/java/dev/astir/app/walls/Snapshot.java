package dev.astir.app.walls;

import dev.astir.app.tenancy.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the tables hold of both organizations, so that a change is seen wherever it happens. */
final class Snapshot {

    private final Transactions transactions;
    private final List<UUID> organizations;

    Snapshot(World world) {
        transactions = world.app.bean(Transactions.class);
        organizations = List.of(world.admin().organizationId(), world.stranger.organizationId());
    }

    /** A line for each table and organization. */
    String take() {
        List<String> lines = new ArrayList<>();
        for (UUID organization : organizations) {
            transactions.inOrganization(
                    organization,
                    () -> {
                        for (String table :
                                rows(
                                        """
                                        SELECT c.relname FROM pg_class c
                                        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                                          AND c.relnamespace = 'public'::regnamespace
                                          AND has_table_privilege('astir_tenant', c.oid, 'SELECT')
                                          AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
                                                      AND a.attname = 'organization_id')
                                        ORDER BY c.relname
                                        """)) {
                            lines.add(
                                    "%s of %s: %s"
                                            .formatted(
                                                    table,
                                                    organization,
                                                    rows("SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '-') FROM "
                                                                    + table
                                                                    + " t")
                                                            .getFirst()));
                        }
                    });
        }
        return String.join("\n", lines);
    }

    /** The lines that are others now. */
    List<String> difference(String before) {
        List<String> old = before.lines().toList();
        return take().lines().filter(line -> !old.contains(line)).toList();
    }

    private List<String> rows(String sql) {
        List<String> found = new ArrayList<>();
        try (Statement statement = transactions.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return found;
    }
}

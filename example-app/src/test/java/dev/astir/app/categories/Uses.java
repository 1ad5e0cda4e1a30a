package dev.astir.app.categories;

import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people used, as those leave it who compute days: rows of {@code usage_daily}. */
public record Uses(TestApp app, UUID organization) {

    /** A minute of a person yesterday. */
    public void minute(Person person, String appName, String site) {
        minutes(person, appName, site, 1, null);
    }

    /** Minutes of a person yesterday, with the rule over title or address that matched. */
    public void minutes(
            Person person, String appName, String site, int minutes, @Nullable UUID detail) {
        app.bean(Transactions.class)
                .inOrganization(
                        organization,
                        () -> {
                            app.bean(Categories.class)
                                    .label(organization, List.of(new AppSite(appName, site)));
                            execute(
                                    """
                                    INSERT INTO usage_daily (organization_id, person_id, day, kind,
                                                             app, site, rule_id, milliseconds)
                                    VALUES ('%s', '%s', current_date - 1, 'active', '%s', '%s', %s, %d)
                                    """
                                            .formatted(
                                                    organization,
                                                    person.userId(),
                                                    appName,
                                                    site,
                                                    detail == null ? "NULL" : "'" + detail + "'",
                                                    minutes * 60_000));
                        });
    }

    /** What an agent recorded of a person. */
    public void interval(
            Person person, Instant start, String appName, String title, @Nullable String url) {
        app.bean(Transactions.class)
                .inOrganization(
                        organization,
                        () ->
                                execute(
                                        """
                                        INSERT INTO intervals (organization_id, source_id, id,
                                            person_id, started_at, ended_at, device_started_at,
                                            source, kind, app, title, url, received_at)
                                        VALUES ('%s', '%s', gen_random_uuid(), '%s', '%s', '%s', now(),
                                            'agent', 'active', '%s', '%s', %s, now())
                                        """
                                                .formatted(
                                                        organization,
                                                        person.userId(),
                                                        person.userId(),
                                                        start,
                                                        start.plusSeconds(60),
                                                        appName,
                                                        title,
                                                        url == null ? "NULL" : "'" + url + "'")));
    }

    /** All that was used, as reports see it: {@code app site category rating seconds}. */
    public List<String> report() {
        return column(
                """
                WITH scopes AS MATERIALIZED (
                    SELECT person_id, team_id, scope FROM category_scopes
                    WHERE organization_id = :organizationId),
                used AS MATERIALIZED (
                    SELECT s.scope, s.team_id, d.app, d.site, d.rule_id,
                           sum(d.milliseconds) AS milliseconds
                    FROM usage_daily d JOIN scopes s USING (person_id)
                    WHERE d.organization_id = :organizationId AND d.kind = 'active'
                    GROUP BY 1, 2, 3, 4, 5)
                SELECT used.app || ' ' || used.site || ' ' || COALESCE(category.name, '-') || ' '
                       || %s || ' ' || CAST(used.milliseconds AS bigint) / 1000
                FROM used %s ORDER BY 1
                """
                        .formatted(Categories.RATING, Categories.JOINS));
    }

    List<String> column(String sql) {
        String bound = sql.replace(":organizationId", "'" + organization + "'");
        return app.bean(Transactions.class)
                .inOrganization(
                        organization,
                        () ->
                                app.bean(JdbcOperations.class)
                                        .prepareStatement(bound, Uses::firstColumn));
    }

    private static List<String> firstColumn(PreparedStatement statement) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    void execute(String sql) {
        app.bean(Transactions.class)
                .inOrganization(
                        organization,
                        () ->
                                app.bean(JdbcOperations.class)
                                        .prepareStatement(sql, PreparedStatement::execute));
    }

    /** A rule in a request. */
    public static Map<String, String> rule(String field, String match, String pattern) {
        return Map.of("field", field, "match", match, "pattern", pattern);
    }

    /** A category in a request. */
    @SafeVarargs
    public static Map<String, Object> category(
            String name, String rating, Map<String, String>... rules) {
        return Map.of("name", name, "rating", rating, "rules", List.of(rules));
    }
}

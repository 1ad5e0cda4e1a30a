package dev.astir.app.categories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.RepositoryCalls;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Calls of the repositories of categories. */
public final class CategoryCalls extends RepositoryCalls {

    private final UUID design = UUID.randomUUID();
    private final UUID ownTeam = UUID.randomUUID();
    private final UUID rule = UUID.randomUUID();

    public CategoryCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        execute(
                "INSERT INTO teams VALUES ('%s', '%s', 'Own', now())"
                        .formatted(organization, ownTeam));
        execute(
                "INSERT INTO team_managers VALUES ('%s', '%s', '%s')"
                        .formatted(organization, ownTeam, ada));
        run("ListRepository.begin", organization);
        none("ListRepository.begin", organization);
        none("ListRepository.hold", nobody);
        run("ListRepository.hold", organization);
        run("ListRepository.tryToHold", organization);
        list();
        labels();
        searches();
        usage();
        run("CategoryRepository.delete", organization, design);
        none("CategoryRepository.all", organization);
        execute("DELETE FROM teams WHERE id = '%s'".formatted(ownTeam));
    }

    private void execute(String sql) {
        bean(JdbcOperations.class).prepareStatement(sql, PreparedStatement::execute);
    }

    private void list() {
        Object[] values = {Rating.NEUTRAL, Colour.GREY, Icon.WINDOW};
        run(
                "CategoryRepository.create",
                organization,
                design,
                null,
                null,
                "Design",
                values[0],
                values[1],
                values[2],
                now);
        none(
                "CategoryRepository.create",
                organization,
                nobody,
                null,
                null,
                "DESIGN",
                values[0],
                values[1],
                values[2],
                now);
        run(
                "CategoryRepository.change",
                organization,
                design,
                null,
                "Drawing",
                Rating.PRODUCTIVE,
                Colour.BLUE,
                Icon.DESIGN);
        run("CategoryRepository.renameOverriding", organization, design, "Drawing");
        run("CategoryRepository.order", organization, new UUID[] {design});
        assertThat(run("CategoryRepository.all", organization))
                .hasToString(
                        "[Row[id=%s, teamId=null, overrides=null, name=Drawing, rating=PRODUCTIVE,"
                                        .formatted(design)
                                + " colour=BLUE, icon=DESIGN]]");
        none("CategoryRepository.managedBy", organization, bob);
        assertThat(run("CategoryRepository.managedBy", organization, ada))
                .isEqualTo(List.of(ownTeam));
        none("CategoryRepository.isTeam", organization, nobody);
        run("CategoryRepository.isTeam", organization, ownTeam);
        run(
                "RuleRepository.put",
                organization,
                new UUID[] {rule, UUID.randomUUID()},
                new UUID[] {design, design},
                List.of("title", "app"),
                List.of("prefix", "equals"),
                List.of("Drawing", "Figma"));
        run("RuleRepository.rank", organization);
        none("RuleRepository.rank", organization);
        assertThat((List<?>) run("RuleRepository.all", organization)).hasSize(2);
        run("RuleRepository.keep", organization, design, new UUID[] {rule});
        assertThat(run("RuleRepository.all", organization))
                .hasToString(
                        "[Row[id=%s, categoryId=%s, teamId=null, field=TITLE, match=PREFIX,"
                                        .formatted(rule, design)
                                + " pattern=Drawing]]");
    }

    private void labels() {
        List<String> apps = List.of("Figma");
        List<String> sites = List.of("");
        run("LabelRepository.missing", organization, organization, apps, sites);
        run(
                "LabelRepository.put",
                organization,
                new UUID[] {organization},
                apps,
                sites,
                List.of(design.toString()),
                List.of(""),
                1L);
        none("LabelRepository.missing", organization, organization, apps, sites);
        none("LabelRepository.stale", organization, 1L, 10);
        run("ListRepository.advance", organization);
        assertThat(run("ListRepository.version", organization)).isEqualTo(2L);
        run("LabelRepository.stale", organization, 2L, 10);
        run("LabelRepository.begin", organization, ownTeam);
        run("LabelRepository.drop", organization);
        none("LabelRepository.drop", organization);
    }

    private void searches() {
        long marksBefore =
                bean(JdbcOperations.class)
                        .prepareStatement(
                                "SELECT COALESCE(max(id), 0) FROM day_marks",
                                statement -> {
                                    try (ResultSet rows = statement.executeQuery()) {
                                        rows.next();
                                        return rows.getLong(1);
                                    }
                                });
        run(
                "ListRepository.search",
                organization,
                List.of(""),
                List.of("title"),
                List.of("prefix"),
                List.of("Drawing"));
        run("ListRepository.beginSearch", organization);
        run("ListRepository.goOn", organization, bob, now, 1L);
        assertThat(run("ListRepository.progress", organization))
                .hasToString("Optional[Steps[done=1, total=4, running=true]]");
        run("ListRepository.searches", organization);
        run("SearchRepository.next", organization, null);
        run("SearchRepository.next", organization, new UUID(0, 0));
        run("SearchRepository.find", organization, bob);
        none("SearchRepository.first", organization, ada, null);
        execute(
                """
                INSERT INTO intervals (organization_id, source_id, id, person_id, started_at, ended_at,
                    device_started_at, source, kind, title, received_at)
                VALUES ('%s', '%s', '%s', '%s', '%s', '%s', now(), 'agent', 'idle', 'Drawing', now())
                """
                        .formatted(organization, design, design, ada, now, later));
        assertThat(run("SearchRepository.first", organization, ada, null)).isEqualTo(now);
        none("SearchRepository.first", organization, ada, later.toString());
        run("SearchRepository.texts", organization, ada, now, later);
        none("SearchRepository.texts", organization, bob, now, later);
        execute("DELETE FROM intervals WHERE source_id = '%s'".formatted(design));
        run(
                "SearchRepository.mark",
                organization,
                bob,
                List.of(now.toString()),
                List.of(later.toString()));
        run("SearchRepository.markAll", organization, bob);
        run("SearchRepository.markOrphans", organization, new UUID[] {bob});
        // Others count on the marks that they made.
        execute(
                "DELETE FROM day_marks WHERE person_id = '%s' AND id > %d"
                        .formatted(bob, marksBefore));
    }

    private void usage() {
        run("UsageRepository.people", organization, null, null);
        run("UsageRepository.people", organization, new UUID[] {bob}, null);
        none("UsageRepository.people", organization, new UUID[] {bob}, nobody);
        none("UsageRepository.byDay", organization, new UUID[] {bob}, now, later);
        execute(
                """
                INSERT INTO usage_daily (organization_id, person_id, day, kind, app, site, milliseconds)
                VALUES ('%s', '%s', '%s'::date, 'active', 'Figma', '', 1000)
                """
                        .formatted(organization, bob, now));
        run("UsageRepository.byDay", organization, new UUID[] {bob}, now, later);
        execute("DELETE FROM usage_daily WHERE person_id = '%s'".formatted(bob));
        execute("UPDATE intervals SET kind = 'active' WHERE person_id = '%s'".formatted(bob));
        run(
                "UsageRepository.byText",
                organization,
                new UUID[] {bob},
                now.minus(Duration.ofDays(1)),
                later,
                10);
    }

    /** Organizations are asked for before one is chosen. */
    public void makeAsSystem() {
        run("ListRepository.unfinished");
    }

    /** What was begun is ended. */
    public void finish() {
        run("ListRepository.endSearch", organization);
    }
}

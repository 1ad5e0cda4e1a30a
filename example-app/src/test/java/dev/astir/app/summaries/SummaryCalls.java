package dev.astir.app.summaries;

import dev.astir.app.RepositoryCalls;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Calls of the repositories of summaries. */
public final class SummaryCalls extends RepositoryCalls {

    private static final UUID FIRST = new UUID(0, 0);

    public SummaryCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        LocalDate day = LocalDate.of(2026, 6, 1);
        execute(
                "INSERT INTO day_marks (organization_id, person_id, day) VALUES ('%s', '%s', '%s')"
                        .formatted(organization, bob, day));
        none("MarkRepository.teamOf", nobody);
        UUID own = UUID.randomUUID();
        execute(
                "INSERT INTO teams (organization_id, id, name, created_at) VALUES ('%s', '%s', 'T', now())"
                        .formatted(organization, own));
        execute("UPDATE users SET team_id = '%s' WHERE id = '%s'".formatted(own, bob));
        run("MarkRepository.teamOf", bob);
        execute("UPDATE users SET team_id = NULL WHERE id = '%s'".formatted(bob));
        execute("DELETE FROM teams WHERE id = '%s'".formatted(own));
        List<String> one = List.of("vim");
        run("PieceRepository.categories", organization, bob, one, List.of(""), List.of(""));
        none("PieceRepository.categories", organization, nobody, one, List.of(""), List.of(""));
        run("MarkRepository.organizations");
        run("MarkRepository.newest");
        run("MarkRepository.some", organization, UUID.randomUUID(), Long.MAX_VALUE, 10);
        none("MarkRepository.some", organization, UUID.randomUUID(), 0L, 10);
        UUID nobodyYet = new UUID(0, 0);
        UUID[] onlyBob = {bob};
        run("MarkRepository.of", organization, onlyBob, day, day, day, nobodyYet, 10);
        none("MarkRepository.of", organization, onlyBob, day, day, day, bob, 10);
        none("MarkRepository.of", organization, new UUID[] {nobody}, day, day, day, nobodyYet, 10);
        run("MarkRepository.hold", bob, day);
        run("MarkRepository.tryHold", bob, day);
        run("MarkRepository.take", organization, bob, day);
        none("MarkRepository.take", organization, bob, day);
        none("MarkRepository.isMarked", organization, bob, day);
        run("MarkRepository.mark", organization, bob, day);
        run("MarkRepository.isMarked", organization, bob, day);
        run("MarkRepository.waiting");
        run("MarkRepository.take", organization, bob, day);
        run("MarkRepository.allOrganizations");
        execute(
                "INSERT INTO day_totals (organization_id, person_id, day, starts_at, active_ms,"
                        + " private_ms, stated_ms, idle_ms, undecided_ms, discarded_ms, work_ms,"
                        + " sessions, hours, computed_at) SELECT '%s', '%s', current_date - n, now(),"
                                .formatted(organization, bob)
                        + " 1, 0, 0, 0, 0, 0, 1, 0, '{}', now() FROM generate_series(0, 1) n");
        run("MarkRepository.toVerify", organization, day, 10);
        none("MarkRepository.toVerify", organization, LocalDate.of(2999, 1, 1), 10);
        execute("UPDATE day_totals SET ends_at = computed_at + interval '1 minute'");
        LocalDate first = LocalDate.of(1970, 1, 1);
        run("MarkRepository.finished", organization, day, later, FIRST, first, 10);
        none("MarkRepository.finished", organization, day, now, FIRST, first, 10);
        run("MarkRepository.confirm", organization, bob, day, later);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate from = today.minusDays(5);
        none("MarkRepository.isFinal", organization, bob, from);
        run(
                "MarkRepository.end",
                organization,
                bob,
                from,
                today.plusDays(5),
                now.plusSeconds(86_400));
        execute("UPDATE day_totals SET day = '2026-06-01' WHERE day = current_date");
        run("MarkRepository.isFinal", organization, bob, day);
        execute("DELETE FROM day_totals");
    }

    private void execute(String sql) {
        bean(JdbcOperations.class).prepareStatement(sql, PreparedStatement::execute);
    }
}

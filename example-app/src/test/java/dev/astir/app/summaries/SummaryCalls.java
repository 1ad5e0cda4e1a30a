package dev.astir.app.summaries;

import dev.astir.app.RepositoryCalls;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.LocalDate;
import java.util.UUID;

/** Calls of the repositories of summaries. */
public final class SummaryCalls extends RepositoryCalls {

    public SummaryCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        LocalDate day = LocalDate.of(2026, 6, 1);
        bean(JdbcOperations.class)
                .prepareStatement(
                        "INSERT INTO day_marks (organization_id, person_id, day) VALUES ('%s', '%s', '%s')"
                                .formatted(organization, bob, day),
                        PreparedStatement::execute);
        none("MarkRepository.teamOf", nobody);
        run("MarkRepository.teamOf", bob);
        run("MarkRepository.organizations");
        run("MarkRepository.some", organization, 10);
        run("MarkRepository.of", organization, new UUID[] {bob}, day, day, 10);
        none("MarkRepository.of", organization, new UUID[] {nobody}, day, day, 10);
        run("MarkRepository.hold", bob, day);
        run("MarkRepository.tryHold", bob, day);
        run("MarkRepository.take", organization, bob, day);
        none("MarkRepository.take", organization, bob, day);
    }
}

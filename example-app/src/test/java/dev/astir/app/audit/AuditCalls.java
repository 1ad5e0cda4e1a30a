package dev.astir.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.RepositoryCalls;
import java.time.Instant;

/** Calls of the repositories of the audit of the trail. */
public final class AuditCalls extends RepositoryCalls {

    public AuditCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        Instant end = now.plusSeconds(1);
        Instant start = now.minusSeconds(1);
        run("AuditRepository.page", organization, start, end, "team", "change", null, 10);
        none("AuditRepository.page", organization, start, end, "tea", null, null, 10);
        none("AuditRepository.page", organization, start, now, null, null, null, 10);
        AuditEntry newest =
                (AuditEntry)
                        one(
                                run(
                                        "AuditRepository.pageAbout",
                                        organization,
                                        bob,
                                        ada,
                                        start,
                                        end,
                                        null,
                                        null,
                                        null,
                                        10));
        assertThat(newest.personName()).isEqualTo("Bob");
        assertThat(newest.actorName()).isEqualTo("Ada");
        none("AuditRepository.pageAbout", organization, bob, bob, start, end, null, null, null, 10);
        run("AuditRepository.pageBy", organization, ada, start, end, null, "view", null, 10);
        none("AuditRepository.pageBy", organization, bob, start, end, null, "view", null, 10);
    }
}

package dev.astir.app.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.RepositoryCalls;
import java.time.Duration;
import java.util.UUID;

/** Calls of the repositories of integrations. */
public final class IntegrationCalls extends RepositoryCalls {

    private static final byte[] SEALED = {1};
    private static final byte[] HASH = {2};

    private final UUID id = UUID.randomUUID();
    private final String publicId = "in_" + id;

    public IntegrationCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        none("IntegrationRepository.count");
        none("OverviewRepository.list", (Object) null);
        run(
                "IntegrationRepository.save",
                new Integration(
                        id,
                        organization,
                        publicId,
                        "Shop",
                        "github",
                        null,
                        SEALED,
                        null,
                        null,
                        Integration.ACTIVE,
                        now,
                        now));
        run("IntegrationRepository.count");
        run("IntegrationRepository.find", id);
        none("IntegrationRepository.find", nobody);
        run("IntegrationRepository.hold", id);
        none("IntegrationRepository.hold", nobody);
        run("IntegrationRepository.change", id, "Other", null, Integration.PAUSED, now);
        none("IntegrationRepository.change", nobody, "Other", null, Integration.PAUSED, now);
        run("IntegrationRepository.rotate", id, HASH, later, now);
        none("IntegrationRepository.rotate", nobody, HASH, later, now);
        run("WatchRepository.integration", id);
        none("WatchRepository.integration", nobody);
        answer();
        none("ReceivedRepository.find", id, HASH);
        run("ReceivedRepository.remember", organization, id, HASH, nobody, later);
        run("ReceivedRepository.find", id, HASH);
    }

    private void answer() {
        none("AnswerRepository.newest", id, 1);
        for (UUID answer : new UUID[] {ada, bob}) {
            run(
                    "AnswerRepository.add",
                    organization,
                    id,
                    answer,
                    answer.equals(ada) ? now : later,
                    400,
                    true,
                    null,
                    "t",
                    "refused",
                    null,
                    "why");
        }
        none("AnswerRepository.trim", id, true, 2);
        none("AnswerRepository.trim", id, false, 0);
        run("AnswerRepository.trim", id, true, 1);
        assertThat(run("AnswerRepository.newest", id, 2))
                .asList()
                .singleElement()
                .asString()
                .startsWith("Row[id=" + bob);
        assertThat(one(run("OverviewRepository.list", id)))
                .asString()
                .contains("name=Other, kind=github, mapping=null, status=paused")
                .endsWith("answerStatus=400]");
    }

    /** What tenants may not. */
    public void makeAsSystem() {
        assertThat(one(run("IntegrationRepository.findByPublicId", publicId)))
                .hasToString(
                        "Integration[id=%s, organizationId=%s, kind=github]"
                                .formatted(id, organization));
        none("IntegrationRepository.findByPublicId", "in_none");
        none("ReceivedRepository.deleteExpired", now.minus(Duration.ofDays(300)), 10);
        run("ReceivedRepository.deleteExpired", later.plusSeconds(1), 1_000);
    }

    public void finish() {
        run("IntegrationRepository.deleteById", id);
        none("IntegrationRepository.deleteById", id);
    }
}

package dev.astir.app.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.RepositoryCalls;
import java.util.List;
import java.util.UUID;

/** Calls of the repositories of policies. */
public final class PolicyCalls extends RepositoryCalls {

    public PolicyCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        none("PolicyRepository.newest", organization);
        List<String> never = List.of("wallet", "comma, \"quote\"");
        run(
                "PolicyRepository.add",
                organization,
                1,
                "text",
                true,
                false,
                never,
                300,
                "more",
                365,
                true,
                AlertReach.TEAMS,
                AlertReach.ALL,
                ada,
                now);
        assertThat(run("PolicyRepository.newest", organization))
                .hasToString(
                        "Optional[PolicyVersion[version=1, text=text, captureTitles=true,"
                                + " introspection=false, neverCapture=[wallet, comma, \"quote\"],"
                                + " idleAfterSeconds=300, additionalText=more, retentionDays=365,"
                                + " insightsForManagers=true, idleAlerts=TEAMS, overtimeAlerts=ALL,"
                                + " createdBy="
                                + ada
                                + ", createdAt="
                                + now
                                + "]]");
        none("PolicyRepository.teamsWithIdleAlerts", organization);
        none("PolicyRepository.teamsWithOvertimeAlerts", organization);
        none("PolicyRepository.before", organization, 1, 10);
        run("PolicyRepository.before", organization, 2, 10);
        none("PolicyRepository.sinceAcknowledged", organization, ada);
        run("PolicyRepository.settingsFrom", organization, Integer.MAX_VALUE);
        Object people = new UUID[] {ada};
        run("AgreementRepository.ofAll", organization, people);
        none("AgreementRepository.ofAll", organization, new UUID[] {nobody});
        none("AgreementRepository.of", organization, nobody);
        run("AgreementRepository.of", organization, ada);
        run("AgreementRepository.acknowledge", organization, ada, 1, now);
        none("AgreementRepository.acknowledge", organization, ada, 1, now);
        run("PolicyRepository.sinceAcknowledged", organization, ada);
        assertThat(run("AgreementRepository.page", organization, null, 10))
                .asString()
                .contains("name=Ada, version=1");
        run("AgreementRepository.page", organization, ada, 10);
    }
}

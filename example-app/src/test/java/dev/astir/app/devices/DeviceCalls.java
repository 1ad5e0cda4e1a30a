package dev.astir.app.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.RepositoryCalls;
import java.util.UUID;

/** Calls of the repositories of devices. */
public final class DeviceCalls extends RepositoryCalls {

    private final UUID[] organizations = {organization, nobody};
    private final UUID[] agents = {agent, nobody};

    public DeviceCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        byte[] token = {2};
        UUID tokenId = UUID.randomUUID();
        run(
                "EnrolmentTokenRepository.insert",
                organization,
                tokenId,
                ada,
                ada,
                token,
                now,
                later,
                1);
        none("ExpiredEnrolmentTokens.deleteExpired", now, 10);
        run("EnrolmentTokenRepository.bearer", token, now);
        run("EnrolmentTokenRepository.use", organization, token, now);
        none("EnrolmentTokenRepository.use", organization, token, now);
        run("EnrolmentTokenRepository.page", organization, null, null, 10);
        run("EnrolmentTokenRepository.page", organization, ada, new UUID(0, 0), 10);
        none("EnrolmentTokenRepository.page", organization, ada, tokenId, 10);
        none("EnrolmentTokenRepository.page", organization, bob, null, 10);
        none("EnrolmentTokenRepository.revoke", organization, tokenId, bob, now);
        assertThat(run("EnrolmentTokenRepository.revoke", organization, tokenId, ada, now))
                .isEqualTo(ada);
        none("EnrolmentTokenRepository.revoke", organization, tokenId, null, now);
        run("EnrolmentTokenRepository.find", organization, tokenId, null);
        none("EnrolmentTokenRepository.find", organization, tokenId, bob);
        none("EnrolmentTokenRepository.revoke", organization, nobody, null, now);
        none("EnrolmentTokenRepository.bearer", token, now);
        run("ExpiredEnrolmentTokens.deleteExpired", later.plusSeconds(1), 10);

        byte[] key = {3};
        UUID lowest = new UUID(0, 0);
        run("AgentRepository.insert", organization, agent, ada, "desk", "Linux", key, 1, now);
        run("AgentRepository.byKey", key);
        run("AgentRepository.page", organization, null, null, 10);
        UUID[] adas = {ada};
        run("AgentRepository.page", organization, adas, lowest, 10);
        none("AgentRepository.page", organization, new UUID[] {bob}, null, 10);
        none("AgentRepository.page", organization, adas, agent, 10);
        run("AgentRepository.greeted", organization, agent, "1.0", "Linux", 7L, now);
        run("AgentRepository.seen", organization, agent, now);
        run("AgentRepository.hostname", organization, agent);
        none("AgentRepository.hostname", organization, nobody);
        run("AgentRepository.active", organizations, agents);
    }

    /** Once the agent's presence is over. */
    public void finish() {
        none("AgentRepository.setStatus", organization, agent, bob, AgentStatus.BLOCKED);
        run("AgentRepository.setStatus", organization, agent, ada, AgentStatus.BLOCKED);
        none("AgentRepository.seen", organization, agent, now);
        none("AgentRepository.active", organizations, agents);
        none("AgentRepository.setStatus", organization, nobody, null, AgentStatus.BLOCKED);
        run("AgentRepository.removeAllOf", organization, ada);
        none("AgentRepository.removeAllOf", organization, ada);
    }
}

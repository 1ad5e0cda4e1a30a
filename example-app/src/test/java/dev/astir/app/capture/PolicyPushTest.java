package dev.astir.app.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.protocol.ServerMessage.PolicyMessage;
import dev.astir.protocol.ServerMessage.Welcome;
import dev.astir.protocol.client.AgentConnection;
import dev.astir.protocol.client.AgentListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A changed policy reaches the agents that are connected, by the agent's own client. */
class PolicyPushTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
    private final TestAgent.Enrolled device = TestAgent.enrol(app(), bob);

    /** What the connection tells, in its order. */
    private static final class Heard implements AgentListener {
        private final BlockingQueue<PolicyMessage> policies = new LinkedBlockingQueue<>();

        @Override
        public void welcomed(Welcome welcome) {
            policies.add(new PolicyMessage(welcome.policy(), welcome.acknowledged()));
        }

        @Override
        public void policyChanged(PolicyMessage message) {
            policies.add(message);
        }

        PolicyMessage next() throws InterruptedException {
            PolicyMessage message = policies.poll(60, TimeUnit.SECONDS);
            assertThat(message).as("a policy within 60 s").isNotNull();
            return message;
        }
    }

    @Test
    void aConnectedAgentHearsEveryChangeAndTheAgreementAtOnce() throws Exception {
        Heard heard = new Heard();
        try (AgentConnection connection =
                AgentConnection.builder(app().uri(), device.agentId(), device.agentKey())
                        .listener(heard)
                        .build()) {
            connection.start();
            assertThat(heard.next().acknowledged()).isTrue();

            admin.api().patch("/api/organization", Map.of("captureTitles", true)).expect(200);
            PolicyMessage broader = heard.next();
            assertThat(broader.policy().version()).isEqualTo(2);
            assertThat(broader.policy().captureTitles()).isTrue();
            assertThat(broader.acknowledged()).isFalse();

            bob.api().post("/api/policy/acknowledge", Map.of("version", 2)).expect(200);
            assertThat(heard.next()).isEqualTo(new PolicyMessage(broader.policy(), true));

            admin.api().put("/api/policy", Map.of("neverCapture", List.of("Signal"))).expect(200);
            PolicyMessage narrower = heard.next();
            assertThat(narrower.policy().neverCapture()).containsExactly("Signal");
            assertThat(narrower.acknowledged()).isTrue();

            // What changes nothing for the agent is not told.
            admin.api().patch("/api/organization", Map.of("name", "Another")).expect(200);
            admin.api().put("/api/policy", Map.of("neverCapture", List.of())).expect(200);
            PolicyMessage last = heard.next();
            assertThat(last.policy().version()).isEqualTo(4);
            assertThat(last.acknowledged()).isFalse();
            assertThat(heard.policies).isEmpty();
        }
    }

    @Test
    void othersOrganizationsHearNothing() {
        Person other = app().registerOrganization();
        try (TestAgent agent = TestAgent.connect(app(), device)) {
            agent.next("welcome");
            other.api().patch("/api/organization", Map.of("captureTitles", true)).expect(200);
            admin.api().patch("/api/organization", Map.of("introspection", true)).expect(200);
            assertThat(agent.next("policy").at("/policy/captureTitles").asBoolean()).isFalse();
        }
    }
}

package dev.astir.app.dashboard;

import dev.astir.protocol.AgentMessage.Activity;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.Enrolment.EnrolRequest;
import dev.astir.protocol.Enrolment.Enrolled;
import dev.astir.protocol.client.AgentConnection;
import dev.astir.protocol.client.EnrolmentClient;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody's computer: an agent that speaks the real protocol and does as the test says. */
final class Desk implements AutoCloseable {

    private final AgentConnection connection;

    private Desk(AgentConnection connection) {
        this.connection = connection;
    }

    /** Enrols with this token, after consenting to the policy as it is, and connects. */
    static Desk enrol(URI app, String token) {
        EnrolmentClient client = EnrolmentClient.of(app);
        int policy = client.policy(token).version();
        Enrolled agent = client.enrol(new EnrolRequest(token, "desk", "Linux", policy));
        AgentConnection connection =
                AgentConnection.builder(app, agent.agentId(), agent.agentKey())
                        .random(() -> 0) // it comes back as soon as agents do
                        .build();
        connection.start();
        return new Desk(connection);
    }

    void uses(String application) {
        uses(application, null);
    }

    void uses(String application, @Nullable String title) {
        connection.publish(
                new State(Instant.now(), Activity.ACTIVE, application, null, title, null));
    }

    void browses(String browser, String site) {
        connection.publish(new State(Instant.now(), Activity.ACTIVE, browser, site, null, null));
    }

    void pauses() {
        connection.publish(new State(Instant.now(), Activity.PAUSED, null, null, null, null));
    }

    void isLeft() {
        connection.publish(new State(Instant.now(), Activity.IDLE, null, null, null, null));
    }

    @Override
    public void close() {
        connection.close();
    }
}

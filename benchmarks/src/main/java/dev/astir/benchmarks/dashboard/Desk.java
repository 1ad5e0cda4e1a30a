package dev.astir.benchmarks.dashboard;

import dev.astir.protocol.AgentMessage.Activity;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.Enrolment.Enrolled;
import dev.astir.protocol.client.AgentConnection;
import java.net.URI;
import java.time.Instant;

/** Somebody's computer, whose agent speaks the real protocol. Confined to one thread. */
final class Desk implements AutoCloseable {
    private static final String[] APPLICATIONS = {
        "IntelliJ IDEA", "Firefox", "Slack", "Terminal", "Figma", "Thunderbird", "LibreOffice",
    };

    private final AgentConnection connection;
    private int switches;

    Desk(URI app, Enrolled agent) {
        connection = AgentConnection.builder(app, agent.agentId(), agent.agentKey()).build();
        connection.start();
        switchApplication();
    }

    /** Another application comes to the front. */
    void switchApplication() {
        switches++;
        connection.publish(
                new State(Instant.now(), Activity.ACTIVE, application(), null, null, null));
    }

    /** What is in front. */
    String application() {
        return APPLICATIONS[switches % APPLICATIONS.length];
    }

    @Override
    public void close() {
        connection.close();
    }
}

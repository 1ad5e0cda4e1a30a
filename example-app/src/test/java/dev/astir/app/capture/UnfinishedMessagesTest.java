package dev.astir.app.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.devices.AgentStatus;
import dev.astir.app.devices.Device;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UnfinishedMessagesTest {

    private static final String HELLO =
            """
            {"type":"hello","agentId":"%s","version":"1","os":"Linux","deviceTime":"2026-03-02T08:00:00Z"}
            """
                    .formatted(new UUID(0, 1));

    private final UnfinishedMessages messages = new UnfinishedMessages(1_000);
    private final List<String> closed = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();

    private AgentLine line(String name) {
        return line(name, UUID.randomUUID());
    }

    private AgentLine line(String name, UUID person) {
        return new AgentLine(
                new Device(UUID.randomUUID(), UUID.randomUUID(), person, AgentStatus.ACTIVE, 0),
                null,
                null,
                null,
                new AgentLine.Peer() {
                    @Override
                    public void send(byte[] message) {}

                    @Override
                    public void ping() {}

                    @Override
                    public void close(int code, String reason) {
                        closed.add(name + " " + code);
                    }
                },
                tasks::add,
                (delay, task) -> {},
                Clock.systemUTC(),
                new LineSilence(new LineTime()),
                messages);
    }

    @Test
    void theOldestOfWhoeverHasTheMostEnds() {
        line("slow").begun(300);
        UUID greedy = UUID.randomUUID();
        AgentLine first = line("greedy's first", greedy);
        first.begun(250);
        line("greedy's second", greedy).begun(200);
        first.begun(270);
        assertThat(closed).isEmpty();

        line("greedy's third", greedy).begun(300);

        assertThat(closed).containsExactly("greedy's first 1013");
        assertThat(messages.total()).isEqualTo(800);
    }

    @Test
    void whatCameWholeCountsUntilItIsHandled() {
        AgentLine line = line("agent");
        line.begun(HELLO.length());
        line.received(HELLO.getBytes(StandardCharsets.UTF_8));
        assertThat(messages.total()).isEqualTo(HELLO.length());

        tasks.removeFirst().run(); // of another device, so it is refused

        assertThat(closed).containsExactly("agent 4010");
        assertThat(messages.total()).isZero();
    }

    @Test
    void whatIsGivenUpOrClosedCountsNoMore() {
        AgentLine line = line("agent");
        line.begun(600);
        line.begun(0);
        assertThat(messages.total()).isZero();

        line.begun(700);
        line.ended();
        line.begun(700);

        assertThat(messages.total()).isZero();
        assertThat(closed).isEmpty();
    }
}

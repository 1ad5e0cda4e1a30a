package dev.astir.app.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent.Enrolled;
import dev.astir.app.devices.AgentStatus;
import dev.astir.app.devices.Device;
import dev.astir.app.identity.Role;
import dev.astir.app.presence.PresenceService;
import io.micronaut.websocket.exceptions.WebSocketSessionException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A line whose tasks run when the test says so. */
class AgentLineTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final Person person = app().addUser(admin, Role.EMPLOYEE, "Ada");
    private final Enrolled enrolled = TestAgent.enrol(app(), person);
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final AtomicLong nanos = new AtomicLong();
    private volatile boolean isGone;
    private final AtomicInteger pings = new AtomicInteger();
    private final List<Integer> closed = new CopyOnWriteArrayList<>();
    private final AgentLine line =
            new AgentLine(
                    new Device(
                            enrolled.agentId(),
                            person.organizationId(),
                            person.userId(),
                            AgentStatus.ACTIVE,
                            0),
                    app().bean(AgentDesk.class),
                    app().bean(AgentDesk.class).prompts(),
                    app().bean(PresenceService.class),
                    new AgentLine.Peer() {
                        @Override
                        public void send(byte[] message) {}

                        @Override
                        public void ping() {
                            pings.incrementAndGet();
                            if (isGone) {
                                throw new WebSocketSessionException("Session is not open");
                            }
                        }

                        @Override
                        public void close(int code, String reason) {
                            closed.add(code);
                            line().ended(); // as a socket tells that it is closed, whoever did it
                        }
                    },
                    tasks::add,
                    (delay, task) -> {},
                    Clock.systemUTC(),
                    new LineSilence(new LineTime(nanos::get)),
                    new UnfinishedMessages(Long.MAX_VALUE));

    private AgentLine line() {
        return line;
    }

    @Test
    void whoIsSilentIsAskedAndWhoDoesNotAnswerIsClosed() {
        for (int i = 0; i < 10; i++) {
            secondsPass(24);
            assertThat(pings).hasValue(i + 1);
            line.heard();
        }
        secondsPass(23);
        assertThat(pings).as("nobody is asked who was just heard").hasValue(10);
        secondsPass(25);
        assertThat(pings).hasValue(12);
        assertThat(closed).isEmpty();
        secondsPass(3);
        assertThat(closed).containsExactly(AgentLine.GOING_AWAY);
    }

    @Test
    void aSocketThatEndsJustNowKeepsNobodyFromBeingAsked() {
        AgentLines lines = app().bean(AgentLines.class);
        lines.add(line);
        isGone = true;
        nanos.addAndGet(LineSilence.PING.toNanos());
        lines.tick();
        assertThat(pings).hasValue(1);

        nanos.addAndGet(LineSilence.PING.toNanos());
        await().until(() -> pings.get() == 2);
        lines.remove(line);
    }

    private void secondsPass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            nanos.addAndGet(1_000_000_000L);
            line.listen();
        }
    }

    @Test
    void whoIsBlockedLeavesAlthoughTheSocketEndsBeforeTheTaskRuns() {
        receive(
                Map.of(
                        "type", "hello",
                        "agentId", enrolled.agentId().toString(),
                        "version", "1",
                        "os", "Linux",
                        "deviceTime", Instant.now().toString()));
        receive(Map.of("type", "state", "at", Instant.now().toString(), "state", "active"));
        runTasks();
        assertThat(state()).isEqualTo("active");

        line.block();
        runTasks();

        assertThat(closed).containsExactly(AgentLine.BLOCKED);
        assertThat(state()).isEqualTo("offline");
    }

    @Test
    void whoIsBlockedDuringTheHandshakeIsOutAtOnce() {
        // The line's device was let in before this, and so is believed to be active.
        admin.api().post("/api/agents/" + enrolled.agentId() + "/block").expect(200);

        app().bean(AgentLines.class).add(line);

        await().until(() -> closed.equals(List.of(AgentLine.BLOCKED)));
    }

    @Test
    void unfinishedMessagesAreBoundedInBytes() {
        String padding = " ".repeat(Frames.LARGEST_MESSAGE / 2);
        line.received((hello() + padding).getBytes(StandardCharsets.UTF_8));
        line.begun(Frames.LARGEST_MESSAGE / 2);
        assertThat(closed).isEmpty();

        String rest = padding.substring(hello().length());
        line.received((hello() + padding + rest).getBytes(StandardCharsets.UTF_8));

        assertThat(closed).containsExactly(AgentLine.TOO_EAGER);
    }

    @Test
    void aBegunMessageCountsWithThoseThatWait() {
        String padding = " ".repeat(Frames.LARGEST_MESSAGE / 2);
        line.received((hello() + padding).getBytes(StandardCharsets.UTF_8));

        line.begun(Frames.LARGEST_MESSAGE);

        assertThat(closed).containsExactly(AgentLine.TOO_EAGER);
    }

    private String hello() {
        return json(
                Map.of(
                        "type", "hello",
                        "agentId", enrolled.agentId().toString(),
                        "version", "1",
                        "os", "Linux",
                        "deviceTime", Instant.now().toString()));
    }

    private void receive(Map<String, String> message) {
        line.received(json(message).getBytes(StandardCharsets.UTF_8));
    }

    private static String json(Map<String, String> message) {
        try {
            return new ObjectMapper().writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void runTasks() {
        for (Runnable task; (task = tasks.poll()) != null; ) {
            task.run();
        }
    }

    private String state() {
        String id = person.userId().toString();
        for (var item : admin.api().get("/api/presence").expect(200).json().get("items")) {
            if (item.get("userId").asText().equals(id)) {
                return item.get("state").asText();
            }
        }
        throw new AssertionError("nobody");
    }
}

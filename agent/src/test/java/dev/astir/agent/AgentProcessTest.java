package dev.astir.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.astir.agent.journal.Journal;
import dev.astir.agent.probe.x11.Desktop;
import dev.astir.agent.upload.LocalServer;
import dev.astir.protocol.AgentMessage.Activity;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.Enrolment.Enrolled;
import dev.astir.protocol.Enrolment.PolicyOffer;
import dev.astir.protocol.MessageCodec;
import dev.astir.protocol.Policy;
import dev.astir.protocol.ServerMessage.IdleMessage;
import dev.astir.protocol.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent, as a process, on a real desktop, against a real local server. */
class AgentProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Policy POLICY = new Policy(1, false, false, List.of("Vault"), 300);
    private static final String SECRET_TITLE = "quarterly layoffs";

    @TempDir private Path directory;

    private final List<String> enrolments = new CopyOnWriteArrayList<>();
    private final Enrolled enrolled = new Enrolled(UUID.randomUUID(), "key-1");
    private Path home;
    private Desktop desktop;
    private LocalServer server;
    private HttpServer web;

    @BeforeEach
    void start() throws Exception {
        home = directory.resolve("home");
        desktop = Desktop.start();
        server = new LocalServer().live();
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        MessageCodec codec = MessageCodec.json();
        answer("/api/agents/policy", codec.encode(new PolicyOffer(1, "Only apps.", POLICY)));
        answer("/api/agents/enrol", codec.encode(enrolled));
        web.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        web.stop(0);
        server.close();
        desktop.close();
    }

    @Test
    void enrolsOnlyAfterTheConsentAndKeepsTheKeyPrivate() throws Exception {
        try (AgentProcess refusing = agent("enrol", webUri(), "token-1")) {
            refusing.type("no\n");
            assertThat(refusing.exitCode()).isEqualTo(1);
            assertThat(refusing.output())
                    .contains("Only apps.", "window titles: not captured", "Not enrolled");
        }
        assertThat(enrolments).containsExactly("/api/agents/policy");
        assertThat(home).doesNotExist();

        try (AgentProcess agreeing = agent("enrol", webUri(), "token-1")) {
            agreeing.type("yes\n");
            assertThat(agreeing.exitCode()).as(agreeing.output()).isZero();
        }
        Path config = home.resolve("config.yaml");
        assertThat(Files.readString(config)).contains(enrolled.agentKey());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config)))
                .isEqualTo("rw-------");

        try (AgentProcess again = agent("enrol", webUri(), "token-1", "--yes")) {
            assertThat(again.exitCode()).isEqualTo(1);
            assertThat(again.output()).contains("enrolled already", "--replace");
        }
    }

    @Test
    void showsASwitchOfWindowsToTheServerAndNeverATitle() throws Exception {
        enrol();
        desktop.open("Editor", SECRET_TITLE);
        desktop.open("Vault", "passwords");
        desktop.type();
        try (AgentProcess agent = agent("run", "--batch-seconds", "1")) {
            await().atMost(PATIENCE).until(() -> !server.states.isEmpty());
            // The focused window is in the list of what is never captured.
            assertThat(server.states.getLast().app()).isNull();

            desktop.activate("Editor");
            await().atMost(PATIENCE).until(() -> "Editor".equals(server.states.getLast().app()));

            desktop.activate("Vault");
            await().atMost(PATIENCE)
                    .until(() -> kinds().containsAll(List.of(Span.Kind.PRIVATE, Span.Kind.ACTIVE)));
            agent.terminate();
            assertThat(agent.exitCode()).as(agent.output()).isEqualTo(128 + 15);
            assertThat(agent.output()).doesNotContain("Editor", "layoffs", "passwords");
        }
        assertThat(server.spans.values()).allMatch(span -> span.title() == null);
        assertThat(server.spans.values())
                .filteredOn(span -> span.kind() == Span.Kind.PRIVATE)
                .allMatch(span -> span.app() == null);
        assertThat(everythingStored()).doesNotContain("layoffs", "passwords", "Vault\",\"title");
    }

    @Test
    void losesAndDoublesNothingWhenKilledTwiceWhileTheServerIsDown() throws Exception {
        enrol();
        desktop.open("Editor", "one");
        desktop.open("Browser", "two");
        long waitingAtLast;
        try (AgentProcess agent = agent("run", "--batch-seconds", "2")) {
            await().atMost(PATIENCE).until(() -> !server.states.isEmpty());
            server.die();
            switchWithoutServer(3);
            agent.kill();
        }
        try (AgentProcess agent = agent("run", "--batch-seconds", "2")) {
            switchWithoutServer(3);
            waitingAtLast = waiting();
            agent.kill();
        }
        assertThat(server.spans).isEmpty();
        server.live();
        try (AgentProcess agent = agent("run", "--batch-seconds", "2")) {
            await().atMost(PATIENCE).until(() -> !server.spans.isEmpty());
            desktop.activate("Editor");
            await().atMost(PATIENCE).until(() -> "Editor".equals(lastApp()));
            agent.terminate();
            assertThat(agent.exitCode()).as(agent.output()).isEqualTo(128 + 15);
        }

        List<Span> spans = new ArrayList<>(server.spans.values());
        spans.sort(Comparator.comparing(Span::start));
        for (int i = 1; i < spans.size(); i++) {
            assertThat(spans.get(i).start()).isAfterOrEqualTo(spans.get(i - 1).end());
        }
        // What was there before the kill, what the switch closed, and what the orderly end closed.
        assertThat(spans).hasSizeGreaterThanOrEqualTo((int) waitingAtLast + 2);
        assertThat(spans).allMatch(span -> span.end().isAfter(span.start()));
        assertThat(status()).contains("spans: 0 waiting, 0 rejected", "running: no");
    }

    @Test
    void stopsForGoodWhenItIsBlocked() throws Exception {
        enrol();
        try (AgentProcess agent = agent("run")) {
            await().atMost(PATIENCE).until(() -> !server.states.isEmpty());
            assertThat(status()).contains("running: yes", " connected", "probe x11: works");
            server.block("lost laptop");
            assertThat(agent.exitCode()).isEqualTo(Main.BLOCKED);
            assertThat(agent.output()).contains("blocked this device: lost laptop");
        }
    }

    @Test
    void aBroaderPolicyWaitsForTheAcknowledgementAndAStricterOneDoesNot() throws Exception {
        enrol();
        desktop.open("Editor", "draft");
        try (AgentProcess agent = agent("run")) {
            await().atMost(PATIENCE).until(() -> "Editor".equals(lastApp()));
            Policy broader = new Policy(2, true, false, List.of("Vault"), 300);
            server.policy(broader, false);
            await().atMost(PATIENCE)
                    .until(() -> status().contains("version 2 waits for your acknowledgement"));
            assertThat(server.states).allMatch(state -> state.title() == null);

            server.policy(broader, true);
            await().atMost(PATIENCE).until(() -> "draft".equals(server.states.getLast().title()));

            server.policy(new Policy(3, false, false, List.of("Edit*"), 300), false);
            await().atMost(PATIENCE).until(() -> server.states.getLast().app() == null);
            assertThat(server.states.getLast().title()).isNull();
        }
    }

    @Test
    void saysOnceThatThePersonWasAway() throws Exception {
        enrol();
        Instant left = Instant.parse("2026-03-01T09:02:00Z");
        try (AgentProcess agent = agent("run")) {
            await().atMost(PATIENCE).until(() -> !server.states.isEmpty());
            server.tell(
                    new IdleMessage(
                            UUID.randomUUID(),
                            left,
                            left.plusSeconds(720),
                            720,
                            null,
                            "Europe/Berlin"));
            server.block("told");
            assertThat(agent.exitCode()).isEqualTo(Main.BLOCKED);
            assertThat(agent.output())
                    .containsOnlyOnce(
                            "You were away 12 min (2026-03-01 10:02 to 10:14) in your work session:"
                                    + " keep or discard it with `astir-agent idle`");
        }
    }

    @Test
    void tellsTheServerThatItIsPausedOrIdle() throws Exception {
        enrol();
        desktop.open("Editor", "draft");
        desktop.type();
        try (AgentProcess agent = agent("run", "--batch-seconds", "1")) {
            await().atMost(PATIENCE).until(() -> "Editor".equals(lastApp()));
            try (AgentProcess pause = agent("pause", "10m")) {
                assertThat(pause.exitCode()).isZero();
            }
            await().atMost(PATIENCE).until(() -> last().state() == Activity.PAUSED);
            try (AgentProcess resume = agent("resume")) {
                assertThat(resume.exitCode()).isZero();
            }
            await().atMost(PATIENCE).until(() -> last().state() == Activity.ACTIVE);

            desktop.type();
            server.policy(new Policy(2, false, false, List.of(), 2), true);
            await().atMost(PATIENCE).until(() -> last().state() == Activity.IDLE);
            await().atMost(PATIENCE).until(() -> kinds().contains(Span.Kind.IDLE));
            desktop.type();
            await().atMost(PATIENCE).until(() -> last().state() == Activity.ACTIVE);
        }
    }

    /** Switches to and fro, until the journal has so many more closed spans. */
    private void switchWithoutServer(int spans) {
        long enough = waiting() + spans;
        await().pollInterval(Duration.ofMillis(300))
                .atMost(PATIENCE)
                .until(() -> {
                    desktop.activate("Editor");
                    desktop.activate("Browser");
                    return waiting() >= enough;
                });
    }

    private long waiting() {
        return Journal.inspect(home.resolve("journal")).pending();
    }

    private String everythingStored() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file)));
            }
        }
        return all.toString();
    }

    private State last() {
        return server.states.getLast();
    }

    private String lastApp() {
        return server.states.isEmpty() ? null : last().app();
    }

    private List<Span.Kind> kinds() {
        return server.spans.values().stream().map(Span::kind).distinct().toList();
    }

    private String status() throws Exception {
        try (AgentProcess status = agent("status")) {
            assertThat(status.exitCode()).isZero();
            return status.output();
        }
    }

    private void enrol() throws Exception {
        try (AgentProcess enrol = agent("enrol", webUri(), "token-1", "--yes")) {
            assertThat(enrol.exitCode()).as(enrol.output()).isZero();
            assertThat(enrol.output()).contains("Agreed to policy version 1 by --yes.");
        }
    }

    /** Enrolment asks the web server, all else goes to the socket's. */
    private AgentProcess agent(String... arguments) throws IOException {
        Map<String, String> environment = new HashMap<>(desktop.environment());
        if (!arguments[0].equals("enrol") && Files.exists(home)) {
            environment.put("ASTIR_AGENT_SERVER", server.uri().toString());
        }
        return AgentProcess.start(home, environment, arguments);
    }

    private String webUri() {
        return "http://127.0.0.1:" + web.getAddress().getPort();
    }

    private void answer(String path, byte[] body) {
        web.createContext(
                path,
                exchange -> {
                    enrolments.add(path);
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
    }
}

package dev.astir.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.astir.protocol.Idle;
import dev.astir.protocol.Idle.Decision;
import dev.astir.protocol.Idle.Project;
import dev.astir.protocol.Idle.Stretch;
import dev.astir.protocol.MessageCodec;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What somebody types, and what a server hears of it, over real HTTP. */
class IdleCommandTest {

    private static final UUID SESSION = UUID.randomUUID();
    private static final Project MOON = new Project(UUID.randomUUID(), "Moon");
    private static final Project SUN = new Project(UUID.randomUUID(), "Sun\u001B[2J");
    private static final Instant FROM = Instant.parse("2020-03-01T22:00:00.120Z");

    @TempDir private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final MessageCodec codec = MessageCodec.json();
    private final List<Idle.Answer> decided = new ArrayList<>();
    private final Queue<String> typed = new ArrayDeque<>();
    private List<Stretch> items = List.of(stretch(0), stretch(1_800));
    private boolean isThere = true;
    private int status = 200;
    private String problem = "";
    private HttpServer server;

    private static Stretch stretch(int seconds) {
        Instant from = FROM.plusSeconds(seconds);
        return new Stretch(SESSION, from, from.plusSeconds(600), 600, MOON.id());
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/agent/idle", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] asked = exchange.getRequestBody().readAllBytes();
        boolean isList = exchange.getRequestMethod().equals("GET");
        byte[] body =
                status != 200
                        ? problem.getBytes(StandardCharsets.UTF_8)
                        : isList
                                ? codec.encode(
                                        new Idle.Waiting(items, List.of(MOON, SUN), "Etc/GMT"))
                                : new byte[] {'{', '}'};
        if (status == 200 && !isList) {
            decided.add(codec.decodeIdleAnswer(asked));
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void asksOfEachAndSaysWhatWasDone() {
        typed.addAll(List.of("Keep ", "2"));

        assertThat(run("idle")).isZero();

        assertThat(decided)
                .containsExactly(
                        answer(items.get(0), Decision.KEEP, null),
                        answer(items.get(1), Decision.REASSIGN, SUN));
        assertThat(out.toString())
                .contains(
                        "2 stretches wait for your decision; times in Etc/GMT:",
                        "project 1: Moon",
                        "1 of 2: 2020-03-01 22:00 to 22:10, 10 min, in the project \"Moon\"",
                        "keep (work), discard (no work), 1 to 2 (that project), or later? ",
                        "Kept as work: 2020-03-01 22:00 to 22:10",
                        "2 of 2: 2020-03-01 22:30",
                        "Given to \"Sun\\u001B[2J\": 2020-03-01 22:30");
    }

    @Test
    void asksAgainAfterNonsenseAndLeavesForLater() {
        typed.addAll(List.of("", "maybe", "0", "3", "-1", "99999999999", "\u001B[2J", "d", "l"));

        assertThat(run("idle")).isEqualTo(Main.WAITING);

        assertThat(decided).containsExactly(answer(items.get(0), Decision.DISCARD, null));
        assertThat(out.toString())
                .contains(
                        "\"maybe\" is none of these.",
                        "\"3\" is none of these.",
                        "\"\\u001B[2J\" is none of these.",
                        "Discarded: 2020-03-01 22:00",
                        "1 stretch waits for your decision.");
    }

    @Test
    void whoTypesNoMoreDecidesNoMore() {
        typed.addAll(List.of("moon"));
        assertThat(run("idle")).isEqualTo(Main.WAITING);
        assertThat(decided).containsExactly(answer(items.get(0), Decision.REASSIGN, MOON));
        items = List.of();
        assertThat(run("idle")).isZero();
        assertThat(out.toString()).endsWith("Idle time: nothing waits for a decision.\n");
    }

    @Test
    void withoutATerminalItListsOnly() {
        isThere = false;
        typed.add("keep");

        assertThat(run("idle")).isEqualTo(Main.WAITING);

        assertThat(decided).isEmpty();
        assertThat(out.toString())
                .contains(
                        name(0) + "  2020-03-01 22:00 to 22:10, 10 min, in the project \"Moon\"\n");
        items = List.of();
        assertThat(run("idle")).isZero();
    }

    @Test
    void scriptsDecideOfOneOrAll() {
        isThere = false;
        assertThat(run("idle", "--discard", name(1))).isZero();
        assertThat(run("idle", "--project", "moon", "all")).isZero();
        assertThat(run("idle", "--keep", name(0).replace("Z", "+00:00"))).isZero();
        assertThat(decided)
                .containsExactly(
                        answer(items.get(1), Decision.DISCARD, null),
                        answer(items.get(0), Decision.REASSIGN, MOON),
                        answer(items.get(1), Decision.REASSIGN, MOON),
                        answer(items.get(0), Decision.KEEP, null));
        decided.clear();

        assertThat(run("idle", "--keep", "2019-01-01T00:00:00Z")).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("none that begins at 2019-01-01", "do: " + name(0));
        for (String[] wrong :
                List.of(
                        new String[] {"--keep"},
                        new String[] {"all"},
                        new String[] {"--keep", "--discard", "all"},
                        new String[] {"--keep", "today"},
                        new String[] {"--project", "Mars", "all"})) {
            List<String> arguments = new ArrayList<>(List.of("idle"));
            arguments.addAll(List.of(wrong));
            assertThat(run(arguments.toArray(String[]::new)))
                    .as(arguments.toString())
                    .isEqualTo(Main.WRONG_SETTING);
        }
        assertThat(err.toString())
                .contains(
                        "STRETCH needs one of",
                        "need a STRETCH",
                        "STRETCH is 'today'",
                        "--project is 'Mars'",
                        "allowed is the name of one project: Moon");
        assertThat(decided).isEmpty();
        items = List.of();
        assertThat(run("idle", "--keep", "all")).isZero();
    }

    @Test
    void saysWhyAServerRefuses() {
        status = 403;
        problem = "{\"type\":\"urn:astir:problem:agent-blocked\",\"detail\":\"Left.\"}";
        assertThat(run("idle")).isEqualTo(Main.BLOCKED);
        assertThat(err.toString()).contains("the server blocked this device: Left.");
        problem = "";
        status = 401;
        assertThat(run("idle")).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("does not know this device's key");
        status = 404;
        assertThat(run("idle")).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("may be older than this agent");
        assertThat(run("status")).isZero();
        assertThat(out.toString()).contains("idle time: not known: the server cannot be asked");
        status = 200;
        assertThat(run("status")).isZero();
        assertThat(out.toString())
                .contains(
                        "idle time: 2 stretches wait for your decision; decide with: astir-agent"
                                + " idle");
    }

    /** One that is refused is no reason to leave the others. */
    @Test
    void goesOnAfterOneThatIsRefusedAndEndsWhereNobodyAnswers() {
        problem = "{\"type\":\"urn:astir:problem:week-closed\",\"detail\":\"It is approved.\"}";
        onLine(1, () -> status = 409);
        onLine(2, () -> status = 200);
        typed.addAll(List.of("k", "k"));
        assertThat(run("idle")).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("22:10, 10 min", "was refused: It is approved.");
        assertThat(decided).containsExactly(answer(items.get(1), Decision.KEEP, null));

        decided.clear();
        lines.clear();
        onLine(2, () -> server.stop(0));
        typed.addAll(List.of("k", "k"));
        assertThat(run("idle")).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("/api/agent/idle cannot be reached: ");
        assertThat(decided).hasSize(1);
        assertThat(run("idle")).isEqualTo(Main.FAILED);
    }

    @Test
    void withoutEnrolmentItSaysHow() {
        CommandLine line =
                Main.commandLine(Map.of("ASTIR_AGENT_HOME", directory.resolve("home").toString()));
        line.setErr(Terminal.on(err));
        assertThat(line.execute("idle")).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("not enrolled", "astir-agent enrol URL TOKEN");
    }

    private final Map<Integer, Runnable> lines = new HashMap<>();
    private int read;

    /** Something happens before this line is typed. */
    private void onLine(int number, Runnable event) {
        read = 0;
        lines.put(number, event);
    }

    private static Idle.Answer answer(Stretch stretch, Decision decision, Project project) {
        return new Idle.Answer(
                stretch.sessionId(),
                stretch.from(),
                stretch.to(),
                decision,
                project == null ? null : project.id());
    }

    private String name(int index) {
        return items.get(index).from().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private int run(String... arguments) {
        Map<String, String> environment =
                Map.of(
                        "ASTIR_AGENT_HOME",
                        directory.resolve("home").toString(),
                        "ASTIR_AGENT_SERVER",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                        "ASTIR_AGENT_AGENT_ID",
                        UUID.randomUUID().toString(),
                        "ASTIR_AGENT_AGENT_KEY",
                        "key-1");
        CommandLine line = Main.commandLine(environment, new Typed());
        line.setOut(Terminal.on(out));
        line.setErr(Terminal.on(err));
        return line.execute(arguments);
    }

    private final class Typed implements Keyboard {

        @Override
        public boolean isThere() {
            return isThere;
        }

        @Override
        public String readLine() {
            read++;
            lines.getOrDefault(read, () -> {}).run();
            return typed.poll();
        }
    }
}

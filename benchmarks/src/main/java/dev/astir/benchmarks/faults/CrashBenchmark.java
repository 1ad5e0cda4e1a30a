package dev.astir.benchmarks.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.benchmarks.Api;
import dev.astir.benchmarks.Settings;
import dev.astir.benchmarks.Table;
import dev.astir.benchmarks.load.Nodes;
import dev.astir.benchmarks.load.Workforce;
import dev.astir.protocol.AgentMessage;
import dev.astir.protocol.AgentMessage.Activity;
import dev.astir.protocol.AgentMessage.Hello;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.MessageCodec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose agent's line is to a node that is killed by signal 9: when the other node tells
 * that they are gone, how often, and whether it tells truly when they were here last.
 */
public final class CrashBenchmark {
    private static final int ROUNDS = Settings.number("crash.rounds", 3);
    private static final int SEED = Settings.number("crash.seed", 1);

    /** For a second word that must not come: once a minute nodes compare what was told. */
    private static final Duration AFTER =
            Duration.ofSeconds(Settings.seconds("crash.after.seconds", 65));

    /** Less than the line may be quiet before it is asked for a sign of life. */
    private static final int LONGEST_SILENCE_MILLIS = 20_000;

    /** A device's time to live, the tick of whoever looks for the end of it, and the way here. */
    private static final Duration BAR = Duration.ofSeconds(62);

    private static final Duration LAST_SEEN_BAR = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int NODES = 2;
    private static final MessageCodec CODEC = MessageCodec.json();

    private final Nodes nodes;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Table table =
            new Table(
                    "kill",
                    "last word before it, s",
                    "USER_OFFLINE after it, s",
                    "last seen less last word, s",
                    "told, in %d s more".formatted(AFTER.toSeconds()));

    private CrashBenchmark(Nodes nodes) {
        this.nodes = nodes;
    }

    /** Runs it, with the package in {@code example-app/target}. */
    public static Table compare() throws Exception {
        try (Nodes nodes = Nodes.start(NODES, "")) {
            new Workforce(1, ROUNDS + 1).settle(nodes.uri(), nodes.database(), 0);
            CrashBenchmark benchmark = new CrashBenchmark(nodes);
            for (int i = 0; i < ROUNDS; i++) {
                benchmark.round(i + 1, i % NODES);
            }
            return benchmark.table;
        }
    }

    private void round(int person, int doomed) throws Exception {
        Api other = new Api(nodes.apps().get(1 - doomed).uri(), Workforce.token(0));
        UUID id = Workforce.person(person);
        try (Line viewer = new Line(other.app(), "/api/live", "astir.v1", other.token());
                Line agent =
                        new Line(
                                nodes.apps().get(doomed).uri(),
                                "/api/agent/connect",
                                MessageCodec.SUBPROTOCOL,
                                Workforce.agentKey(person))) {
            viewer.say("{\"type\":\"subscribe\",\"channel\":\"presence\"}");
            require(viewer.next(type("subscribed"), PATIENCE), "no subscription");
            say(agent, new Hello(Workforce.agent(person), "0.1.0", "Linux", Instant.now()));
            require(agent.next(type("welcome"), PATIENCE), "no welcome");
            say(agent, state("vim"));
            require(viewer.next(turn(id, "USER_ONLINE"), PATIENCE), "never online");
            Thread.sleep(random.nextInt(LONGEST_SILENCE_MILLIS / 4));
            Instant word = Instant.now();
            say(agent, state("mail"));
            Thread.sleep(random.nextInt(LONGEST_SILENCE_MILLIS));
            Instant killed = nodes.kill(doomed);
            long start = System.nanoTime();
            require(viewer.next(turn(id, "USER_OFFLINE"), PATIENCE), "never offline");
            Duration after = Duration.ofNanos(System.nanoTime() - start);
            Duration off = Duration.between(word, lastSeen(other, id));
            var unused = nodes.startAgain(doomed);
            int again = 0;
            long deadline = System.nanoTime() + AFTER.toNanos();
            while (viewer.next(
                            turn(id, "USER_OFFLINE"),
                            Duration.ofNanos(deadline - System.nanoTime()))
                    != null) {
                again++;
            }
            report(person, Duration.between(word, killed), after, off, again);
        }
    }

    private void report(int kill, Duration silence, Duration after, Duration off, int again) {
        table.row(
                Integer.toString(kill),
                Seconds.of(silence),
                Seconds.of(after),
                Seconds.of(off),
                "%d time%s".formatted(1 + again, again == 0 ? "" : "s"));
        if (after.compareTo(BAR) > 0 || off.abs().compareTo(LAST_SEEN_BAR) > 0 || again > 0) {
            table.failure("Kill %d: late, with a wrong time, or told twice.".formatted(kill));
        }
    }

    private static Instant lastSeen(Api api, UUID id) throws IOException, InterruptedException {
        for (JsonNode each : api.get("/api/presence").get("items")) {
            if (each.get("userId").asText().equals(id.toString())) {
                return Instant.parse(each.get("lastSeen").asText());
            }
        }
        throw new IllegalStateException(id + " is not shown");
    }

    private static State state(String app) {
        return new State(Instant.now(), Activity.ACTIVE, app, null, null, null);
    }

    private static void say(Line agent, AgentMessage message) {
        agent.say(CODEC.encodeText(message));
    }

    private static Predicate<JsonNode> type(String type) {
        return message -> message.path("type").asText().equals(type);
    }

    private static Predicate<JsonNode> turn(UUID person, String event) {
        return message ->
                message.path("event").asText().equals(event)
                        && message.path("id").asText().equals(person.toString());
    }

    private static void require(@Nullable JsonNode message, String otherwise) {
        if (message == null) {
            throw new IllegalStateException(otherwise);
        }
    }
}

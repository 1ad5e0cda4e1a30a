package dev.astir.benchmarks.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.benchmarks.Settings;
import dev.astir.benchmarks.feed.Payloads;
import dev.astir.benchmarks.feed.WebSocketFrames;
import dev.astir.benchmarks.hostile.Assault.Origin;
import dev.astir.benchmarks.hostile.Flood.Bar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The floods. Stateless. */
final class Floods {
    private static final Duration USUAL =
            Duration.ofSeconds(Settings.seconds("hostile.seconds", 9));

    /** The kernel's buffers must be full before the app's memory fills. */
    private static final Duration FILLING =
            Duration.ofSeconds(Settings.seconds("hostile.filling.seconds", 15));

    /** For those that are about how long the app lets something stand. */
    private static final Duration HEADS =
            Duration.ofSeconds(Settings.seconds("hostile.heads.seconds", 15));

    private static final Duration BODIES =
            Duration.ofSeconds(Settings.seconds("hostile.bodies.seconds", 35));

    private static final int SMALL_BUFFER = 4_096;
    private static final int SYSTEMS_BUFFER = 64 << 10;
    private static final String LIVE = "/api/live";
    private static final String AGENT = "/api/agent/connect";
    private static final String FEED = "astir.v1";
    private static final String AGENT_PROTOCOL = "astir-agent.v1";
    private static final byte[] PINGS = pings();
    private static final int FRAGMENT = 60_000;

    private Floods() {}

    /** All of them, in the order in which they are measured. */
    static List<Flood> all() {
        return List.of(
                Flood.of("csv-12", "12 downloads of a table, not read", USUAL, csv(12)),
                Flood.of("csv-100", "100 downloads, half of them at 4 kB/s", USUAL, csv(100)),
                Flood.of("searches", "1,500 subscriptions with long searches", USUAL, searches()),
                Flood.of("subscribes", "subscribing without end, 20 sockets", USUAL, subscribes()),
                Flood.of("pings-live", "pings without end, 100 readers", FILLING, pings(true)),
                Flood.of("pings-agent", "pings without end, 100 agents", FILLING, pings(false)),
                Flood.of("fragments-live", "100 readers' endless messages", USUAL, fragments(true)),
                Flood.of(
                        "fragments-agent", "100 agents' endless messages", USUAL, fragments(false)),
                Flood.of("sockets-person", "5,000 sockets by one login", USUAL, sockets(true)),
                Flood.of("sockets-key", "5,000 sockets by one agent's key", USUAL, sockets(false)),
                Flood.of("slow-headers", "2,500 heads that do not end", HEADS, slowHeaders())
                        .with(Bar.ENDED),
                Flood.of("slow-bodies", "2,500 bodies that do not end", BODIES, slowBodies())
                        .with(Bar.ENDED),
                Flood.of("requests", "requests by one token, 50 connections", USUAL, requests()),
                Flood.of("signin-unknown", "sign-in, 40 at once, nobody", USUAL, signIn(true))
                        .with(Bar.READS),
                Flood.of("signin-known", "sign-in, 40 at once, in 20 places", USUAL, signIn(false))
                        .with(Bar.READS),
                Flood.of("files-1000", "2,500 strangers, 1,000 files", USUAL, strangers())
                        .withFiles(1_000));
    }

    /** Those who have a login sit at one address. */
    private static Origin attackers() {
        return number -> InetAddress.getByAddress(new byte[] {127, 0, 0, 66});
    }

    /** Those who have none come from everywhere. */
    private static Origin strangers(int addresses) {
        return number ->
                InetAddress.getByAddress(new byte[] {127, 0, 66, (byte) (1 + number % addresses)});
    }

    private static Flood.Start csv(int count) {
        return (assault, stage) ->
                assault.again(
                        count,
                        SMALL_BUFFER,
                        attackers(),
                        (attacker, number) -> {
                            String request =
                                    Requests.get(
                                                    "/api/activities.csv",
                                                    stage.attackers().token(number))
                                            .text();
                            if (attacker.ask(request) != Requests.OK) {
                                assault.pause(Duration.ofSeconds(1));
                                return;
                            }
                            attacker.stand();
                            while (!assault.isOver()) {
                                assault.pause(Duration.ofSeconds(1));
                                if (count > 12 && number % 2 == 0) {
                                    attacker.read(SMALL_BUFFER);
                                }
                            }
                        });
    }

    /** Each search is another one, so that none can be shared; half ask for all of the past. */
    private static Flood.Start searches() {
        int sockets = 50;
        int each = 30;
        return (assault, stage) -> {
            assault.again(
                    sockets,
                    SYSTEMS_BUFFER,
                    attackers(),
                    (attacker, number) -> {
                        if (attacker.upgrade(LIVE, stage.attackers().token(number), FEED)) {
                            for (int i = 0; i < each; i++) {
                                String after = i % 2 == 0 ? null : stage.beginning();
                                int search = number * each + i;
                                attacker.send(subscribe("s" + i, longSearch(32, search), after));
                                // Takes its place, unless it is refused.
                                attacker.send(subscribe("s" + i, longSearch(96, search), after));
                            }
                            attacker.drain();
                        }
                    });
            AtomicInteger number = new AtomicInteger();
            assault.every(
                    Duration.ofMillis(50),
                    () -> {
                        var unused =
                                stage.attackerApi(number.getAndIncrement())
                                        .post(
                                                "/api/activities",
                                                Map.of(
                                                        "eventType",
                                                        "note.written",
                                                        "message",
                                                        Stage.LONG_TEXT));
                    });
        };
    }

    /** So many words, which all occur in what is published, but the last. */
    private static String longSearch(int words, int number) {
        StringBuilder search = new StringBuilder();
        for (int i = 1; i < words; i++) {
            search.append((char) ('a' + i % 26)).append(' ');
        }
        return search + "z" + number;
    }

    private static byte[] subscribe(String name, String search, @Nullable String after) {
        return text(
                "{\"type\":\"subscribe\",\"channel\":\"activities\",\"subscription\":\""
                        + name
                        + "\",\"filter\":{\"q\":\""
                        + search
                        + "\"}"
                        + (after == null ? "" : ",\"after\":\"" + after + "\"")
                        + "}");
    }

    private static byte[] text(String message) {
        return WebSocketFrames.masked(Payloads.TEXT, message.getBytes(UTF_8));
    }

    private static Flood.Start subscribes() {
        return (assault, stage) -> {
            ByteArrayOutputStream block = new ByteArrayOutputStream();
            for (int i = 0; i < 16; i++) {
                block.writeBytes(subscribe("s" + i, "word" + i, null));
                block.writeBytes(
                        text(
                                "{\"type\":\"unsubscribe\",\"channel\":\"activities\","
                                        + "\"subscription\":\"s%d\"}".formatted(i)));
            }
            byte[] bytes = block.toByteArray();
            assault.again(
                    20,
                    SMALL_BUFFER,
                    attackers(),
                    (attacker, number) -> {
                        if (attacker.upgrade(LIVE, stage.attackers().token(number), FEED)) {
                            endlessly(assault, attacker, bytes);
                        }
                    });
        };
    }

    private static void endlessly(Assault assault, Attacker attacker, byte[] bytes)
            throws IOException {
        while (!assault.isOver()) {
            attacker.send(bytes);
        }
    }

    private static byte[] pings() {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < 128; i++) {
            block.writeBytes(WebSocketFrames.masked(Payloads.PING, new byte[125]));
        }
        return block.toByteArray();
    }

    private static Flood.Start pings(boolean isLive) {
        return (assault, stage) ->
                assault.again(
                        100,
                        SMALL_BUFFER,
                        attackers(),
                        (attacker, number) -> {
                            if (upgrade(attacker, stage, isLive, number)) {
                                endlessly(assault, attacker, PINGS);
                            }
                        });
    }

    private static boolean upgrade(Attacker attacker, Stage stage, boolean isLive, int number)
            throws IOException {
        return isLive
                ? attacker.upgrade(LIVE, stage.attackers().token(number), FEED)
                : attacker.upgrade(AGENT, stage.agentKey(), AGENT_PROTOCOL);
    }

    /** Every other one stops below the bound, and waits; the others go on. */
    private static Flood.Start fragments(boolean isLive) {
        int below = isLive ? 1 : 7;
        byte[] first = WebSocketFrames.masked(Payloads.TEXT, new byte[FRAGMENT]);
        byte[] next = WebSocketFrames.masked(Payloads.CONTINUATION, new byte[FRAGMENT]);
        first[0] = Payloads.TEXT; // not the last
        next[0] = Payloads.CONTINUATION;
        return (assault, stage) ->
                assault.again(
                        100,
                        SMALL_BUFFER,
                        attackers(),
                        (attacker, number) -> {
                            if (!upgrade(attacker, stage, isLive, number)) {
                                return;
                            }
                            attacker.send(first);
                            for (int i = 1; !assault.isOver(); i++) {
                                if (number % 2 == 0 && i >= below) {
                                    attacker.drain();
                                }
                                attacker.send(next);
                            }
                        });
    }

    private static Flood.Start sockets(boolean isPerson) {
        return (assault, stage) ->
                assault.once(
                        5_000,
                        SMALL_BUFFER,
                        attackers(),
                        (attacker, number) -> {
                            if (upgrade(attacker, stage, isPerson, 0)) {
                                attacker.drain();
                            }
                        });
    }

    private static Flood.Start slowHeaders() {
        return (assault, stage) ->
                assault.once(
                        2_500,
                        strangers(25),
                        (attacker, number) -> {
                            attacker.stand();
                            attacker.send(Requests.get("/api/auth/me", "").begun());
                            drip(assault, attacker, "X-Slow: 1\r\n");
                        });
    }

    private static Flood.Start slowBodies() {
        return (assault, stage) ->
                assault.once(
                        2_500,
                        strangers(25),
                        (attacker, number) -> {
                            attacker.stand();
                            attacker.send(
                                    Requests.post("/api/auth/login", "", " ".repeat(10_000)).begun()
                                            + "\r\n");
                            drip(assault, attacker, " ");
                        });
    }

    private static void drip(Assault assault, Attacker attacker, String drop) throws IOException {
        while (!assault.isOver()) {
            attacker.watch(Duration.ofSeconds(2));
            attacker.send(drop);
        }
    }

    private static Flood.Start strangers() {
        return (assault, stage) ->
                assault.again(
                        2_500,
                        Duration.ofSeconds(1),
                        SYSTEMS_BUFFER,
                        strangers(25),
                        (attacker, number) -> {
                            attacker.stand();
                            attacker.drain();
                        });
    }

    private static Flood.Start requests() {
        return (assault, stage) -> {
            String request =
                    Requests.get("/api/activities?limit=50", stage.attackers().token(0)).text();
            assault.again(
                    50,
                    SYSTEMS_BUFFER,
                    attackers(),
                    (attacker, number) -> {
                        attacker.stand();
                        while (!assault.isOver()) {
                            attacker.exchange(request);
                        }
                    });
        };
    }

    /** 40 at once, and again when all have their answer, but twice a second at most. */
    private static Flood.Start signIn(boolean isUnknown) {
        return (assault, stage) -> {
            AtomicInteger attempts = new AtomicInteger();
            assault.every(
                    Duration.ofMillis(500),
                    () ->
                            assault.together(
                                    40,
                                    strangers(200),
                                    (attacker, number) -> {
                                        attacker.stand();
                                        int attempt = attempts.incrementAndGet();
                                        String email =
                                                isUnknown
                                                        ? "nobody-" + attempt + "@nowhere.example"
                                                        : Stage.KNOWN;
                                        int unused =
                                                attacker.ask(
                                                        Requests.post(
                                                                        "/api/auth/login",
                                                                        "",
                                                                        credentials(email, attempt))
                                                                .text());
                                    }));
        };
    }

    private static String credentials(String email, int attempt) {
        return "{\"email\":\"%s\",\"password\":\"guess %d of many\"}".formatted(email, attempt);
    }
}

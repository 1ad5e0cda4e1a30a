package dev.astir.app.endtoend;

import dev.astir.app.Api;
import dev.astir.app.ReceivedMessages;
import dev.astir.app.TestApp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What people do in their first minute with the app: open the dashboard, sign in, work, watch the
 * feed, put an agent on a desk; and what they do all day then, often enough that the Java machine
 * notes which code is busy, and how, and compiles it sooner at later starts.
 */
final class FirstMinute {

    /** Of what is done all day. One person may ask for some thousands of things a minute. */
    private static final int ROUNDS = 120;

    private static final int SPANS = 6;
    private static final int EVENTS = 20;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern LOCAL_FILE = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");

    private final URI url;
    private final Api anybody;
    private final SignedIn ada;

    private FirstMinute(URI url) {
        this.url = url;
        this.anybody = new Api(url);
        this.ada = SignedIn.register(url, "Lumen", "Ada Lovelace", "ada@lumen.example");
    }

    /** Does it all, and fails when something is not answered as it should be. */
    static void spendAt(URI url) {
        FirstMinute minute = new FirstMinute(url);
        minute.openTheDashboard();
        String token = minute.signIn();
        minute.workWhileSomebodyWatches(token);
        minute.putAnAgentOnADesk();
        minute.lookAround();
    }

    private void openTheDashboard() {
        String page = anybody.get("/").expect(200).body();
        LOCAL_FILE
                .matcher(page)
                .results()
                .map(file -> file.group(1))
                .distinct()
                .forEach(file -> anybody.get(file).expect(200));
        anybody.get("/health").expect(200);
    }

    private String signIn() {
        return anybody.post(
                        "/api/auth/login",
                        Map.of("email", ada.email(), "password", TestApp.PASSWORD))
                .expect(200)
                .json()
                .get("accessToken")
                .asText();
    }

    private void workWhileSomebodyWatches(String token) {
        var received = new ReceivedMessages();
        WebSocket live = socket("/api/live", "astir.v1", token, received);
        send(live, "{\"type\":\"subscribe\",\"channel\":\"activities\"}");
        received.next(message -> message.path("type").asText().equals("subscribed"));

        String session = ada.startSession();
        received.next(message -> message.path("type").asText().equals("put"));
        ada.api()
                .post(
                        "/api/sessions/" + session + "/activity",
                        Map.of("activityType", "active", "durationSeconds", 60, "appName", "Mail"))
                .expect(201);
        for (int i = 0; i < ROUNDS; i++) {
            ada.postBatch(session, ids()).expect(200);
        }
        ada.stopSession(session);
        live.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    private void putAnAgentOnADesk() {
        String token = ada.enrolmentToken();
        int policy =
                anybody.post("/api/agents/policy", Map.of("token", token))
                        .expect(200)
                        .json()
                        .get("version")
                        .asInt();
        var enrolled =
                anybody.post(
                                "/api/agents/enrol",
                                Map.of(
                                        "token",
                                        token,
                                        "hostname",
                                        "desk-1",
                                        "os",
                                        "Linux",
                                        "acknowledgedPolicy",
                                        policy))
                        .expect(201)
                        .json();
        String agent = enrolled.get("agentId").asText();
        var received = new ReceivedMessages();
        WebSocket desk =
                socket(
                        "/api/agent/connect",
                        "astir-agent.v1",
                        enrolled.get("agentKey").asText(),
                        received);
        send(
                desk,
                """
                {"type":"hello","agentId":"%s","version":"1.0","os":"Linux","deviceTime":"%s"}
                """
                        .formatted(agent, Instant.now()));
        received.next();
        ada.startSession();
        // Within the session, which so grows by each; the app allows for clocks that are fast.
        Instant begin = Instant.now();
        for (int i = 0; i < ROUNDS; i++) {
            beat(desk, "App " + i % 7, begin.plusSeconds((long) SPANS * i));
            received.next(message -> message.path("type").asText().equals("ack"));
        }
        desk.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /** What an agent tells once a minute: what is in front, and what was before. */
    private static void beat(WebSocket desk, String app, Instant begin) {
        send(
                desk,
                """
                {"type":"state","state":"active","app":"%s","at":"%s"}
                """
                        .formatted(app, Instant.now()));
        String spans =
                IntStream.range(0, SPANS)
                        .mapToObj(i ->
                                """
                                {"id":"%s","start":"%s","end":"%s","kind":"active","app":"%s"}
                                """
                                        .formatted(
                                                UUID.randomUUID(),
                                                begin.plusSeconds(i),
                                                begin.plusSeconds(i + 1L),
                                                app))
                        .collect(Collectors.joining(","));
        send(
                desk,
                """
                {"type":"batch","batchId":"%s","spans":[%s]}
                """
                        .formatted(UUID.randomUUID(), spans));
    }

    private static List<String> ids() {
        return Stream.generate(() -> UUID.randomUUID().toString()).limit(EVENTS).toList();
    }

    private void lookAround() {
        anybody.get("/api/presence").expect(401);
        ada.feed();
        for (String path :
                List.of("/api/organization", "/api/users", "/api/projects", "/api/agents")) {
            ada.api().get(path).expect(200);
        }
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        for (int i = 0; i < ROUNDS; i++) {
            for (String path :
                    List.of(
                            "/api/presence",
                            "/api/activities?limit=50",
                            "/api/activities/stats?bucket=hour",
                            "/api/timeline?date=" + today,
                            "/api/sessions",
                            "/api/sessions/active",
                            "/api/reports/daily?date=" + today,
                            "/api/auth/me")) {
                ada.api().get(path).expect(200);
            }
        }
    }

    private WebSocket socket(
            String path, String protocol, String token, ReceivedMessages received) {
        return CLIENT.newWebSocketBuilder()
                .subprotocols(protocol)
                .header("Authorization", "Bearer " + token)
                .buildAsync(URI.create(url.toString().replaceFirst("^http", "ws") + path), received)
                .join();
    }

    private static void send(WebSocket socket, String message) {
        socket.sendText(message, true).join();
    }
}

package dev.astir.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.feed.TestReader;
import dev.astir.app.platform.PostgresProcesses;
import dev.astir.app.tenancy.Transactions;
import dev.astir.stream.ActivityStream;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A real database that hangs without a word, and one that is killed. */
class DatabaseOutageTest {

    /**
     * The promise is three seconds; what is tested is that nobody waits for a time of their own,
     * which were ten seconds and more, also where the machine is busy.
     */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(8);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static TestApp app;
    private static Path database;

    private TestApp.Person ada;

    @BeforeAll
    static void start() {
        app = TestApp.start();
        database = app.home().resolve("database");
    }

    @AfterAll
    static void stop() throws IOException {
        app.close();
    }

    @Test
    void whileTheDatabaseHangsEverybodyIsToldSoAndAfterwardsAllGoesOn() throws Exception {
        ada = app.registerOrganization();
        TestAgent.Enrolled device = TestAgent.enrol(app, ada);
        TestReader reader = TestReader.connect(app, ada);
        reader.subscribe("activities");
        ListAppender<ILoggingEvent> log = listen();
        PostgresProcesses.signalAll(database, "STOP");
        try {
            // Nobody knows yet: these wait for statements, for connections, and for their turn.
            List<CompletableFuture<HttpResponse<String>>> surprised = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                surprised.addAll(askEverything(device));
            }
            surprised.add(signIn());
            surprised.forEach(answer -> requireAway(answer.join()));

            // Now it is known.
            askEverything(device).forEach(answer -> requireAway(answer.join()));
            requireAway(signIn().join());
            assertThat(handshake("/api/live", "astir.v1", ada.accessToken())).isEqualTo(503);
            assertThat(handshake("/api/agent/connect", "astir-agent.v1", device.agentKey()))
                    .isEqualTo(503);
            app.api().get("/").expect(200);
            app.api().get("/app.js").expect(200);
            assertThat(app.api().get("/health/liveness").expect(200).body())
                    .isEqualTo("{\"status\":\"UP\"}");
            assertThat(app.api().get("/health/readiness").expect(503).body())
                    .isEqualTo("{\"status\":\"DOWN\"}");
            app.api().get("/metrics").expect(200);
            assertThatThrownBy(() -> app.bean(ActivityStream.class).outboxStats())
                    .as("told at once, and not by a pool that has none to give")
                    .hasStackTraceContaining("The database does not answer");
        } finally {
            PostgresProcesses.signalAll(database, "CONT");
            stopListening(log);
        }
        awaitReady();
        ada.api().get("/api/organization").expect(200);
        app.signIn(ada.email());
        try (TestAgent agent = TestAgent.connect(app, device)) {
            Instant now = Instant.now();
            assertThat(
                            agent.batch(
                                            List.of(
                                                    TestAgent.span(
                                                            now.minusSeconds(60), now, "Editor")))
                                    .get("accepted"))
                    .hasSize(1);
        }
        // The reader's connection has never ended.
        ada.api()
                .post("/api/activities", Map.of("eventType", "note", "message", "back"))
                .expect(201);
        reader.next("activities", message -> message.at("/item/message").asText().equals("back"));
        reader.close();

        assertThat(log.list)
                .as("of 200 requests and more")
                .filteredOn(event -> event.getThrowableProxy() != null)
                .hasSizeLessThan(30);
        List<String> lines = log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(lines).anyMatch(line -> line.startsWith("The database does not answer"));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("Presence could not"))
                .hasSizeLessThan(2);
        assertThat(lines).filteredOn(line -> line.startsWith("Days could not")).hasSizeLessThan(2);
    }

    @Test
    void anEmbeddedDatabaseThatWasKilledIsStartedAgainAndHasWhatWasCommitted() {
        ada = app.registerOrganization();
        long killed = PostgresProcesses.numberOfFirst(database).orElseThrow();

        PostgresProcesses.killFirst(database);

        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        PostgresProcesses.numberOfFirst(database)
                                .filter(number -> number != killed)
                                .isPresent());
        awaitReady();
        app.signIn(ada.email()).api().get("/api/organization").expect(200);
        ada.api()
                .post("/api/activities", Map.of("eventType", "note", "message", "kept"))
                .expect(201);
    }

    /** Longer than the watch waits for its own answer. */
    @Test
    void aStatementMayTakeItsTimeWhileTheDatabaseAnswersOthers() {
        String slept =
                app.bean(Transactions.class)
                        .asSystem(() ->
                                app.bean(JdbcOperations.class)
                                        .prepareStatement(
                                                "SELECT pg_sleep(3)::text || 'slept'",
                                                statement -> {
                                                    try (ResultSet row = statement.executeQuery()) {
                                                        row.next();
                                                        return row.getString(1);
                                                    }
                                                }));

        assertThat(slept).isEqualTo("slept");
    }

    private static void awaitReady() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> app.api().get("/health/readiness").status() == 200);
    }

    /** By all the ways that lead to the database. */
    private List<CompletableFuture<HttpResponse<String>>> askEverything(TestAgent.Enrolled device) {
        String person = ada.accessToken();
        return List.of(
                ask(get("/api/auth/me", person)),
                ask(get("/api/activities", person)),
                ask(get("/api/live/events?channel=activities", person)),
                ask(get("/api/presence", person)),
                ask(
                        post(
                                "/api/agent/batch",
                                device.agentKey(),
                                "{\"type\":\"batch\",\"batchId\":\"1\",\"spans\":[]}")));
    }

    private CompletableFuture<HttpResponse<String>> signIn() {
        return ask(
                post(
                        "/api/auth/login",
                        null,
                        "{\"email\":\"%s\",\"password\":\"%s\"}"
                                .formatted(ada.email(), TestApp.PASSWORD)));
    }

    private static CompletableFuture<HttpResponse<String>> ask(HttpRequest request) {
        return CLIENT.sendAsync(request, BodyHandlers.ofString());
    }

    private static HttpRequest get(String path, String token) {
        return request(path).header("Authorization", "Bearer " + token).build();
    }

    private static HttpRequest post(String path, String token, String body) {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body));
        return token == null
                ? request.build()
                : request.header("Authorization", "Bearer " + token).build();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(app.uri().resolve(path)).timeout(LONGEST_ANSWER);
    }

    private static void requireAway(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.toString() + answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).as(answer.toString()).contains("5");
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .as(answer.toString())
                .startsWith("application/problem+json");
    }

    private static int handshake(String path, String protocol, String token) {
        try {
            CLIENT.newWebSocketBuilder()
                    .subprotocols(protocol)
                    .header("Authorization", "Bearer " + token)
                    .buildAsync(
                            URI.create(app.uri().toString().replaceFirst("^http", "ws") + path),
                            new WebSocket.Listener() {})
                    .join();
            return 101;
        } catch (CompletionException e) {
            return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
        }
    }

    private static ListAppender<ILoggingEvent> listen() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root().addAppender(log);
        return log;
    }

    private static void stopListening(ListAppender<ILoggingEvent> log) {
        root().detachAppender(log);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}

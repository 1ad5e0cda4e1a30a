package dev.astir.benchmarks.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.benchmarks.PostgresServer;
import dev.astir.benchmarks.hostile.Requests;
import dev.astir.benchmarks.load.ActivityLogs;
import dev.astir.benchmarks.load.Ledger;
import dev.astir.benchmarks.load.Workforce;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * Batches of activity logs, each the same however often it is sent. Not safe for use by several
 * threads.
 */
final class Posts {
    private static final int BATCH = 10;
    private static final int SECONDS_EACH = 1;
    private static final int MILLIS = 1_000;
    private static final int OK = 200;
    private static final String PATH = "/api/activity/batch";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Workforce workforce;
    private final double rate;
    private final Instant start = Instant.now();
    private final Ledger ledger = new Ledger(BATCH);
    private final Set<Long> unanswered = new TreeSet<>();

    /**
     * None yet.
     *
     * @param rate batches a second
     */
    Posts(Workforce workforce, double rate) {
        this.workforce = workforce;
        this.rate = rate;
    }

    /** The whole request of this batch. */
    byte[] request(long batch) {
        unanswered.add(batch);
        return Requests.post(PATH, Workforce.token(person(batch)), body(batch))
                .text()
                .getBytes(UTF_8);
    }

    private int person(long batch) {
        return (int) (batch % workforce.all());
    }

    private String body(long batch) {
        return ActivityLogs.posted(
                batch,
                BATCH,
                Workforce.session(person(batch)),
                start.plusMillis((long) (batch * MILLIS / rate)),
                SECONDS_EACH);
    }

    /** It was stored. */
    void acknowledged(long batch) {
        unanswered.remove(batch);
        ledger.acknowledge(batch);
    }

    int acknowledged() {
        return ledger.acknowledged();
    }

    /**
     * Sends all that were not acknowledged once more, and tells how many of them were stored
     * before.
     *
     * @throws IOException if one is refused
     */
    int sendAgain(URI node) throws IOException, InterruptedException {
        int stored = 0;
        for (long batch : Set.copyOf(unanswered)) {
            HttpResponse<String> answer =
                    CLIENT.send(
                            HttpRequest.newBuilder(node.resolve(PATH))
                                    .timeout(PATIENCE)
                                    .header(
                                            "Authorization",
                                            "Bearer " + Workforce.token(person(batch)))
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(body(batch)))
                                    .build(),
                            BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IOException("Batch %d: %s".formatted(batch, answer.body()));
            }
            JsonNode result = JSON.readTree(answer.body());
            stored += result.get("duplicateCount").asInt() == BATCH ? 1 : 0;
            acknowledged(batch);
        }
        return stored;
    }

    int unacknowledged() {
        return unanswered.size();
    }

    /** What is wrong of those that were acknowledged so far. */
    Ledger.Findings compare(PostgresServer database) throws SQLException {
        return ledger.compare(database);
    }
}

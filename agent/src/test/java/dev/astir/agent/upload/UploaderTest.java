package dev.astir.agent.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.agent.journal.Journal;
import dev.astir.protocol.Policy;
import dev.astir.protocol.ServerMessage.IdleMessage;
import dev.astir.protocol.Span;
import dev.astir.protocol.client.AgentConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploaderTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir private Path directory;

    private final AtomicLong nanos = new AtomicLong();
    private final Events events = new Events();
    private LocalServer server;
    private Journal journal;
    private Uploader uploader;
    private int next;

    @BeforeEach
    void open() throws InterruptedException {
        server = new LocalServer().live();
        journal = Journal.open(directory.resolve("journal"), 64 << 20);
        uploader =
                new Uploader(
                        journal,
                        new RejectedSpans(directory.resolve("rejected.txt")),
                        Duration.ofSeconds(60),
                        AgentConnection.builder(server.uri(), UUID.randomUUID(), "key-1"),
                        nanos::get,
                        events);
    }

    @AfterEach
    void close() throws InterruptedException {
        uploader.close();
        journal.close();
        server.close();
    }

    @Test
    void sendsWhatWaitsOnConnectInFullBatchesOneAfterTheOther() {
        capture(1203);
        uploader.start();
        await().atMost(PATIENCE).until(() -> journal.pendingCount() == 0);
        assertThat(server.spans).hasSize(1203);
        assertThat(server.batches)
                .extracting(batch -> batch.spans().size())
                .containsExactly(500, 500, 203);
    }

    @Test
    void sendsABatchEachInterval() {
        connect();
        capture(3);
        pass(59);
        uploader.tick();
        assertThat(server.batches).isEmpty();
        pass(1);
        uploader.tick();
        await().atMost(PATIENCE).until(() -> journal.pendingCount() == 0);
        assertThat(server.batches).hasSize(1);
    }

    @Test
    void sendsAFullBatchBeforeItsTime() {
        connect();
        capture(499);
        uploader.tick();
        assertThat(journal.pendingCount()).isEqualTo(499);
        capture(1);
        uploader.tick();
        await().atMost(PATIENCE).until(() -> journal.pendingCount() == 0);
        assertThat(server.spans).hasSize(500);
    }

    @Test
    void losesNothingWhileTheServerIsDown() throws InterruptedException {
        connect();
        capture(10);
        server.die();
        await().atMost(PATIENCE).until(() -> events.connections.getLast().startsWith("not conn"));
        capture(600);
        pass(120);
        uploader.tick();
        assertThat(journal.pendingCount()).isEqualTo(610);
        server.live();
        await().atMost(PATIENCE).until(() -> journal.pendingCount() == 0);
        assertThat(server.spans).hasSize(610);
    }

    @Test
    void sendsAgainWhatWasNotAnsweredAndTheServerKeepsItOnce() throws InterruptedException {
        connect();
        server.answering(false);
        capture(5);
        pass(60);
        uploader.tick();
        await().atMost(PATIENCE).until(() -> server.batches.size() == 1);
        assertThat(journal.pendingCount()).isEqualTo(5);

        // No answer for 30 seconds: again, on the same connection.
        pass(31);
        uploader.tick();
        await().atMost(PATIENCE).until(() -> server.batches.size() == 2);

        // And again after the server died between taking and answering.
        server.die();
        server.answering(true);
        server.live();
        await().atMost(PATIENCE).until(() -> journal.pendingCount() == 0);
        assertThat(server.batches).hasSize(3);
        assertThat(server.batches.get(2).spans()).isEqualTo(server.batches.get(0).spans());
        assertThat(server.spans).hasSize(5);
    }

    @Test
    void setsRejectedSpansAsideAndGoesOn() throws Exception {
        server.reject("1");
        capture(3);
        uploader.start();
        await().atMost(PATIENCE).until(() -> journal.pendingCount() == 0);
        assertThat(server.spans).containsOnlyKeys("0", "2");
        assertThat(Files.readString(directory.resolve("rejected.txt")))
                .startsWith("not wanted\t{\"id\":\"1\",");
        assertThat(new RejectedSpans(directory.resolve("rejected.txt")).count()).isEqualTo(1);
    }

    @Test
    void keepsBatchesOfLongTitlesBelowTheFrameLimit() {
        for (int i = 0; i < 400; i++) {
            journal.append(List.of(span("漢".repeat(1024))), List.of());
        }
        uploader.start();
        await().atMost(PATIENCE).until(() -> journal.pendingCount() == 0);
        assertThat(server.spans).hasSize(400);
        assertThat(server.batches).hasSizeGreaterThan(1);
    }

    @Test
    void hearsOfPoliciesAndOfABlock() {
        connect();
        assertThat(events.policies).containsExactly("1 true");
        server.policy(new Policy(2, true, false, List.of(), 60), false);
        await().atMost(PATIENCE).until(() -> events.policies.size() == 2);
        assertThat(events.policies).last().isEqualTo("2 false");
        server.block("left the company");
        await().atMost(PATIENCE).until(() -> !events.blocks.isEmpty());
        assertThat(events.blocks).containsExactly("left the company");
    }

    @Test
    void hearsThatItsPersonIsBack() {
        connect();
        IdleMessage message =
                new IdleMessage(
                        UUID.randomUUID(), START, START.plusSeconds(720), 720, null, "Etc/GMT");
        server.tell(message);
        await().atMost(PATIENCE).until(() -> !events.absences.isEmpty());
        assertThat(events.absences).containsExactly(message);
    }

    @Test
    void sendsSoonWhatTheServerShouldKnowAtOnce() {
        capture(1);
        connect();
        // So what the welcome sends is over, and its answer is done with.
        await().atMost(PATIENCE).until(() -> journal.pendingCount() == 0);
        uploader.tick();
        capture(1);
        uploader.sendSoon();
        uploader.tick();
        // The live state may still be on its way.
        assertThat(server.batches).hasSize(1);
        uploader.tick();
        await().atMost(PATIENCE).until(() -> journal.pendingCount() == 0);
        uploader.tick(); // by now the answer is done with
        capture(1);
        uploader.tick();
        uploader.tick();
        assertThat(journal.pendingCount()).isEqualTo(1);
    }

    @Test
    void finishSendsTheRestAndWaitsForTheAnswer() throws InterruptedException {
        connect();
        capture(7);
        assertThat(uploader.finish(Duration.ofSeconds(20))).isTrue();
        assertThat(server.spans).hasSize(7);
        server.die();
        await().atMost(PATIENCE).until(() -> events.connections.getLast().startsWith("not conn"));
        capture(1);
        assertThat(uploader.finish(Duration.ofSeconds(20))).isFalse();
    }

    private void connect() {
        uploader.start();
        await().atMost(PATIENCE).until(() -> !events.policies.isEmpty());
    }

    private void capture(int count) {
        for (int i = 0; i < count; i++) {
            journal.append(List.of(span(null)), List.of());
        }
    }

    private Span span(String title) {
        String id = Integer.toString(next++);
        return new Span(
                id,
                START.plusSeconds(next),
                START.plusSeconds(next + 1L),
                Span.Kind.ACTIVE,
                "editor",
                null,
                title,
                null);
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private static final class Events implements UploadEvents {

        final List<String> policies = new CopyOnWriteArrayList<>();
        final List<String> connections = new CopyOnWriteArrayList<>();
        final List<String> blocks = new CopyOnWriteArrayList<>();
        final List<IdleMessage> absences = new CopyOnWriteArrayList<>();

        @Override
        public void policy(Policy policy, boolean acknowledged) {
            policies.add(policy.version() + " " + acknowledged);
        }

        @Override
        public void idleEnded(IdleMessage message) {
            absences.add(message);
        }

        @Override
        public void connection(String text) {
            connections.add(text);
        }

        @Override
        public void blocked(String reason) {
            blocks.add(reason);
        }
    }
}

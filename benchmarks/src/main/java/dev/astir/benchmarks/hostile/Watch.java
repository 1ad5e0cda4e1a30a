package dev.astir.benchmarks.hostile;

import dev.astir.benchmarks.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Another tenant, who works on at a steady pace: its people publish events and one of them listens,
 * they read the API on connections that are there, and somebody comes on a new one. Each request is
 * due at a time that is fixed beforehand, and its latency counts from there; an event's ends where
 * it is heard. Thread-safe.
 */
final class Watch implements AutoCloseable {
    private static final int EVENTS = Settings.number("hostile.watch.events", 20);
    private static final int READS = Settings.number("hostile.watch.reads", 20);
    private static final int ARRIVALS = 4;
    private static final int TICKS = 100;
    private static final long TICK = TimeUnit.SECONDS.toNanos(1) / TICKS;
    private static final List<String> READ =
            List.of("/api/auth/me", "/api/presence", "/api/activities?limit=20", "/api/projects");

    private static final int FIRST_REFUSAL = 300;

    private final URI app;
    private final Tenant tenant;
    private final HttpClient client = client();
    private final ConcurrentMap<Integer, Due> onTheirWay = new ConcurrentHashMap<>();
    private final Map<Phase, Served> served = new EnumMap<>(Phase.class);
    private final Listener listener;
    private final Thread thread = new Thread(this::run, "watch");
    private volatile Phase phase = Phase.UNMEASURED;
    private volatile boolean isOver;
    private int events;

    /** When something is done, relative to the flood. */
    enum Phase {
        UNMEASURED,
        BEFORE,
        WHILE,
        AFTER
    }

    private record Due(long nanos, Served served) {}

    Watch(URI app, Tenant tenant) {
        this.app = app;
        this.tenant = tenant;
        for (Phase each : Phase.values()) {
            served.put(each, new Served());
        }
        listener = new Listener(client, app, tenant.token(0), this::heard);
        thread.start();
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /** What is due from now on belongs to another phase. */
    void phase(Phase next) {
        phase = next;
    }

    Served served(Phase of) {
        return Objects.requireNonNull(served.get(of));
    }

    /** Waits for what is on its way, but not for ever: what is not there then is lost. */
    void settle() throws InterruptedException {
        long deadline = System.nanoTime() + Served.LATE.toNanos();
        while (!isSettled() && System.nanoTime() - deadline < 0) {
            Thread.sleep(20);
        }
        onTheirWay.forEach((number, due) -> {
            if (due.served() != served(Phase.UNMEASURED) && onTheirWay.remove(number, due)) {
                due.served().lostEvent();
            }
        });
    }

    private boolean isSettled() {
        return onTheirWay.values().stream()
                .noneMatch(due -> due.served() != served(Phase.UNMEASURED));
    }

    private void run() {
        long start = System.nanoTime();
        for (int tick = 0; !isOver; tick++) {
            long due = start + tick * TICK;
            for (long wait = due - System.nanoTime();
                    wait > 0 && !isOver;
                    wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            Served current = served(phase);
            if (isTurn(tick, EVENTS)) {
                publish(due, current);
            }
            if (isTurn(tick, READS)) {
                read(tick, due, current);
            }
            if (isTurn(tick, ARRIVALS)) {
                arrive(tick, current);
            }
        }
    }

    /** Whether one that comes so often a second comes in this tick. */
    private static boolean isTurn(int tick, int rate) {
        return (tick + 1L) * rate / TICKS > (long) tick * rate / TICKS;
    }

    private void publish(long due, Served current) {
        int number = events++;
        onTheirWay.put(number, new Due(due, current));
        HttpRequest request =
                request("/api/activities", number)
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"eventType\":\"note.written\",\"message\":\"%s%d\"}"
                                                .formatted(Listener.MARK, number)))
                        .build();
        send(
                client,
                request,
                current,
                isAnswered -> {
                    if (!isAnswered && onTheirWay.remove(number) != null) {
                        current.lostEvent();
                    }
                });
    }

    private void heard(int number) {
        Due due = onTheirWay.remove(number);
        if (due != null) {
            due.served().event(System.nanoTime() - due.nanos());
        }
    }

    private void read(int tick, long due, Served current) {
        int turn = tick / (TICKS / READS);
        send(
                client,
                request(READ.get(turn % READ.size()), turn).build(),
                current,
                isAnswered -> {
                    if (isAnswered) {
                        current.read(System.nanoTime() - due);
                    } else {
                        current.failedRead();
                    }
                });
    }

    /** Somebody who comes now has no connection yet. */
    private void arrive(int tick, Served current) {
        HttpClient fresh = client();
        send(
                fresh,
                request(READ.getFirst(), tick).build(),
                current,
                isAnswered -> {
                    current.answered(isAnswered);
                    fresh.shutdown();
                });
    }

    private HttpRequest.Builder request(String path, int person) {
        return HttpRequest.newBuilder(app.resolve(path))
                .timeout(Served.LATE)
                .header("Authorization", "Bearer " + tenant.token(person));
    }

    private interface Answered {
        void tell(boolean isAnswered);
    }

    private static void send(
            HttpClient by, HttpRequest request, Served current, Answered answered) {
        if (!current.mayAsk()) {
            answered.tell(false);
            return;
        }
        CompletableFuture<HttpResponse<Void>> answer =
                by.sendAsync(request, BodyHandlers.discarding());
        var unused =
                answer.whenComplete((response, failure) -> {
                    current.asked();
                    answered.tell(failure == null && response.statusCode() < FIRST_REFUSAL);
                });
    }

    /** Whether the app answers somebody within this time. */
    boolean isAnsweredWithin(Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (System.nanoTime() - deadline < 0) {
            try (HttpClient fresh = client()) {
                HttpRequest request =
                        request(READ.getFirst(), 0).timeout(Duration.ofSeconds(5)).build();
                if (fresh.send(request, BodyHandlers.discarding()).statusCode() < FIRST_REFUSAL) {
                    return true;
                }
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        return false;
    }

    @Override
    public void close() throws InterruptedException {
        isOver = true;
        LockSupport.unpark(thread);
        thread.join();
        listener.close();
        client.shutdownNow();
    }
}

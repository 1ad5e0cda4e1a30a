package dev.astir.tracker.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.ActivityStore;
import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.Refusal;
import dev.astir.tracker.Sighting;
import dev.astir.tracker.postgres.PostgresActivityStore;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;

/** Other filters than the default one: where tracking fails, counts, or ends. */
interface TroubleContract extends FilterFixture {
    String BODY = "{\"client_id\":\"body\"}";

    /** A request may be recorded just after its answer. */
    private static void awaitStored(ActivityTracker tracker, ThrowingRunnable assertion) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> {
                    assertThat(tracker.flush(Duration.ofSeconds(30))).isTrue();
                    assertion.run();
                });
    }

    private static void assertServes(ServletContainer container) throws Exception {
        TestClient client = TestClient.of(container);
        for (String path : TestServlets.READERS) {
            assertThat(client.post(path, TestClient.JSON, BODY).body().strip())
                    .as(path)
                    .isEqualTo(path.equals("/skip") ? "***" + BODY.substring(3) : BODY);
            assertThat(client.get(path + "?client_id=query").statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    default void servesWhenTheResolverFailsOrFindsNothing() throws Exception {
        try (ActivityTracker tracker = tracker()) {
            ClientIdResolver[] resolvers = {
                request -> {
                    throw new IllegalStateException("asked for");
                },
                request -> {
                    throw new AssertionError("asked for");
                },
                request -> null,
                request -> Optional.empty(),
                ClientIdResolver.firstOf(request -> null, ClientIdResolver.jsonField("none"))
            };
            for (ClientIdResolver resolver : resolvers) {
                try (ServletContainer container =
                        start(ActivityTrackingFilter.of(tracker, resolver))) {
                    assertServes(container);
                }
            }
        }
        assertThat(database().clients()).isEmpty();
    }

    @Test
    default void servesWhenTheStoreFailsToCheckAnId() throws Exception {
        ActivityStore store =
                new ActivityStore() {
                    @Override
                    public boolean accepts(String clientId) {
                        throw new AssertionError("of the store");
                    }

                    @Override
                    public void upsert(List<Sighting> sightings) {
                        throw new AssertionError("nothing to store");
                    }
                };
        Witness witness = new Witness();
        try (ActivityTracker tracker = ActivityTracker.of(store);
                ServletContainer container = start(witness, ActivityTrackingFilter.of(tracker))) {
            assertServes(container);
            assertThatTheApplicationFails(container, witness);
        }
    }

    private static void assertThatTheApplicationFails(ServletContainer container, Witness witness)
            throws Exception {
        TestClient client = TestClient.of(container);
        client.send(
                client.request("/throw?client_id=query")
                        .header("Kind", "io")
                        .header("Read", "yes")
                        .header("Content-Type", TestClient.JSON)
                        .POST(BodyPublishers.ofString("{}")));
        assertThat(witness.nextThrown())
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("asked for");
    }

    @Test
    default void recordsWhenARequestFailsToTellItsState() throws Exception {
        Filter breaking =
                (request, response, chain) ->
                        chain.doFilter(
                                new HttpServletRequestWrapper((HttpServletRequest) request) {
                                    @Override
                                    public boolean isAsyncStarted() {
                                        throw new AssertionError("of the request");
                                    }
                                },
                                response);
        Witness witness = new Witness();
        try (ActivityTracker tracker = tracker();
                ServletContainer container =
                        start(witness, breaking, ActivityTrackingFilter.of(tracker))) {
            assertThatTheApplicationFails(container, witness);
            awaitStored(tracker, () -> assertThat(database().clients()).containsExactly("query"));
        }
    }

    @Test
    default void servesWhenTheTrackerIsClosed() throws Exception {
        ActivityTracker tracker = tracker();
        try (ServletContainer container = start(ActivityTrackingFilter.of(tracker))) {
            tracker.close();
            assertServes(container);
        }
        assertThat(tracker.stats().refused().get(Refusal.CLOSED)).isPositive();
        assertThat(database().clients()).isEmpty();
    }

    @Test
    default void servesWhileTheStoreIsDownAndStoresWhenItIsBack() throws Exception {
        ActivityTracker tracker =
                ActivityTracker.builder(PostgresActivityStore.of(database().dataSource()))
                        .flushInterval(Duration.ofMillis(10))
                        .build();
        try (ServletContainer container = start(ActivityTrackingFilter.of(tracker))) {
            database().accessible(false);
            assertServes(container);
            Awaitility.await().until(() -> tracker.stats().failures() > 0);
            assertServes(container);
        } finally {
            database().accessible(true);
            tracker.close();
        }
        assertThat(database().clients()).isEqualTo(Set.of("body", "query"));
    }

    @Test
    default void countsWhatIsDoneOnceARequest() throws Exception {
        Map<String, Long> expected = new TreeMap<>();
        TestServlets.READERS.forEach(path -> expected.put("body POST " + path, 1L));
        for (String path : new String[] {"/timeout", "/throw", "/conflict", "/twice"}) {
            expected.put("query GET " + path, 1L);
        }
        try (ActivityTracker tracker = tracker()) {
            ActivityTrackingFilter filter =
                    ActivityTrackingFilter.builder(tracker)
                            .activity(TroubleContract::route)
                            .build();
            try (ServletContainer container = start(filter)) {
                TestClient client = TestClient.of(container);
                for (String path : TestServlets.READERS) {
                    client.post(path, TestClient.JSON, BODY);
                }
                client.send(client.request("/timeout?client_id=query"));
                client.send(client.request("/throw?client_id=query").header("Kind", "io"));
                client.send(client.request("/conflict?client_id=query").header("Read", "yes"));
                client.send(client.request("/twice?client_id=query").header("Read", "yes"));
                client.send(client.request("/ignore?client_id=none").header("Activity", "none"));
                client.send(client.request("/ignore?client_id=failed").header("Activity", "fail"));
                awaitStored(tracker, () -> assertThat(database().hits()).isEqualTo(expected));
                assertThat(database().clients()).containsExactly("body", "failed", "none", "query");
            }
        }
        // Nothing has come twice after that either: a request may end in more than one way.
        assertThat(database().hits()).isEqualTo(expected);
    }

    private static String route(HttpServletRequest request) {
        String asked = request.getHeader("Activity");
        if ("fail".equals(asked)) {
            throw new IllegalStateException("asked for");
        }
        return asked == null ? (String) request.getAttribute(TestApplication.ROUTE) : null;
    }

    @Test
    default void letsARequestPassThroughSeveralFilters() throws Exception {
        Set<String> expected = new TreeSet<>();
        try (ActivityTracker tracker = tracker()) {
            ActivityTrackingFilter one =
                    ActivityTrackingFilter.of(tracker, ClientIdResolver.jsonField("client_id"));
            ActivityTrackingFilter other =
                    ActivityTrackingFilter.builder(tracker)
                            .resolver(ClientIdResolver.jsonField("tenant"))
                            .bodyLimit(30)
                            .build();
            try (ServletContainer container = start(one, other)) {
                for (String path : TestServlets.READERS) {
                    String body =
                            "{\"tenant\":\"t%s\",\"client_id\":\"c%s\"}".formatted(path, path);
                    TestClient.of(container).post(path, TestClient.JSON, body);
                    expected.add("t" + path);
                    expected.add("c" + path);
                }
                awaitStored(tracker, () -> assertThat(database().clients()).isEqualTo(expected));
            }
        }
    }

    @Test
    default void recordsWhatIsInFlightWhenTheContainerStops() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ActivityTrackingFilter filter =
                ActivityTrackingFilter.builder(tracker()).closeOnDestroy(true).build();
        TestApplication application =
                new TestApplication()
                        .filter(filter)
                        .servlet(
                                "/slow",
                                (request, response) -> {
                                    arrived.countDown();
                                    assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
                                    byte[] body = request.getInputStream().readAllBytes();
                                    TestServlets.answer(response, body);
                                });
        ServletContainer container = start(application);
        TestClient client = TestClient.of(container);
        FutureTask<String> answer =
                new FutureTask<>(() -> client.post("/slow", TestClient.JSON, BODY).body());
        FutureTask<Void> stop =
                new FutureTask<>(() -> {
                    container.close();
                    return null;
                });
        new Thread(answer, "client").start();
        assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
        new Thread(stop, "stop").start();
        Awaitility.await().until(container::isStopping);
        goOn.countDown();

        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(BODY);
        stop.get(60, TimeUnit.SECONDS);
        assertThat(database().clients()).containsExactly("body");
    }
}

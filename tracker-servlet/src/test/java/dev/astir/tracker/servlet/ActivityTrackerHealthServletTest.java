package dev.astir.tracker.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import dev.astir.tracker.postgres.PostgresActivityStore;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestPostgres.class)
class ActivityTrackerHealthServletTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-03-01T10:00:00.250Z"), ZoneOffset.UTC);

    private ActivityTracker tracker;
    private ServletContainer tomcat;
    private TestClient client;

    @BeforeEach
    void start(DataSource dataSource, @TempDir Path directory) throws Exception {
        TrackerDatabase database = TrackerDatabase.in(dataSource);
        tracker =
                ActivityTracker.builder(PostgresActivityStore.of(database.dataSource()))
                        .flushInterval(Duration.ofMinutes(1))
                        .clock(CLOCK)
                        .build();
        TestApplication application =
                new TestApplication()
                        .filter(ActivityTrackingFilter.of(tracker))
                        .servlet("/of", ActivityTrackerHealthServlet.of(tracker))
                        .servlet("/published", new ActivityTrackerHealthServlet());
        tomcat = TomcatContainer.start(application, directory);
        client = TestClient.of(tomcat);
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.close();
        tracker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/of", "/published"})
    void answersWithTheStateOfTheTracker(String path) throws Exception {
        tracker.record("stored", "POST /items");
        assertThat(tracker.flush(Duration.ofSeconds(30))).isTrue();
        tracker.record("pending");
        tracker.record("x".repeat(51));
        HttpResponse<String> response = client.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.body())
                .isEqualTo(
                        "{\"bufferSize\":1,\"flushInterval\":60000,\"maxBufferSize\":100,"
                                + "\"maxBatchSize\":100,\"maxPending\":100000,\"flushes\":1,"
                                + "\"pending\":1,\"stored\":1,\"failures\":0,\"dropped\":0,"
                                + "\"refused\":{\"closed\":0,\"full\":0,\"invalid\":1,"
                                + "\"unsupported\":0},"
                                + "\"lastSuccess\":\"2026-03-01T10:00:00.250Z\","
                                + "\"hits\":{\"pending\":0,\"stored\":1,\"failures\":0,"
                                + "\"dropped\":0,\"refused\":{\"closed\":0,\"full\":0,"
                                + "\"invalid\":0,\"unsupported\":0},"
                                + "\"lastSuccess\":\"2026-03-01T10:00:00.250Z\"}}");
    }

    @Test
    void answersAlsoBeforeTheFirstFlushAndWhenTheTrackerIsClosed() throws Exception {
        assertThat(client.get("/of").body()).contains("\"lastSuccess\":null,\"hits\"");
        tracker.close();
        tracker.record("late");

        assertThat(client.get("/published").statusCode()).isEqualTo(200);
        assertThat(client.get("/published").body()).contains("\"closed\":1");
    }

    @Test
    void answersHeadWithoutABodyAndRefusesOtherMethods() throws Exception {
        HttpResponse<String> head =
                client.send(client.request("/of").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0))
                .isEqualTo(client.get("/of").body().length());

        for (String method : new String[] {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"}) {
            HttpResponse<String> other =
                    client.send(client.request("/of").method(method, BodyPublishers.noBody()));
            assertThat(other.statusCode()).as(method).isEqualTo(405);
            assertThat(other.headers().firstValue("Allow")).as(method).contains("GET, HEAD");
        }
    }

    @Test
    void saysThatThereIsNoTracker(@TempDir Path directory) throws Exception {
        TestApplication application =
                new TestApplication().servlet("/health", new ActivityTrackerHealthServlet());
        try (ServletContainer other = TomcatContainer.start(application, directory)) {
            HttpResponse<String> response = TestClient.of(other).get("/health");

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body())
                    .isEqualTo(
                            "{\"error\":\"This application has no ActivityTrackingFilter that is"
                                    + " initialized\"}");
        }
    }
}

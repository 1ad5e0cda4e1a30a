package dev.astir.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.RawHttp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.platform.Settings;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.simple.SimpleHttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics are the operator's: on this machine, or with the token; no organization's. */
class MetricsTest extends AppTest {

    private static final String TOKEN = "0123456789.token-of-the-operator";

    @Test
    void aProgramOfThisMachineGetsThem() {
        Api.Answer metrics = app().api().get("/metrics").expect(200);

        assertThat(metrics.header("Content-Type")).startsWith("text/plain");
        assertThat(metrics.body()).contains("# TYPE jvm_threads_live_threads gauge");
    }

    @Test
    void whatAgentsBringIsCounted() {
        Person ada = app().registerOrganization();
        TestAgent.Enrolled device = TestAgent.enrol(app(), ada);
        double before = value("astir_agents_spans_total{result=\"stored\"}");
        try (TestAgent agent = TestAgent.connect(app(), device)) {
            Instant now = Instant.now();
            agent.batch(List.of(TestAgent.span(now.minusSeconds(60), now, "Editor")));

            assertThat(value("astir_agents_connected")).isPositive();
        }

        assertThat(value("astir_agents_spans_total{result=\"stored\"}")).isEqualTo(before + 1);
        assertThat(value("astir_agents_batches_total")).isPositive();
        assertThat(value("astir_database_up")).isEqualTo(1);
        assertThat(value("astir_bus_up")).isEqualTo(1);
    }

    private static double value(String series) {
        return app().api()
                .get("/metrics")
                .expect(200)
                .body()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-For,   203.0.113.9",
        "x-forwarded-for,   127.0.0.1",
        "X-Forwarded-Host,  astir.example.org",
        "X-Forwarded-Proto, https",
        "X-Forwarded-Anything, x",
        "Forwarded,         for=203.0.113.9",
        "X-Real-IP,         203.0.113.9",
        "X-Client-IP,       203.0.113.9",
        "CF-Connecting-IP,  203.0.113.9",
        "Via,               1.1 proxy",
    })
    void whoeverAProxyOrAPageAsksForIsNotOfThisMachine(String header, String value) {
        assertThat(app().api().with(header, value).get("/metrics").expect(403).json().get("type"))
                .hasToString("\"urn:astir:problem:metrics-operator\"");
    }

    @Test
    void aPageOfAnotherOriginIsNotOfThisMachine() {
        app().api().with("Origin", "https://evil.example").get("/metrics").expect(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "localhost@evil.example",
                "127.0.0.1:80:80",
                "[::1].evil.example",
                "192.0.2.1",
                "0.0.0.0",
            })
    void aNameThatPointsHereIsNotThisMachine(String host) {
        assertThat(RawHttp.get(app().uri(), "/metrics", "Host: " + host)).isIn(400, 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost:9", "127.0.0.1", "127.8.9.1:80", "[::1]:8080"})
    void loopbackHasManyNames(String host) {
        assertThat(RawHttp.get(app().uri(), "/metrics", "Host: " + host)).isEqualTo(200);
    }

    @Test
    void noOrganizationsAdministratorGetsThem() {
        Person admin = app().registerOrganization();
        String session = admin.accessToken();

        admin.api().with("Via", "1.1 proxy").get("/metrics").expect(403);
        app().api()
                .with("Via", "1.1 proxy")
                .with("Cookie", "astir_access=" + session)
                .get("/metrics")
                .expect(403);
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer 0123456789.token-of-the-operator,  true",
        "bearer 0123456789.token-of-the-operator,  true",
        "Bearer 0123456789.token-of-the-operatoR,  false",
        "Bearer 0123456789.token-of-the-operator0, false",
        "Bearer 0123456789.token-of-the-operato,   false",
        "Basic 0123456789.token-of-the-operator,   false",
        "0123456789.token-of-the-operator,         false",
        "Bearer,                                   false",
    })
    void theOperatorsTokenOpensThemFromElsewhere(String authorization, boolean allowed) {
        MetricsAccess with = new MetricsAccess(Settings.from(Map.of("ASTIR_METRICS_TOKEN", TOKEN)));
        MetricsAccess without = new MetricsAccess(Settings.from(Map.of()));
        HttpRequest<?> request =
                new SimpleHttpRequest<>(HttpMethod.GET, "/metrics", null)
                        .header("Host", "astir.example.org")
                        .header("X-Forwarded-For", "203.0.113.9")
                        .header("Authorization", authorization);

        assertThat(with.allows(request)).isEqualTo(allowed);
        assertThat(without.allows(request)).isFalse();
    }
}

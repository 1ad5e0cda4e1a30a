package dev.astir.tracker.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bodies that come by HTTP/2, which another part of the server hands on. */
@ExtendWith(TestPostgres.class)
@Tag("newest-java")
class Http2Test {

    @Test
    void recordsTheClientInABodyThatTheControllerStillReads(DataSource dataSource)
            throws Exception {
        TrackerDatabase database = TrackerDatabase.in(dataSource);
        Map<String, Object> properties = new HashMap<>(database.properties("default"));
        properties.put("micronaut.server.http-version", "2.0");
        String large = "{\"client_id\":\"large\",\"x\":\"" + "x".repeat(1_000_000) + "\"}";
        try (TestServer server = new TestServer(properties)) {
            server.get("/items?client_id=upgrading");
            assertAnswer(server, "{\"client_id\":\"small\"}");
            assertAnswer(server, large);
            for (int i = 0; i < 5; i++) {
                assertThat(server.post("/ignored", "application/json", large).body())
                        .isEqualTo("ignored");
            }
        }

        assertThat(database.clients()).containsExactly("large", "small", "upgrading");
    }

    private static void assertAnswer(TestServer server, String body) throws Exception {
        HttpResponse<String> response = server.post("/bodies/arrays", "application/json", body);
        assertThat(response.version()).isEqualTo(Version.HTTP_2);
        assertThat(response.body()).isEqualTo(Integer.toString(body.length()));
    }
}

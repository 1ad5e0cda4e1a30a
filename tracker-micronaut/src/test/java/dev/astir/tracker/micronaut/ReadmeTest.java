package dev.astir.tracker.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.DocumentedCode;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The README's section on Micronaut, with a database that has no table yet. */
@ExtendWith(TestPostgres.class)
class ReadmeTest {
    private static final String SECTION = "Micronaut 4";

    @Test
    void tracksAnApplicationAsTheReadmeSays(DataSource empty) throws Exception {
        TrackerDatabase database = TrackerDatabase.without(empty);
        Map<String, Object> properties = new HashMap<>(database.properties("default"));
        properties.putAll(DocumentedCode.properties("README.md", SECTION));
        try (TestServer server = new TestServer(properties)) {
            String body = "{\"client_id\": \"ARAUC_XALAP\"}";
            assertThat(server.post("/items", "application/json", body).statusCode()).isEqualTo(200);
            server.flush();
        }

        assertThat(database.clients()).containsExactly("ARAUC_XALAP");
        assertThat(DocumentedCode.blocks("README.md", SECTION, "xml"))
                .containsExactly(DocumentedCode.dependency("tracker-micronaut"));
    }
}

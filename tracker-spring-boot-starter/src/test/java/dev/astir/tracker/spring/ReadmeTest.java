package dev.astir.tracker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.DocumentedCode;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The README's section on Spring Boot, with a database that has no table yet. */
@ExtendWith(TestPostgres.class)
class ReadmeTest {
    private static final String SECTION = "Spring Boot 4";

    @Test
    void tracksAnApplicationAsTheReadmeSays(DataSource empty) throws Exception {
        TrackerDatabase database = TrackerDatabase.without(empty);
        Map<String, Object> properties = new HashMap<>(RunningApplication.dataSource(database));
        properties.putAll(DocumentedCode.properties("README.md", SECTION));
        try (RunningApplication application =
                RunningApplication.start(ItemsApplication.class, properties)) {
            String body =
                    "{\"client_id\": \"ARAUC_XALAP\", \"operation\": \"create\", \"count\": 3}";
            assertThat(
                            application
                                    .send(application.post("/items", "application/json", body))
                                    .statusCode())
                    .isEqualTo(200);
        }

        assertThat(database.clients()).containsExactly("ARAUC_XALAP");
        assertThat(DocumentedCode.blocks("README.md", SECTION, "xml"))
                .containsExactly(DocumentedCode.dependency("tracker-spring-boot-starter"));
    }
}

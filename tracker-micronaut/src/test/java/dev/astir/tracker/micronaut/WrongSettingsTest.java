package dev.astir.tracker.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that cannot be: the start stops, and its first line says why. */
@ExtendWith(TestPostgres.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrongSettingsTest {
    private TrackerDatabase database;

    @BeforeAll
    void start(DataSource dataSource) throws SQLException {
        database = TrackerDatabase.in(dataSource);
    }

    private static String firstLineOfFailure(Map<String, Object> properties) {
        Throwable failure = catchThrowable(() -> new TestServer(properties).close());
        assertThat(failure).isNotNull();
        return failure.getMessage().lines().findFirst().orElse("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    flush-interval     | soon        | must be a duration such as 500ms, 10s or PT1M, but is "soon"
                    flush-interval     | 0s          | must be from PT0.001S to PT24H, but is PT0S
                    granularity        | -1s         | must be from PT0S to PT24H, but is PT-1S
                    shutdown-timeout   | 2d          | must be from PT0.001S to PT24H, but is PT48H
                    max-batch-size     | many        | must be a whole number, but is "many"
                    max-batch-size     | 0           | must be at least 1, but is 0
                    max-pending        | 99999999999 | must be a whole number, but is "99999999999"
                    max-pending        | 0           | must be at least 1, but is 0
                    max-id-length      | 0           | must be at least 1, but is 0
                    max-activity-length| -1          | must be at least 1, but is -1
                    enabled            | maybe       | must be true or false, but is "maybe"
                    enabled            | 'true '     | must be true or false, but is "true "
                    activity           | sometimes   | must be true or false, but is "sometimes"
                    create-tables      | 1           | must be true or false, but is "1"
                    body-limit         | 64 cups     | must be a number of bytes such as 65536 or 64KB, but is "64 cups"
                    body-limit         | 0           | must be from 1 to 16777216, but is 0
                    body-limit         | 17MB        | must be from 1 to 16777216, but is 17825792
                    client-id          | cookie:id   | must be a list of json:NAME, query:NAME, header:NAME, principal, but is "cookie:id"
                    client-id          | json:a,     | must be a list of json:NAME, query:NAME, header:NAME, principal, but is "json:a,"
                    table              | ''          | must be a name of 1 to 63 bytes without NUL, but is ""
                    """)
    void areNamedWithTheirValueAndWhatIsAllowed(String property, String value, String complaint) {
        Map<String, Object> properties = new HashMap<>(database.properties("default"));
        properties.put("astir.tracker." + property, value);

        assertThat(firstLineOfFailure(properties))
                .contains("astir.tracker." + property + " " + complaint);
    }

    @Test
    void sayThatThereIsNoDataSource() {
        assertThat(firstLineOfFailure(Map.of()))
                .contains("astir.tracker.datasource is \"default\"", "there is none at all")
                .contains("datasources.default.url", "astir.tracker.enabled=false");
    }

    @Test
    void sayWhichDataSourcesThereAre() {
        Map<String, Object> properties = new HashMap<>(database.properties("reports"));
        properties.putAll(database.properties("accounts"));

        assertThat(firstLineOfFailure(properties))
                .contains("astir.tracker.datasource is \"default\"", "[accounts, reports]")
                .contains("astir.tracker.enabled=false");
    }

    @Test
    void sayWhatAStoreOfTheApplicationCannotDo() {
        assertThat(firstLineOfFailure(Map.of("test.store", true, "astir.tracker.activity", true)))
                .contains("astir.tracker.activity must be false, because the ActivityStore bean")
                .contains("does not count activities");
        assertThat(
                        firstLineOfFailure(
                                Map.of("test.store", true, "astir.tracker.create-tables", true)))
                .contains("astir.tracker.create-tables must be false, because")
                .contains("makes its tables itself");
    }

    @Test
    void sayWhyTablesCouldNotBeCreated() {
        Map<String, Object> properties = new HashMap<>(database.properties("default"));
        properties.put("astir.tracker.create-tables", true);
        properties.put("astir.tracker.schema", "nowhere");

        assertThat(firstLineOfFailure(properties))
                .contains("astir.tracker.create-tables is true, but: Could not create the table")
                .contains("schema \"nowhere\" does not exist");
    }
}

package dev.astir.tracker.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application names what a request counts as. */
@ExtendWith(TestPostgres.class)
class ActivityResolverTest {

    @Test
    void namesWhatIsCountedAndMayCountNothing(DataSource empty) throws Exception {
        TrackerDatabase database = TrackerDatabase.in(empty);
        Map<String, Object> properties = new HashMap<>(database.properties("default"));
        properties.put("astir.tracker.activity", true);
        properties.put("test.activities", true);
        try (TestServer server = new TestServer(properties)) {
            for (String query :
                    List.of(
                            "client_id=a",
                            "client_id=a",
                            "client_id=b&what=nothing",
                            "client_id=c&what=fail")) {
                int status =
                        server.send(
                                        server.request("/shelves/1/books?" + query)
                                                .method("GET", BodyPublishers.noBody()))
                                .statusCode();
                assertThat(status).as(query).isEqualTo(200);
            }
            server.flush();
        }
        assertThat(database.clients()).containsExactly("a", "b", "c");
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT string_agg(client_id || ' ' || activity || ' ' || hits, ', ')"
                                        + " FROM client_activity_daily")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("a request 2");
        }
    }
}

package dev.astir.tracker.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that stops with a request in flight. */
@ExtendWith(TestPostgres.class)
@Tag("newest-java")
class ShutdownTest {
    private static final String GRACEFUL = "micronaut.lifecycle.graceful-shutdown.enabled";

    private final TrackerDatabase database;

    ShutdownTest(DataSource dataSource) throws SQLException {
        database = TrackerDatabase.in(dataSource);
    }

    private TestServer server(boolean graceful) {
        Map<String, Object> properties = new HashMap<>(database.properties("default"));
        properties.put(GRACEFUL, graceful);
        return new TestServer(properties);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void storesAlsoWhatIsRecordedAtTheEndOfARequestThatTheServerWaitsFor(boolean byServer)
            throws Exception {
        TestServer server = server(true);
        Gate gate = server.bean(Gate.class);
        CompletableFuture<HttpResponse<String>> slow =
                server.sendAsync(server.request("/shelves/slow?client_id=arrived"));
        gate.entered().join();

        CompletableFuture<Void> stopped =
                CompletableFuture.runAsync(byServer ? server::close : server::closeContext);
        Awaitility.await().until(() -> refusesConnections(server));
        assertThat(stopped).isNotDone();
        gate.open();

        assertThat(slow.join().body()).isEqualTo("true");
        stopped.join();
        assertThat(database.clients()).containsExactly("arrived", "at-the-end");
    }

    private static boolean refusesConnections(TestServer server) {
        try (Socket socket = server.connect()) {
            return !socket.isConnected();
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void storesTheArrivalOfARequestThatTheServerDoesNotWaitFor() throws Exception {
        TestServer server = server(false);
        Gate gate = server.bean(Gate.class);
        CompletableFuture<HttpResponse<String>> slow =
                server.sendAsync(server.request("/shelves/slow?client_id=arrived"));
        gate.entered().join();

        server.close();
        assertThat(database.clients()).containsExactly("arrived");

        gate.open();
        assertThat(slow.handle((response, failure) -> true).join()).isTrue();
        assertThat(database.clients()).containsExactly("arrived");
    }
}

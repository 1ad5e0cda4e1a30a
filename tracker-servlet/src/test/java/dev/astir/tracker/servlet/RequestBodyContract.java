package dev.astir.tracker.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter finds the client in the body, and the application still reads all of it. */
interface RequestBodyContract extends FilterFixture {

    static Stream<TestBody> bodies() {
        return TestBody.all().stream();
    }

    @ParameterizedTest
    @MethodSource("dev.astir.tracker.servlet.RequestBodyContract#bodies")
    default void leavesTheBodyAsItIsHoweverItIsSentAndRead(TestBody body) throws Exception {
        Set<String> clients = new TreeSet<>();
        for (String path : TestServlets.READERS) {
            for (boolean chunked : new boolean[] {false, true}) {
                String id = path + (chunked ? "-chunked" : "");
                byte[] bytes = body.bytes(id);
                String url = path + "?client_id=query-" + id;
                HttpResponse<String> expected = plain().post(url, body, bytes, chunked);
                HttpResponse<String> actual = tracked().post(url, body, bytes, chunked);

                assertThat(actual.statusCode()).as(id).isEqualTo(expected.statusCode());
                assertThat(actual.body()).as(id).isEqualTo(expected.body());
                clients.add(body.found() ? id : "query-" + id);
            }
        }
        awaitClients(clients);
    }

    @Test
    default void findsAnIdThatEndsAtTheLimitAndNoneThatGoesBeyond() throws Exception {
        String rest = "\",\"client_id\":\"inside\"";
        int padding = 64 * 1024 - rest.length() - "{\"x\":\"".length();
        String inside = "{\"x\":\"" + "x".repeat(padding) + rest + "}";
        Set<String> clients = new TreeSet<>(TestServlets.READERS);
        for (String path : TestServlets.READERS) {
            String id = "in%04d".formatted(clients.size());
            String beyond = inside.replace("inside", "outside");
            tracked().post(path + "?client_id=" + path, TestClient.JSON, beyond);
            tracked().post(path, TestClient.JSON, inside.replace("inside", id));
            clients.add(id);
        }
        awaitClients(clients);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/buffer", "/direct"})
    default void readsIntoBuffersAsServlet61Specifies(String path) throws Exception {
        String body = "{\"client_id\":\"%s\",\"x\":\"%s\"}".formatted(path, "x".repeat(20_000));

        assertThat(tracked().post(path, TestClient.JSON, body).body()).isEqualTo(body);
        awaitClients(path);
    }

    @Test
    default void leavesAFormToTheApplication() throws Exception {
        String form = "application/x-www-form-urlencoded";

        assertThat(tracked().post("/form?client_id=form", form, "field=value").body())
                .isEqualTo("value");
        assertThat(tracked().post("/form", form, "field=value&client_id=no").body())
                .isEqualTo("value");
        awaitClients("form");
    }

    @Test
    default void leavesTheFilesOfAFormToTheApplication() throws IOException, InterruptedException {
        String parts =
                """
                --edge\r
                Content-Disposition: form-data; name="text"\r
                \r
                value\r
                --edge\r
                Content-Disposition: form-data; name="file"; filename="a.json"\r
                Content-Type: application/json\r
                \r
                {"client_id":"no"}\r
                --edge--\r
                """;
        String type = "multipart/form-data; boundary=edge";

        assertThat(tracked().post("/parts?client_id=parts", type, parts).body().split(" "))
                .containsExactlyInAnyOrder("text5", "file18");
        awaitClients("parts");
    }

    @Test
    default void keepsIdsExactlyAndRefusesWhatTheColumnCannotHold() throws Exception {
        String[] ids = {"it's", "a\"b\\c", "\ud83d\ude00", " x ", "%27;--", "x".repeat(50), "0042"};
        String[] refused = {"x".repeat(51), "a\\u0000b", "\\ud83d", "x".repeat(1_000_000)};
        for (String id : ids) {
            String escaped = id.replace("\\", "\\\\").replace("\"", "\\\"");
            String body = "{\"client_id\":\"" + escaped + "\"}";
            assertThat(tracked().post("/stream", TestClient.JSON, body).body()).isEqualTo(body);
        }
        for (String id : refused) {
            String body = "{\"client_id\":\"" + id + "\"}";
            assertThat(tracked().post("/stream", TestClient.JSON, body).body()).isEqualTo(body);
        }
        assertThat(tracked().get("/stream?client_id=" + "x".repeat(51)).statusCode())
                .isEqualTo(200);
        assertThat(tracked().get("/stream?client_id=").statusCode()).isEqualTo(200);
        assertThat(tracked().get("/stream?a=b&client_id=%C3%89t%C3%A9+%25").statusCode())
                .isEqualTo(200);
        assertThat(tracked().post("/stream", TestClient.JSON, "{\"client_id\":42}").statusCode())
                .isEqualTo(200);

        Set<String> clients = new TreeSet<>(Arrays.asList(ids));
        clients.add("\u00c9t\u00e9 %");
        clients.add("42");
        awaitClients(clients);
    }
}

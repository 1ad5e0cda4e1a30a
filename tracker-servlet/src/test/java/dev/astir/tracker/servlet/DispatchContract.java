package dev.astir.tracker.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the container and the application do with a request goes on behind the filter. */
interface DispatchContract extends FilterFixture {
    String BODY = "{\"client_id\":\"body\"}";

    private static HttpResponse<String> post(TestClient client, String path, String... headers)
            throws Exception {
        return postText(client, path, BODY, headers);
    }

    private static HttpResponse<String> postText(
            TestClient client, String path, String body, String... headers) throws Exception {
        return client.send(
                client.request(path)
                        .headers(headers)
                        .header("Content-Type", TestClient.JSON)
                        .POST(BodyPublishers.ofString(body)));
    }

    private void assertSame(HttpResponse<String> actual, HttpResponse<String> expected) {
        assertThat(actual.statusCode()).isEqualTo(expected.statusCode());
        assertThat(actual.body()).isEqualTo(expected.body());
    }

    @Test
    default void leavesAnUnreadBodyToTheErrorPage() throws Exception {
        assertSame(
                post(tracked(), "/conflict?client_id=query", "Kind", "none"),
                post(plain(), "/conflict?client_id=query", "Kind", "none"));
        awaitClients("query");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/line-and-dispatch", "/conflict"})
    default void leavesTheRestOfATextToWhoeverGoesOn(String path) throws Exception {
        String body = "{\"x\":1,\n\"%s\":\"text\",\n\"y\":\"%s\"}\n";
        boolean asynchronous = path.equals("/line-and-dispatch");
        // How much of a text an error page leaves to be seen differs, so there is nobody in that
        // one; and before it, one of the containers drops what it has not read itself.
        String lines =
                asynchronous
                        ? body.formatted("client_id", "y".repeat(20_000))
                        : body.formatted("other", "y".repeat(1_000));
        HttpResponse<String> actual = postText(tracked(), path, lines, "Read", "line");

        assertSame(actual, postText(plain(), path, lines, "Read", "line"));
        assertThat(actual.body()).endsWith(lines);
        awaitClients(asynchronous ? new String[] {"text"} : new String[0]);
    }

    @Test
    default void recordsARequestThatFailsAfterReading() throws Exception {
        HttpResponse<String> response = post(tracked(), "/conflict?client_id=query", "Read", "yes");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.body()).isEqualTo("409");
        awaitClients("body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"io", "servlet", "error", "runtime"})
    default void letsExceptionsPassUnchanged(String kind) throws Exception {
        assertSame(
                post(tracked(), "/throw?client_id=query", "Kind", kind),
                post(plain(), "/throw?client_id=query", "Kind", kind));
        Throwable expected = plainWitness().nextThrown();
        assertThat(trackedWitness().nextThrown())
                .isExactlyInstanceOf(expected.getClass())
                .hasMessage(expected.getMessage())
                .hasNoSuppressedExceptions();
        awaitClients("query");

        post(tracked(), "/throw?client_id=query", "Kind", kind, "Read", "yes");
        assertThat(trackedWitness().nextThrown()).isExactlyInstanceOf(expected.getClass());
        awaitClients("body", "query");
    }

    @Test
    default void recordsARequestThatIsAsynchronousTwice() throws Exception {
        HttpResponse<String> response = post(tracked(), "/twice", "Read", "yes");

        assertThat(response.body()).isEqualTo(BODY);
        awaitClients("body");
    }

    @Test
    default void recordsAnAsynchronousRequestThatFails() throws Exception {
        // The page of one container shows the stack, and so the filter.
        assertThat(post(tracked(), "/throw-later", "Read", "yes").statusCode())
                .isEqualTo(post(plain(), "/throw-later", "Read", "yes").statusCode());
        awaitClients("body");
    }

    @Test
    default void recordsAnAsynchronousRequestThatTimesOut() throws Exception {
        String path = "/timeout?client_id=query";

        assertSame(post(tracked(), path, "Read", "yes"), post(plain(), path, "Read", "yes"));
        awaitClients("query");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "POST"})
    default void recordsARequestOfAnyMethod(String method) throws Exception {
        String path = "/stream?client_id=" + method;

        assertSame(
                tracked().send(tracked().request(path).method(method, BodyPublishers.noBody())),
                plain().send(plain().request(path).method(method, BodyPublishers.noBody())));
        awaitClients(method);
    }

    @Test
    default void recordsARequestForWhichThereIsNothing() throws Exception {
        assertThat(tracked().get("/nowhere?client_id=lost").statusCode()).isEqualTo(404);
        awaitClients("lost");
    }
}

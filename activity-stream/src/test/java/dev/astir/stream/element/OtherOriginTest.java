package dev.astir.stream.element;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.astir.stream.EventFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of twenty lines, {@code other-origin.html}, on a server of its own. */
class OtherOriginTest extends BrowserTest {

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "sse"})
    void worksInAPlainPageOfAnotherOriginWithAToken(String transport) throws IOException {
        HttpServer site =
                HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        String origin = "http://127.0.0.1:" + site.getAddress().getPort();
        try (ElementServer server = ElementServer.launch(origin);
                FeedPage page = window()) {
            String html =
                    example()
                            .replace("https://stream.example", server.uri().toString())
                            .replace(
                                    "<activity-feed",
                                    "<activity-feed transport=\"" + transport + "\"");
            site.createContext("/", exchange -> answer(exchange, "text/html", html));
            site.createContext(
                    "/token", exchange -> answer(exchange, "text/plain", "alice." + feed));
            site.start();
            server.publish(feed, "Before");
            page.show(URI.create(origin + "/"));
            page.awaitState("Live");
            server.publish(feed, "After");
            assertThat(page.events()).hasCount(2);
            assertThat(page.messages()).containsExactly("After", "Before");

            page.event("After").hover();
            page.event("After").locator("[part=react]").click();
            page.page()
                    .waitForResponse(
                            response -> response.request().method().equals("POST"),
                            () -> page.find(".picker button").first().click());
            assertThat(page.find("[part=reaction]")).hasAttribute("aria-pressed", "true");
            assertThat(page.find("[role=alert]:visible")).hasCount(0);
            assertThat(server.stream().page(feed, EventFilter.all(), null, 1).items())
                    .first()
                    .satisfies(event -> assertThat(event.reactions()).containsEntry("👍", 1));
        } finally {
            site.stop(0);
        }
    }

    private static String example() throws IOException {
        try (InputStream file =
                OtherOriginTest.class.getResourceAsStream("/element/other-origin.html")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
        }
    }

    private static void answer(HttpExchange exchange, String type, String body) {
        try (exchange) {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

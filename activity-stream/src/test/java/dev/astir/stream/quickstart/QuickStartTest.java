package dev.astir.stream.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.TestDatabase;
import dev.astir.stream.jakarta.ServletContainer;
import dev.astir.stream.jakarta.TomcatContainer;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.servlet.ServletContextEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The quick starts of docs/stream.md, run as they are printed; that of Spring Boot is a module of
 * its own, with the class path of such an application.
 */
class QuickStartTest {
    private static final Path ROOT = Path.of("..");
    private static final String SOURCES =
            "activity-stream/src/test/java/dev/astir/stream/quickstart/";
    private static final String TOKEN = "alice.team-1";

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void micronaut() throws Exception {
        assertThat(block("Micronaut", "java")).isEqualTo(source("micronaut/Feed.java", "@Factory"));
        Properties printed = new Properties();
        printed.load(new StringReader(block("Micronaut", "properties")));
        Map<String, Object> settings = new HashMap<>(Map.of("quickstart", true));
        printed.stringPropertyNames()
                .forEach(name -> settings.put(name, printed.getProperty(name)));
        settings.put("micronaut.server.host", "127.0.0.1");
        settings.put("micronaut.server.port", -1);
        try (TestDatabase database = TestDatabase.empty();
                ApplicationContext context =
                        ApplicationContext.builder()
                                .properties(settings)
                                .singletons(new Users(), database.owner())
                                .build()
                                .start()) {
            EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
            String address = "http://127.0.0.1:" + server.getPort();
            publishesAndFollows(address);
            HttpResponse<String> element =
                    client.send(
                            HttpRequest.newBuilder(URI.create(address + "/astir/activity-feed.js"))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(element.statusCode()).isEqualTo(200);
            assertThat(element.headers().firstValue("Content-Type").orElse(""))
                    .contains("javascript");
        }
    }

    @Test
    void servletContainer() throws Exception {
        assertThat(block("Servlet containers", "java"))
                .isEqualTo(source("servlet/Feed.java", "public class"));
        try (TestDatabase database = TestDatabase.empty()) {
            dev.astir.stream.quickstart.servlet.Feed feed =
                    new dev.astir.stream.quickstart.servlet.Feed(database.owner(), new Users());
            List<ServletContextEvent> events = new ArrayList<>();
            try (ServletContainer tomcat =
                    TomcatContainer.start(context -> {
                        events.add(new ServletContextEvent(context));
                        feed.contextInitialized(events.get(0));
                    })) {
                publishesAndFollows("http://127.0.0.1:" + tomcat.port());
            } finally {
                feed.contextDestroyed(events.get(0));
            }
        }
    }

    /** OtherOriginTest opens the same page in a browser. */
    @Test
    void page() throws Exception {
        try (InputStream file = getClass().getResourceAsStream("/element/other-origin.html")) {
            assertThat(block("A page", "html"))
                    .isEqualTo(new String(Objects.requireNonNull(file).readAllBytes(), UTF_8));
        }
    }

    private void publishesAndFollows(String address) throws Exception {
        HttpResponse<Stream<String>> live =
                client.send(
                        HttpRequest.newBuilder(URI.create(address + "/api/live/events"))
                                .header("Authorization", "Bearer " + TOKEN)
                                .build(),
                        BodyHandlers.ofLines());
        assertThat(live.statusCode()).isEqualTo(200);
        CompletableFuture<String> put =
                CompletableFuture.supplyAsync(() ->
                        live.body()
                                .peek(line -> publishOnce(address, line))
                                .filter(line ->
                                        line.startsWith("data:") && line.contains("\"put\""))
                                .findFirst()
                                .orElse(""));
        assertThat(put.get(60, TimeUnit.SECONDS)).contains("The alice: task completed Fix login");
        live.body().close();
    }

    /** When the subscription has begun, so that the event comes by it. */
    private void publishOnce(String address, String line) {
        if (!line.contains("\"subscribed\"")) {
            return;
        }
        try {
            HttpRequest publish =
                    HttpRequest.newBuilder(URI.create(address + "/api/activities"))
                            .header("Authorization", "Bearer " + TOKEN)
                            .POST(
                                    BodyPublishers.ofString(
                                            "{\"eventType\":\"task.completed\",\"entityName\":\"Fix login\"}"))
                            .build();
            assertThat(client.send(publish, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String source(String file, String from) throws IOException {
        String text = Files.readString(ROOT.resolve(SOURCES + file));
        return text.substring(text.indexOf(from));
    }

    private static String block(String heading, String language) throws IOException {
        String text = Files.readString(ROOT.resolve("docs/stream.md"));
        int start = text.indexOf("\n## " + heading + "\n");
        assertThat(start).as("heading %s", heading).isPositive();
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(text);
        assertThat(block.find(start)).as("%s under %s", language, heading).isTrue();
        return block.group(1);
    }
}

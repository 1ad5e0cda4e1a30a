package dev.astir.tracker.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.astir.tracker.ActivityTracker;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Resolvers that are made of others. */
interface ResolverContract extends FilterFixture {

    /** Sends bodies to a filter with this resolver, and ends it. */
    private void post(ClientIdResolver resolver, String path, String... bodies) throws Exception {
        try (ActivityTracker tracker = tracker();
                ServletContainer container = start(ActivityTrackingFilter.of(tracker, resolver))) {
            for (String body : bodies) {
                assertThat(TestClient.of(container).post(path, TestClient.JSON, body).statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    default void recordsOnlyTheClientsThatAreAccepted() throws Exception {
        Set<String> known = Set.of("first", "last");
        post(
                ClientIdResolver.byDefault().accepting(known::contains),
                "/stream?client_id=unknown",
                "{\"client_id\":\"first\"}",
                "{\"x\":1,\"client_id\":\"last\"}",
                "{\"client_id\":\"\"}",
                "{\"client_id\":\"other\"}",
                "{}");

        assertThat(database().clients()).containsExactly("first", "last");
    }

    @Test
    default void looksAtOtherFieldsWhenAClientIsNotAccepted() throws Exception {
        post(
                ClientIdResolver.firstOf(
                        ClientIdResolver.jsonField("client_id").accepting(Set.of("ours")::contains),
                        ClientIdResolver.jsonField("tenant")),
                "/stream",
                "{\"client_id\":\"ours\",\"tenant\":\"a\"}",
                "{\"client_id\":\"other\",\"tenant\":\"b\"}",
                "{\"client_id\":\"\",\"tenant\":\"c\"}");

        assertThat(database().clients()).containsExactly("b", "c", "ours");
    }

    @Test
    default void prefersWhatComesFirstInTheListToWhatComesFirstInTheBody() throws Exception {
        post(
                ClientIdResolver.firstOf(
                        ClientIdResolver.queryParameter("id"),
                        ClientIdResolver.jsonField("tenant"),
                        ClientIdResolver.jsonField("client_id")),
                "/stream",
                "{\"client_id\":\"client\",\"tenant\":\"tenant\"}",
                "{\"client_id\":\"alone\"}");
        post(
                ClientIdResolver.firstOf(
                        ClientIdResolver.queryParameter("id"),
                        ClientIdResolver.jsonField("client_id")),
                "/stream?id=query",
                "{\"client_id\":\"no\"}");

        assertThat(database().clients()).containsExactly("alone", "query", "tenant");
    }

    @Test
    default void asksOnWhenAResolverFails() throws Exception {
        ClientIdResolver failing =
                request -> {
                    throw new AssertionError("asked for");
                };
        Logger log = (Logger) LoggerFactory.getLogger(FirstOf.class);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        log.addAppender(logged);
        try {
            post(
                    ClientIdResolver.firstOf(failing, ClientIdResolver.jsonField("client_id")),
                    "/stream",
                    "{\"client_id\":\"first\"}",
                    "{\"x\":1,\"client_id\":\"last\"}");
        } finally {
            log.detachAppender(logged);
        }

        assertThat(database().clients()).containsExactly("first", "last");
        assertThat(logged.list)
                .filteredOn(event -> event.getLevel() == Level.WARN)
                .singleElement()
                .extracting(event -> event.getThrowableProxy().getMessage())
                .isEqualTo("asked for");
    }

    @Test
    default void findsTheFieldForAResolverThatWrapsTheRequest() throws Exception {
        ClientIdResolver field = ClientIdResolver.jsonField("client_id");
        ClientIdResolver wrapping =
                new ClientIdResolver() {
                    @Override
                    public Optional<String> resolve(HttpServletRequest request) {
                        return field.resolve(new HttpServletRequestWrapper(request));
                    }

                    @Override
                    public boolean readsBody() {
                        return true;
                    }
                };
        post(wrapping, "/stream", "{\"client_id\":\"wrapped\"}");

        assertThat(database().clients()).containsExactly("wrapped");
    }

    @Test
    default void findsAnActivityInTheBodyBesideTheClient() throws Exception {
        ClientIdResolver operation = ClientIdResolver.jsonField("operation");
        try (ActivityTracker tracker = tracker()) {
            ActivityTrackingFilter filter =
                    ActivityTrackingFilter.builder(tracker)
                            .activity(request -> operation.resolve(request).orElse(null))
                            .build();
            try (ServletContainer container = start(filter)) {
                String body = "{\"client_id\":\"body\",\"operation\":\"transfer\"}";
                TestClient.of(container).post("/stream", TestClient.JSON, body);
            }
        }
        assertThat(database().hits()).isEqualTo(Map.of("body transfer", 1L));
    }
}

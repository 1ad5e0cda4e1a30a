package dev.astir.stream.jakarta;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.feed.FeedAuthenticator;
import dev.astir.stream.feed.FeedGate;
import dev.astir.stream.rest.FeedRest;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts the feed's endpoints into a web application: a WebSocket, and server-sent events below it.
 * Nothing is found by scanning; call it while the application starts, from a {@code
 * ServletContextListener} or {@code ServletContainerInitializer}, and in Spring Boot from a {@code
 * ServletContextInitializer} bean.
 *
 * <pre>{@code
 * FeedEndpoints.register(servletContext, stream, authenticator);
 * }</pre>
 *
 * <p>The container must support servlet 5.0 and WebSocket 2.1 or later: Tomcat 10.1, Jetty 12,
 * Undertow 2.3. When the application stops, readers are sent to another node; where the server cuts
 * connections before it stops the application, or waits for requests to end, as Spring Boot does,
 * call {@link #drain} ahead of that. The stream stays the caller's to close, after the application.
 *
 * <p>Thread-safe.
 */
public final class FeedEndpoints {
    /**
     * The WebSocket's path unless told otherwise: {@value}. SSE is below it, at {@code /events}.
     */
    public static final String DEFAULT_PATH = "/api/live";

    /** How long a client may keep a message from being sent, unless told otherwise. */
    public static final Duration DEFAULT_SEND_TIMEOUT = Duration.ofSeconds(20);

    private final FeedService service;
    private final String path;
    private final @Nullable String restPath;
    private final FeedRest rest;

    private FeedEndpoints(Builder builder) {
        FeedGate gate =
                FeedGate.of(builder.stream.hub(), builder.authenticator, builder.allowedOrigins);
        service = new FeedService(builder.stream, gate, builder.sendTimeout);
        path = builder.path;
        restPath = builder.restPath;
        rest = builder.rest;
    }

    /** Registers the endpoints with the default settings. */
    public static void register(
            ServletContext context, ActivityStream stream, FeedAuthenticator authenticator) {
        builder(stream, authenticator).register(context);
    }

    /** Starts the endpoints' settings. */
    public static Builder builder(ActivityStream stream, FeedAuthenticator authenticator) {
        return new Builder(stream, authenticator);
    }

    /**
     * Registers the endpoints, once.
     *
     * @throws IllegalStateException if the application has started already, or has endpoints of
     *     this path
     */
    public void register(ServletContext context) {
        add(context, new FeedSocketServlet(service), path);
        add(context, new FeedEventServlet(service), path + "/events");
        if (restPath != null) {
            add(
                    context,
                    new FeedRestServlet(rest, service, restPath),
                    restPath,
                    restPath + "/*",
                    restPath + ".csv");
        }
    }

    private static void add(ServletContext context, Servlet servlet, String... paths) {
        ServletRegistration.Dynamic registration =
                context.addServlet("astir-feed" + paths[0].replace('/', '-'), servlet);
        if (registration == null || !registration.addMapping(paths).isEmpty()) {
            throw new IllegalStateException("path: there is a servlet at " + paths[0] + " already");
        }
        registration.setAsyncSupported(true);
        // One that was never asked for anything is told of the end as well.
        registration.setLoadOnStartup(1);
    }

    /**
     * Sends every reader to another node, also those who connect from now on, and waits until each
     * has been told. Blocks, for ten seconds at most. Doing it again does no harm.
     */
    public void drain() {
        service.drain();
    }

    /** The endpoints' settings. Not thread-safe. */
    public static final class Builder {
        private final ActivityStream stream;
        private final FeedAuthenticator authenticator;
        private String path = DEFAULT_PATH;
        private Collection<String> allowedOrigins = List.of();
        private Duration sendTimeout = DEFAULT_SEND_TIMEOUT;
        private @Nullable String restPath;
        private FeedRest rest;

        private Builder(ActivityStream stream, FeedAuthenticator authenticator) {
            this.stream = Objects.requireNonNull(stream, "stream");
            this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
            this.rest = FeedRest.of(stream);
        }

        /** Sets the WebSocket's path in the web application, such as {@code /live}. */
        public Builder path(String path) {
            this.path = checked("path", path);
            return this;
        }

        /**
         * Sets where pages, reactions, comments, counts and CSV are answered, such as {@code
         * /api/activities}; nowhere by default.
         */
        public Builder restPath(String restPath) {
            this.restPath = checked("restPath", restPath);
            return this;
        }

        /** Sets what answers there; by default a feed with the default settings. */
        public Builder rest(FeedRest rest) {
            this.rest = Objects.requireNonNull(rest, "rest");
            return this;
        }

        private static String checked(String field, String path) {
            if (!path.startsWith("/") || path.endsWith("/") || path.contains("*")) {
                throw new IllegalArgumentException(
                        field + ": " + path + " is not allowed; expected one such as /live");
            }
            return path;
        }

        /**
         * Sets the other origins whose pages may connect, exactly as a browser writes them, such as
         * {@code https://intranet.example}; by default none.
         */
        public Builder allowedOrigins(Collection<String> allowedOrigins) {
            this.allowedOrigins = List.copyOf(allowedOrigins);
            return this;
        }

        /** Sets how long a client may keep a WebSocket message from being sent. */
        public Builder sendTimeout(Duration sendTimeout) {
            if (sendTimeout.toMillis() <= 0) {
                throw new IllegalArgumentException(
                        "sendTimeout: " + sendTimeout + " is not allowed; expected 1 ms or more");
            }
            this.sendTimeout = sendTimeout;
            return this;
        }

        /** Makes the endpoints of one web application, which are to be registered. */
        public FeedEndpoints build() {
            return new FeedEndpoints(this);
        }

        /**
         * Makes the endpoints and registers them.
         *
         * @throws IllegalStateException if the application has started already, or has endpoints of
         *     this path
         */
        public void register(ServletContext context) {
            build().register(context);
        }
    }
}

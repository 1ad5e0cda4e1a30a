package dev.astir.tracker.servlet;

import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.json.JsonField;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the client of each request. Register it with asynchronous support, in code with a tracker
 * of yours, or in {@code web.xml}:
 *
 * <pre>{@code
 * <filter>
 *   <filter-name>activity</filter-name>
 *   <filter-class>dev.astir.tracker.servlet.ActivityTrackingFilter</filter-class>
 *   <async-supported>true</async-supported>
 *   <init-param>
 *     <param-name>dataSource</param-name>
 *     <param-value>java:comp/env/jdbc/main</param-value>
 *   </init-param>
 * </filter>
 * }</pre>
 *
 * <p>Other parameters are {@code clientId} (a list of {@code json:NAME}, {@code query:NAME}, {@code
 * header:NAME} and {@code principal}, the first that is found counts; by default {@code
 * json:client_id, query:client_id}), {@code schema}, {@code table}, {@code maxIdLength}, {@code
 * flushInterval} (ISO-8601) and {@code maxBatchSize}.
 *
 * <p>A JSON body is looked at as the application reads it, up to 64 KiB; when the application has
 * not read it, and has not failed, then as far as it has arrived. Other bodies are left alone. A
 * request is recorded once, also when it is dispatched again, and succeeds whatever happens to
 * tracking. Safe for use by several threads.
 */
public final class ActivityTrackingFilter implements Filter {
    private static final Logger log = LoggerFactory.getLogger(ActivityTrackingFilter.class);
    private static final String TRACKED = ActivityTrackingFilter.class.getName();

    private @Nullable ActivityTracker tracker;
    private @Nullable ActivityTracker ownTracker;
    private ClientIdResolver resolver = FilterSettings.defaultResolver();

    /** For a container, which calls {@link #init} with the parameters of {@code web.xml}. */
    public ActivityTrackingFilter() {}

    private ActivityTrackingFilter(ActivityTracker tracker, ClientIdResolver resolver) {
        this.tracker = Objects.requireNonNull(tracker, "tracker");
        this.resolver = Objects.requireNonNull(resolver, "resolver");
    }

    /**
     * Makes a filter that finds clients by the JSON body field {@code client_id}, and then by the
     * query parameter of that name. Whoever built the tracker closes it, after the web server has
     * stopped.
     */
    public static ActivityTrackingFilter of(ActivityTracker tracker) {
        return of(tracker, FilterSettings.defaultResolver());
    }

    /** Makes a filter that finds clients by a resolver. */
    public static ActivityTrackingFilter of(ActivityTracker tracker, ClientIdResolver resolver) {
        return new ActivityTrackingFilter(tracker, resolver);
    }

    /**
     * Reads the parameters, unless this was made with a tracker.
     *
     * @throws ServletException if a parameter is missing, unknown or wrong
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        if (tracker == null) {
            FilterSettings settings = new FilterSettings(config);
            resolver = settings.resolver();
            ownTracker = settings.tracker();
            tracker = ownTracker;
        }
    }

    /** Closes the tracker, if it was made by {@link #init}. */
    @Override
    public void destroy() {
        if (ownTracker != null) {
            ownTracker.close();
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (tracker == null
                || !(request instanceof HttpServletRequest http)
                || request.getAttribute(TRACKED) != null) { // an async, error or other dispatch
            chain.doFilter(request, response);
            return;
        }
        request.setAttribute(TRACKED, true);
        HttpServletRequest passed = http;
        if (resolver.readsBody() && JsonField.isIn(request.getContentType())) {
            passed = new TrackedRequest(http, new BodyPrefix(JsonField.DEFAULT_LIMIT));
        } else if (record(tracker, http)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            chain.doFilter(passed, response);
        } finally {
            finish(tracker, passed, response);
        }
    }

    private void finish(
            ActivityTracker tracker, HttpServletRequest request, ServletResponse response) {
        try {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new RecordOnComplete(tracker, request));
                return;
            }
            // An error page may still want the body of a request that failed.
            boolean failed =
                    response instanceof HttpServletResponse http
                            && http.getStatus() >= HttpServletResponse.SC_BAD_REQUEST;
            if (!failed && request instanceof TrackedRequest tracked) {
                tracked.keepUnread();
            }
        } catch (IOException | RuntimeException e) {
            // The client has gone, or the asynchronous request has completed in between.
            log.debug("Could not look at the rest of a request", e);
        }
        boolean unused = record(tracker, request);
    }

    /** Whether the request tells a client. */
    private boolean record(ActivityTracker tracker, HttpServletRequest request) {
        try {
            Optional<String> id = resolver.resolve(request);
            id.ifPresent(tracker::record);
            return id.isPresent();
        } catch (RuntimeException e) {
            log.debug("Could not find the client of a request", e);
            return false;
        }
    }

    /** Records at the end of an asynchronous request, when its body has been read. */
    private final class RecordOnComplete implements AsyncListener {
        private final ActivityTracker tracker;
        private final HttpServletRequest request;

        RecordOnComplete(ActivityTracker tracker, HttpServletRequest request) {
            this.tracker = tracker;
            this.request = request;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            boolean unused = record(tracker, request);
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {
            // Starting again forgets the listeners.
            event.getAsyncContext().addListener(this);
        }
    }
}

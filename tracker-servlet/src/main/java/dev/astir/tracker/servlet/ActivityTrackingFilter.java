package dev.astir.tracker.servlet;

import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.http.JsonField;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
 * <p>The other parameters are optional; a duration is written as {@code PT1S}, or as {@code 500ms},
 * {@code 1s}, {@code 2m}, {@code 1h} or {@code 1d}:
 *
 * <ul>
 *   <li>{@code clientId}: a list of {@code json:NAME}, {@code query:NAME}, {@code header:NAME} and
 *       {@code principal}, the first that is found counts; by default {@code json:client_id,
 *       query:client_id}
 *   <li>{@code bodyLimit}: as {@link Builder#bodyLimit}
 *   <li>{@code schema}, {@code table}, {@code dailyTable}, {@code maxIdLength}, {@code
 *       maxActivityLength}: as of the builder of {@code PostgresActivityStore}
 *   <li>{@code createTables}: whether to create what is missing in the database at the start; by
 *       default {@code false}
 *   <li>{@code flushInterval}, {@code maxBatchSize}, {@code maxPending}, {@code granularity},
 *       {@code shutdownTimeout}: as of {@link ActivityTracker.Builder}
 *   <li>{@code enabled}: {@code false} makes a filter that lets all requests pass and needs no
 *       other parameter; by default {@code true}
 * </ul>
 *
 * <p>A JSON body is looked at as the application reads it, up to a limit. One that the application
 * has not asked for when it has answered, with a status below 400 and not asynchronously, is looked
 * at as far as it has arrived, if its length is known and it is not encoded. Other bodies are left
 * alone. A request is recorded once, also when it is dispatched again, and succeeds whatever
 * happens to tracking. Safe for use by several threads.
 */
public final class ActivityTrackingFilter implements Filter {
    /**
     * The attribute of the {@link ServletContext} under which the filter's {@link ActivityTracker}
     * is found from the filter's initialization to its end: {@value}. Of several filters, the last
     * one that was initialized has it.
     */
    public static final String TRACKER_ATTRIBUTE = "dev.astir.tracker.ActivityTracker";

    /** The default of {@link Builder#bodyLimit}: {@value} bytes. */
    public static final int DEFAULT_BODY_LIMIT = JsonField.DEFAULT_LIMIT;

    private final @Nullable Builder builder;
    private @Nullable RequestRecorder recorder;
    private @Nullable ActivityTracker tracker;
    private @Nullable ServletContext context;

    /** For a container, which calls {@link #init} with the parameters of {@code web.xml}. */
    public ActivityTrackingFilter() {
        builder = null;
    }

    private ActivityTrackingFilter(Builder builder) {
        this.builder = builder;
        tracker = builder.tracker;
        recorder = builder.recorder();
    }

    /** Makes a filter with the default settings; as {@link #builder} otherwise. */
    public static ActivityTrackingFilter of(ActivityTracker tracker) {
        return builder(tracker).build();
    }

    /** Makes a filter that finds clients by a resolver; as {@link #builder} otherwise. */
    public static ActivityTrackingFilter of(ActivityTracker tracker, ClientIdResolver resolver) {
        return builder(tracker).resolver(resolver).build();
    }

    /**
     * Starts to make a filter. Unless {@link Builder#closeOnDestroy} says otherwise, whoever built
     * the tracker closes it, after the web server has stopped.
     */
    public static Builder builder(ActivityTracker tracker) {
        return new Builder(tracker);
    }

    /**
     * Reads the parameters, unless this was made with a tracker, and publishes the tracker as
     * {@link #TRACKER_ATTRIBUTE}.
     *
     * @throws ServletException if a parameter is missing, unknown or wrong
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        if (builder == null) {
            FilterSettings settings = new FilterSettings(config);
            ClientIdResolver resolver = settings.resolver();
            int bodyLimit = settings.bodyLimit();
            tracker = settings.tracker();
            recorder =
                    settings.enabled()
                            ? new RequestRecorder(tracker, resolver, bodyLimit, null)
                            : null;
        }
        context = config.getServletContext();
        context.setAttribute(TRACKER_ATTRIBUTE, tracker);
    }

    /**
     * Closes the tracker, if it was made by {@link #init} or if {@link Builder#closeOnDestroy} says
     * so. A container calls this when the requests in flight have ended, or when it no longer waits
     * for them; what they record after that is refused.
     */
    @Override
    public void destroy() {
        if (context != null && context.getAttribute(TRACKER_ATTRIBUTE) == tracker) {
            context.removeAttribute(TRACKER_ATTRIBUTE);
        }
        if (tracker != null && (builder == null || builder.closeOnDestroy)) {
            tracker.close();
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (recorder != null && request instanceof HttpServletRequest http) {
            recorder.doFilter(http, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Makes an {@link ActivityTrackingFilter}. Not safe for use by several threads. */
    public static final class Builder {
        private final ActivityTracker tracker;
        private ClientIdResolver resolver = ClientIdResolver.byDefault();
        private int bodyLimit = DEFAULT_BODY_LIMIT;
        private boolean closeOnDestroy;
        private @Nullable Function<HttpServletRequest, @Nullable String> activity;

        private Builder(ActivityTracker tracker) {
            this.tracker = Objects.requireNonNull(tracker, "tracker");
        }

        /**
         * Finds the client of a request. By default the field {@code client_id} of a JSON body, and
         * then the query parameter of that name.
         */
        public Builder resolver(ClientIdResolver resolver) {
            this.resolver = Objects.requireNonNull(resolver, "resolver");
            return this;
        }

        /**
         * How much of a JSON body is kept to find the client in it: 1 byte to 16 MiB, by default 64
         * KiB. In bytes, or in characters when the application reads the body as text. Memory is
         * taken as the body is read, and none when the client is found in what is read first.
         */
        public Builder bodyLimit(int bodyLimit) {
            this.bodyLimit = JsonField.checkedLimit("bodyLimit", bodyLimit);
            return this;
        }

        /**
         * Also counts what clients do, by {@link ActivityTracker#record(String, String)}. Off by
         * default; the tracker's store must be one that counts.
         *
         * <p>The function is asked at the end of a request, when the application has routed it.
         * Give back one of a small number of names, such as the method and the template of the
         * route ({@code POST /items/{id}}), which most frameworks keep in an attribute of the
         * request. Not the raw path: it is without bounds, and each client, activity and day
         * becomes a row. For null, or when the function throws, only the client is recorded.
         */
        public Builder activity(Function<HttpServletRequest, @Nullable String> activity) {
            this.activity = Objects.requireNonNull(activity, "activity");
            return this;
        }

        /**
         * Whether the filter closes the tracker when the container ends it. By default false; true
         * where nothing else ends with the application, as in a container that it runs itself.
         */
        public Builder closeOnDestroy(boolean closeOnDestroy) {
            this.closeOnDestroy = closeOnDestroy;
            return this;
        }

        /** Makes the filter. */
        public ActivityTrackingFilter build() {
            return new ActivityTrackingFilter(this);
        }

        private RequestRecorder recorder() {
            return new RequestRecorder(tracker, resolver, bodyLimit, activity);
        }
    }
}

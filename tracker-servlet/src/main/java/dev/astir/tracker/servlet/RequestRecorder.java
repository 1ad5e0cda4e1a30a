package dev.astir.tracker.servlet;

import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.http.FailureLog;
import dev.astir.tracker.http.JsonField;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds and records the client of each request, once a request however often it is dispatched. Safe
 * for use by several threads.
 */
final class RequestRecorder {
    private static final Logger log = LoggerFactory.getLogger(RequestRecorder.class);

    private final ActivityTracker tracker;
    private final ClientIdResolver resolver;
    private final int bodyLimit;
    private final @Nullable Function<HttpServletRequest, @Nullable String> activity;
    private final boolean readsBody;
    private final @Nullable JsonField firstField;
    private final FailureLog failures = FailureLog.of(RequestRecorder.class);
    // One of its own, because an application may have several filters, with a tracker each.
    private final String attribute =
            RequestRecorder.class.getName() + "@" + Integer.toHexString(hashCode());

    RequestRecorder(
            ActivityTracker tracker,
            ClientIdResolver resolver,
            int bodyLimit,
            @Nullable Function<HttpServletRequest, @Nullable String> activity) {
        this.tracker = tracker;
        this.resolver = resolver;
        this.bodyLimit = bodyLimit;
        this.activity = activity;
        readsBody = resolver.readsBody();
        // An activity may want other fields of the body than the client's.
        firstField = activity == null ? BodyResolver.firstFieldOf(resolver) : null;
    }

    void doFilter(HttpServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Object seen = request.getAttribute(attribute);
        if (seen != null) {
            chain.doFilter(dispatchedAgain(request, seen), response);
            return;
        }
        HttpServletRequest passed = request;
        // Behind an include or a forward, the one that dispatched may go on with the body.
        boolean whole = false;
        if (readsBody && JsonField.isIn(request.getContentType())) {
            whole = request.getDispatcherType() == DispatcherType.REQUEST;
            BodyPrefix prefix =
                    new BodyPrefix(bodyLimit, request.getContentLengthLong(), firstField);
            request.setAttribute(attribute, prefix);
            passed = new TrackedRequest(request, prefix);
        } else {
            request.setAttribute(attribute, true);
            // What the request did may be known only after the application has routed it.
            if (activity == null && record(request)) {
                chain.doFilter(request, response);
                return;
            }
        }
        boolean returned = false;
        try {
            chain.doFilter(passed, response);
            returned = true;
        } finally {
            finish(passed, response, returned && whole);
        }
    }

    /** An asynchronous dispatch may come with the container's request, without our wrapper. */
    private static HttpServletRequest dispatchedAgain(HttpServletRequest request, Object seen) {
        return request.getDispatcherType() == DispatcherType.ASYNC
                        && seen instanceof BodyPrefix prefix
                        && !TrackedRequest.adds(request, prefix)
                ? new TrackedRequest(request, prefix)
                : request;
    }

    /**
     * Records the client now, or when an asynchronous request ends. Throws nothing, as it would
     * replace what the application throws.
     *
     * @param over whether nobody comes after the application who may want the body
     */
    private void finish(HttpServletRequest request, ServletResponse response, boolean over) {
        try {
            if (request.isAsyncStarted()) {
                // The user may be known to this thread only, as Spring Security keeps it.
                Optional<String> known = find(request);
                request.getAsyncContext().addListener(new RecordOnComplete(request, known));
                return;
            }
            if (over
                    && request instanceof TrackedRequest tracked
                    && tracked.isUnread()
                    && isDone(response)) {
                tracked.keepUnread();
            }
        } catch (IOException | RuntimeException e) {
            // The client has gone, or the asynchronous request has completed in between.
            log.debug("Could not look at the rest of a request", e);
        } catch (Throwable t) {
            failures.failed("Could not look at the rest of a request", t);
        }
        boolean unused = record(request);
    }

    /** Otherwise somebody may still want the body: an error page, or another protocol. */
    private static boolean isDone(ServletResponse response) {
        return response instanceof HttpServletResponse http
                && http.getStatus() >= HttpServletResponse.SC_OK
                && http.getStatus() < HttpServletResponse.SC_BAD_REQUEST;
    }

    /** Whether the request tells a client. */
    private boolean record(HttpServletRequest request) {
        return record(request, find(request));
    }

    private boolean record(HttpServletRequest request, Optional<String> id) {
        if (id.isEmpty()) {
            return false;
        }
        try {
            String done = activityOf(request);
            boolean unused =
                    done == null ? tracker.record(id.get()) : tracker.record(id.get(), done);
        } catch (Throwable t) { // of the store's checks or the clock, which are the application's
            failures.failed("Could not record the client of a request", t);
        }
        return true;
    }

    private Optional<String> find(HttpServletRequest request) {
        try {
            Optional<String> id = resolver.resolve(request);
            return id == null ? Optional.empty() : id;
        } catch (Throwable t) { // whatever happens to tracking, the request goes on
            failures.failed("Could not find the client of a request", t);
            return Optional.empty();
        }
    }

    private @Nullable String activityOf(HttpServletRequest request) {
        if (activity == null) {
            return null;
        }
        try {
            return activity.apply(request);
        } catch (Throwable t) { // the client has been seen all the same
            failures.failed("Could not find the activity of a request", t);
            return null;
        }
    }

    /** Records at the end of an asynchronous request, when its body has been read. */
    private final class RecordOnComplete implements AsyncListener {
        private final HttpServletRequest request;
        private final Optional<String> known;
        private boolean recorded;

        RecordOnComplete(HttpServletRequest request, Optional<String> known) {
            this.request = request;
            this.known = known;
        }

        private synchronized void recordOnce() {
            recorded = recorded || record(request, find(request).or(() -> known));
        }

        @Override
        public void onComplete(AsyncEvent event) {
            recordOnce();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            recordOnce(); // a container may lose the request's attributes on the way to its end
        }

        @Override
        public void onError(AsyncEvent event) {
            recordOnce(); // a container may not come to complete it
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // Starting again forgets the listeners.
            event.getAsyncContext().addListener(this);
        }
    }
}

package dev.astir.app.platform;

import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What the log says of the request that a line is about: ids, and nothing else. The framework hands
 * it on to whatever thread works for the request, where it stands in the logging library's map
 * (MDC). Thread-safe.
 */
public final class RequestTrace
        implements ThreadPropagatedContextElement<@Nullable Map<String, String>> {

    /** The request's id, in requests and answers. */
    public static final String ID_HEADER = "X-Request-Id";

    static final String REQUEST = "request";
    static final String TRACE = "trace";
    static final String SPAN = "span";
    static final String ORGANIZATION = "organization";
    static final String USER = "user";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final String id;
    private final TraceParent parent;
    private volatile @Nullable UUID organizationId;
    private volatile @Nullable UUID userId;
    private volatile @Nullable String route;

    private RequestTrace(String id, TraceParent parent) {
        this.id = id;
        this.parent = parent;
    }

    /**
     * Of a request.
     *
     * @param ids its {@link #ID_HEADER}s; one that makes sense is taken over
     * @param parents its {@link TraceParent#HEADER}s
     */
    public static RequestTrace of(List<String> ids, List<String> parents) {
        TraceParent parent = TraceParent.next(parents);
        boolean isNamed = ids.size() == 1 && SANE.matcher(ids.getFirst()).matches();
        return new RequestTrace(isNamed ? ids.getFirst() : parent.spanId(), parent);
    }

    /** The request's id: the client's own, or one of ours. */
    public String id() {
        return id;
    }

    /** This request, as part of its trace. */
    public TraceParent parent() {
        return parent;
    }

    /** The request is this person's, or that of a device of theirs. */
    public void isOf(UUID organization, UUID user) {
        organizationId = organization;
        userId = user;
        put();
    }

    /** The route that serves it, with names in place of what differs, which may be a secret. */
    public void servedBy(String template) {
        route = template;
    }

    /** The route that serves it; null if none does. */
    public @Nullable String route() {
        return route;
    }

    @Override
    public @Nullable Map<String, String> updateThreadContext() {
        Map<String, String> before = MDC.getCopyOfContextMap();
        put();
        return before;
    }

    private void put() {
        MDC.put(REQUEST, id);
        MDC.put(TRACE, parent.traceId());
        MDC.put(SPAN, parent.spanId());
        UUID organization = organizationId;
        UUID user = userId;
        if (organization != null && user != null) {
            MDC.put(ORGANIZATION, organization.toString());
            MDC.put(USER, user.toString());
        }
    }

    @Override
    public void restoreThreadContext(@Nullable Map<String, String> before) {
        if (before == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(before);
        }
    }
}

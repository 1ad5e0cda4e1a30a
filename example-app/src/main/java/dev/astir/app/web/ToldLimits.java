package dev.astir.app.web;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.http.filter.ServerFilterPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tells with an answer on which limits its request counted, and what is left of them, in the fields
 * {@code RateLimit-Policy} and {@code RateLimit} of draft-ietf-httpapi-ratelimit-headers-11.
 * Stateless.
 */
@ServerFilter("/api/**")
final class ToldLimits implements Ordered {

    /** The limits, with the quota of each and the time in which it fills. */
    static final String POLICY = "RateLimit-Policy";

    /** What is left of each. */
    static final String STATE = "RateLimit";

    private static final String TOLD = "astir.limits.told";

    private record Told(RateLimit limit, Taken taken) {

        String policy() {
            return "\"%s\";q=%d;w=%d"
                    .formatted(limit.name(), limit.capacity(), seconds(limit.window()));
        }

        String state() {
            return "\"%s\";r=%d;t=%d".formatted(limit.name(), taken.left(), seconds(inForce()));
        }

        /** For how long there is no more than what is left. */
        private Duration inForce() {
            if (!taken.isTaken()) {
                return taken.untilOne();
            }
            return taken.left() == 0 && limit.gradual()
                    ? limit.period().dividedBy(limit.refill())
                    : taken.whole();
        }

        private static long seconds(Duration time) {
            return Math.max(1, Math.ceilDiv(time.toMillis(), 1_000L));
        }
    }

    /** Notes what is to be told with the answer to the present request, if there is one. */
    static void note(RateLimit limit, Taken taken) {
        ServerRequestContext.currentRequest().ifPresent(request -> note(request, limit, taken));
    }

    /** Notes what is to be told with the answer to a request; of a limit, the last state. */
    static void note(HttpRequest<?> request, RateLimit limit, Taken taken) {
        List<Told> all = new ArrayList<>(of(request));
        all.removeIf(told -> told.limit().equals(limit));
        all.add(new Told(limit, taken));
        request.setAttribute(TOLD, List.copyOf(all));
    }

    @SuppressWarnings("unchecked") // what this class put there
    private static List<Told> of(HttpRequest<?> request) {
        return request.getAttribute(TOLD, List.class).orElse(List.of());
    }

    @ResponseFilter
    void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        List<Told> all = of(request);
        if (!all.isEmpty()) {
            response.header(
                    POLICY, all.stream().map(Told::policy).collect(Collectors.joining(", ")));
            response.header(STATE, all.stream().map(Told::state).collect(Collectors.joining(", ")));
        }
    }

    /** Outside of those that count. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.before() - 1;
    }
}

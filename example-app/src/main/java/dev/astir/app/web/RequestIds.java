package dev.astir.app.web;

import dev.astir.app.platform.RequestTrace;
import dev.astir.app.platform.TraceParent;
import io.micronaut.core.propagation.PropagatedContext;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.AttributeKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each request that is served its {@link RequestTrace}, and names it in the answer. What was
 * slow, or failed, is told to the log: by its route, since an address may hold a secret. Belongs to
 * the channel's event loop.
 */
final class RequestIds extends ChannelDuplexHandler {

    static final Duration SLOW = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger("dev.astir.app.web.Requests");

    private static final AttributeKey<RequestTrace> TRACE =
            AttributeKey.valueOf(RequestIds.class, "trace");

    private static final String HEALTH = "/health";
    private static final int FAILED = 500;
    private static final int SWITCHING = 101;

    private String method = "";
    private long came;

    /** That of the request that a connection is being served; null before the first. */
    static @Nullable RequestTrace of(Channel channel) {
        return channel.attr(TRACE).get();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest request) {
            method = request.method().name();
            came = System.nanoTime();
            context.channel()
                    .attr(TRACE)
                    .set(
                            RequestTrace.of(
                                    request.headers().getAll(RequestTrace.ID_HEADER),
                                    request.headers().getAll(TraceParent.HEADER)));
        }
        super.channelRead(context, message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
            throws Exception {
        RequestTrace trace = of(context.channel());
        if (trace != null
                && message instanceof HttpResponse response
                && (response.status().codeClass() != HttpStatusClass.INFORMATIONAL
                        || response.status().code() == SWITCHING)) {
            response.headers().set(RequestTrace.ID_HEADER, trace.id());
            response.headers().set(TraceParent.HEADER, trace.parent().toString());
            tell(trace, response.status().code());
        }
        super.write(context, message, promise);
    }

    private void tell(RequestTrace trace, int status) {
        Duration taken = Duration.ofNanos(System.nanoTime() - came);
        String route = trace.route() == null ? "(no route)" : trace.route();
        // That a node is not ready is an answer, and asked for each second.
        boolean isFailed = status >= FAILED && !route.startsWith(HEALTH);
        boolean isRemarkable = isFailed || taken.compareTo(SLOW) >= 0;
        if (!isRemarkable && !LOG.isDebugEnabled()) {
            return;
        }
        try (PropagatedContext.Scope scope = PropagatedContext.empty().plus(trace).propagate()) {
            if (isRemarkable) {
                LOG.warn("{} {} answered {} after {} ms", method, route, status, taken.toMillis());
            } else {
                LOG.debug("{} {} answered {} after {} ms", method, route, status, taken.toMillis());
            }
        }
    }
}

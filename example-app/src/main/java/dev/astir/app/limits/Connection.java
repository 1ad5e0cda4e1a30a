package dev.astir.app.limits;

import dev.astir.app.web.RequestChannel;
import io.micronaut.http.HttpRequest;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, as {@link Connections} knows it: what it is doing is written on its event loop,
 * and whose it is under the lock of {@link Connections}; both are read by all.
 */
final class Connection extends ExchangeHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private static final AttributeKey<Connection> KEY =
            AttributeKey.valueOf(Connection.class, "connection");

    private final Channel channel;
    private final @Nullable String address;
    private volatile boolean isServed;
    private volatile @Nullable String principal;

    /**
     * @param address what the bound of an address counts it by; null where that bound does not hold
     */
    Connection(Channel channel, @Nullable String address) {
        this.channel = channel;
        this.address = address;
        channel.attr(KEY).set(this);
    }

    /** The connection that a request came by; null where the server is not Netty. */
    static @Nullable Connection of(HttpRequest<?> request) {
        Channel channel = RequestChannel.of(request);
        return channel == null ? null : channel.attr(KEY).get();
    }

    Channel channel() {
        return channel;
    }

    /** Soon, on its event loop. */
    void close() {
        var unused = channel.close();
    }

    @Nullable String address() {
        return address;
    }

    /** Whether it may be many people's: by a proxy, or from this machine. */
    boolean isShared() {
        return address == null;
    }

    /** Whether a whole request came, and its answer is not written. */
    boolean isServed() {
        return isServed;
    }

    /** Whether somebody signed in on it. */
    boolean isAdmitted() {
        return principal != null;
    }

    @Nullable String principal() {
        return principal;
    }

    void admit(String whose) {
        principal = whose;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        follow(message);
        note();
        context.fireChannelRead(message);
    }

    /** More requests at once than the codec keeps in mind: nobody who is honest sends so many. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
        if (cause instanceof DecoderException) {
            LOG.debug("A connection is closed for what it sent", cause);
            close(context);
        } else {
            super.exceptionCaught(context, cause);
        }
    }

    @Override
    void answered(ChannelHandlerContext context) {
        note();
    }

    private void note() {
        boolean served = unanswered() > 0 && !isReceiving();
        if (served != isServed) {
            isServed = served;
        }
    }
}

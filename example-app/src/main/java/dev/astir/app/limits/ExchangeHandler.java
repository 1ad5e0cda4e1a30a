package dev.astir.app.limits;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Follows the requests and answers of one connection, between the codec and the framework. A
 * connection that became a WebSocket is left alone. Belongs to the channel's event loop.
 */
abstract class ExchangeHandler extends ChannelDuplexHandler {

    private int unanswered;
    private boolean receiving;
    private boolean answering;
    private boolean informing;

    /** Requests whose answer is not written to its end. */
    final int unanswered() {
        return unanswered;
    }

    /** Whether a request's head was read, and its end was not. */
    final boolean isReceiving() {
        return receiving;
    }

    /** Whether an answer was begun and not ended. */
    final boolean isAnswering() {
        return answering;
    }

    /** Of a message from the client; to be called before it is passed on. */
    final void follow(Object message) {
        if (message instanceof HttpRequest request) {
            unanswered++;
            // Nothing is read of a request after a head that makes no sense.
            receiving = request.decoderResult().isSuccess();
        }
        if (message instanceof LastHttpContent) {
            receiving = false;
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
            throws Exception {
        if (message instanceof HttpResponse response) {
            informing = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (response.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
                upgraded(context);
            }
            answering = !informing;
        }
        super.write(context, message, promise);
        if (message instanceof LastHttpContent && !informing) {
            answering = false;
            unanswered = Math.max(0, unanswered - 1);
            answered(context);
        }
    }

    static void close(ChannelHandlerContext context) {
        var unused = context.close();
    }

    /** An answer was written to its end. */
    abstract void answered(ChannelHandlerContext context);

    /** What follows is no HTTP; the handler is removed when the handshake is written. */
    void upgraded(ChannelHandlerContext context) {
        context.executor()
                .execute(() -> {
                    if (!context.isRemoved()) {
                        context.pipeline().remove(this);
                    }
                });
    }
}

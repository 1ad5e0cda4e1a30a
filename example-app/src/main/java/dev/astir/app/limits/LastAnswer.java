package dev.astir.app.limits;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;

/**
 * Ends a connection of a node that is {@link Leaving}, with an answer that says so or where none is
 * due. Belongs to the channel's event loop.
 */
final class LastAnswer extends ExchangeHandler {

    private static final String EVENT_STREAM = "text/event-stream";

    private final Channel channel;
    private final Leaving leaving;
    private boolean endsWithAnswer;
    private boolean isInformation;

    LastAnswer(Channel channel, Leaving leaving) {
        this.channel = channel;
        this.leaving = leaving;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        follow(message);
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
            throws Exception {
        if (message instanceof HttpResponse response) {
            isInformation = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (!isInformation) {
                begins(response);
            }
        }
        if (!isInformation && message instanceof LastHttpContent) {
            ChannelPromise last = promise.unvoid();
            last.addListener(written -> sent());
            super.write(context, message, last);
        } else {
            super.write(context, message, promise);
        }
    }

    private void begins(HttpResponse response) {
        String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        if (type.startsWith(EVENT_STREAM)) {
            // Ended by whoever streams, with a word about where to go on.
            leaving.forget(this);
        } else if (leaving.isAnnounced()) {
            // What came after this request is not answered: who is told so sends it again.
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            endsWithAnswer = true;
        }
    }

    private void sent() {
        // The second, where the answer was begun before the node thought of leaving.
        if (endsWithAnswer || (leaving.isEnding() && unanswered() == 0)) {
            var unused = channel.close();
        }
    }

    @Override
    void answered(ChannelHandlerContext context) {
        // It is on its way, and not sent yet.
    }

    @Override
    void upgraded(ChannelHandlerContext context) {
        leaving.forget(this);
        super.upgraded(context);
    }

    /** Ends it now, if it waits for nothing; the future is done when it has ended. */
    Future<Void> end() {
        channel.eventLoop()
                .execute(() -> {
                    if (unanswered() == 0) {
                        var unused = channel.close();
                    }
                });
        return channel.closeFuture();
    }
}

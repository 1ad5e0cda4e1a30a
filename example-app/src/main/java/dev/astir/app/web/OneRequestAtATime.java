package dev.astir.app.web;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Serves a connection's requests one after the other: the next one when the client has taken the
 * answer to the last. The framework would serve at once whatever came together, and hold all
 * answers for a client that reads none. Belongs to the channel's event loop.
 */
final class OneRequestAtATime extends ChannelDuplexHandler {

    /** Parts of requests that may come ahead of their turn; nobody sends that many. */
    private static final int MOST_WAITING = 64;

    private final Queue<Object> waiting = new ArrayDeque<>();
    private boolean isReceiving;
    private boolean isAnswering;
    private boolean isInforming;
    private boolean isReadHeld;
    private boolean isClosed;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (isClosed) {
            ReferenceCountUtil.release(message);
        } else if (waiting.isEmpty() && isNext(message)) {
            pass(context, message);
        } else if (waiting.size() < MOST_WAITING) {
            waiting.add(message);
        } else {
            ReferenceCountUtil.release(message);
            isClosed = true;
            context.close();
        }
    }

    private boolean isNext(Object message) {
        return !(message instanceof HttpRequest) || !(isReceiving || isAnswering);
    }

    private void pass(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            isReceiving = true;
            isAnswering = true;
        }
        if (message instanceof LastHttpContent) {
            isReceiving = false;
        }
        context.fireChannelRead(message);
    }

    /** What waits is served before more is read. */
    @Override
    public void read(ChannelHandlerContext context) throws Exception {
        if (waiting.isEmpty()) {
            super.read(context);
        } else {
            isReadHeld = true;
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
            throws Exception {
        if (message instanceof HttpResponse response) {
            isInforming = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        }
        if (message instanceof LastHttpContent && !isInforming) {
            ChannelPromise last = promise.unvoid();
            last.addListener(written -> answered(context));
            super.write(context, message, last);
        } else {
            super.write(context, message, promise);
        }
    }

    private void answered(ChannelHandlerContext context) {
        isAnswering = false;
        if (!waiting.isEmpty()) {
            // Not from within the write: the framework is in the middle of it.
            context.executor().execute(() -> passWaiting(context));
        }
    }

    private void passWaiting(ChannelHandlerContext context) {
        if (context.isRemoved() || waiting.isEmpty() || !isNext(waiting.element())) {
            return;
        }
        do {
            pass(context, waiting.remove());
        } while (!waiting.isEmpty() && isNext(waiting.element()));
        context.fireChannelReadComplete();
        if (isReadHeld && waiting.isEmpty()) {
            isReadHeld = false;
            context.read();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }
}

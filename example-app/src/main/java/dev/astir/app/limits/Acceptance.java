package dev.astir.app.limits;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;

/**
 * Accepts no connection while as many are open as there may be. The oldest stranger's makes room
 * for a new one, but is closed on another thread than that which accepts: a flood would have used
 * up the process's files by then, and with them more than connections. Belongs to the listener's
 * event loop.
 */
final class Acceptance extends ChannelInboundHandlerAdapter {

    private final int most;
    private int open;
    private boolean isPaused;

    Acceptance(int most) {
        this.most = most;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof Channel accepted) {
            open++;
            if (open >= most && !isPaused) {
                isPaused = true;
                context.channel().config().setAutoRead(false);
            }
            accepted.closeFuture()
                    .addListener(closed ->
                            later(accepted, () -> later(accepted, () -> released(context))));
        }
        context.fireChannelRead(message);
    }

    /**
     * The file of a closed channel is closed by the next select of its event loop, and a task that
     * is due later runs after the next select at the earliest, or after the one that is going on.
     */
    private static void later(Channel closed, Runnable task) {
        if (!closed.eventLoop().isShuttingDown()) {
            var unused = closed.eventLoop().schedule(task, 1, TimeUnit.MILLISECONDS);
        }
    }

    private void released(ChannelHandlerContext context) {
        if (!context.executor().inEventLoop()) {
            if (!context.executor().isShuttingDown()) {
                context.executor().execute(() -> released(context));
            }
            return;
        }
        open--;
        if (isPaused && open < most) {
            isPaused = false;
            context.channel().config().setAutoRead(true);
        }
    }
}

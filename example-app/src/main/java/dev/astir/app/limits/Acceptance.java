package dev.astir.app.limits;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

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
                    .addListener(closed -> {
                        if (!context.executor().isShuttingDown()) {
                            context.executor().execute(() -> closed(context));
                        }
                    });
        }
        context.fireChannelRead(message);
    }

    private void closed(ChannelHandlerContext context) {
        open--;
        if (isPaused && open < most) {
            isPaused = false;
            context.channel().config().setAutoRead(true);
        }
    }
}

package dev.astir.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The one thread of a load, and the connections that it serves. Thread-safe. */
public final class Loop implements AutoCloseable {
    /** Twenty thousand agents take their time to connect. */
    private static final int PATIENCE_SECONDS = 900;

    private static final int END_SECONDS = 10;

    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(
                    1,
                    Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());

    public EventLoop thread() {
        return group.next();
    }

    /** Connects to a port of the loopback. */
    public ChannelFuture connect(int port, Supplier<ChannelHandler[]> handlers) {
        return new Bootstrap()
                .group(group)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                channel.pipeline().addLast(handlers.get());
                            }
                        })
                .connect(InetAddress.getLoopbackAddress(), port);
    }

    /** Does something on the thread, and waits for it. */
    public <T> T ask(Supplier<T> question) throws InterruptedException {
        return await(CompletableFuture.supplyAsync(question, thread()));
    }

    /** Waits for something that the thread completes. */
    public static <T> T await(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the load could not do what it should", e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        group.shutdownGracefully(0, END_SECONDS, TimeUnit.SECONDS).sync();
    }
}

package dev.astir.benchmarks.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What Netty itself costs: one event loop, on epoll where there is one, that writes one shared
 * frame to all channels. Speaks and joins as {@link BareServer} does.
 */
final class NettyServer {
    private static final int LONGEST_LINE = 1 << 20;
    private static final int BACKLOG = 4_096;

    private final List<Channel> sockets = new ArrayList<>();
    private final List<Channel> streams = new ArrayList<>();
    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(
                    1,
                    Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    private final int joinMillis;
    private ByteBuf frames = Unpooled.EMPTY_BUFFER;
    private ByteBuf chunks = Unpooled.EMPTY_BUFFER;

    private NettyServer(int joinMillis) {
        this.joinMillis = joinMillis;
    }

    public static void main(String[] arguments) throws InterruptedException {
        NettyServer server = new NettyServer(Integer.parseInt(arguments[0]));
        LocalProcess.endWithInput();
        int subscribers = server.listen(() -> new ChannelHandler[] {server.new Requests()});
        int control =
                server.listen(() ->
                        new ChannelHandler[] {
                            new LineBasedFrameDecoder(LONGEST_LINE), server.new Events()
                        });
        System.out.println(LocalProcess.READY + subscribers + " " + control);
    }

    private int listen(Supplier<ChannelHandler[]> handlers) throws InterruptedException {
        Channel listening =
                new ServerBootstrap()
                        .group(group)
                        .channel(
                                Epoll.isAvailable()
                                        ? EpollServerSocketChannel.class
                                        : NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        channel.pipeline().addLast(handlers.get());
                                    }
                                })
                        .bind(InetAddress.getLoopbackAddress(), 0)
                        .sync()
                        .channel();
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Answers a request, and makes its channel one that is written to. */
    private final class Requests extends SimpleChannelInboundHandler<ByteBuf> {
        private final StringBuilder request = new StringBuilder();

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
            request.append(bytes.toString(ISO_8859_1));
            if (request.indexOf("\r\n\r\n") >= 0) {
                boolean isSocket = request.indexOf("Upgrade: websocket") >= 0;
                request.setLength(0);
                Object unused =
                        context.writeAndFlush(
                                Unpooled.copiedBuffer(HttpAnswer.head(isSocket), ISO_8859_1));
                unused = (isSocket ? sockets : streams).add(context.channel());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            boolean unused = sockets.remove(context.channel()) || streams.remove(context.channel());
        }
    }

    /** Takes events, one a line. */
    private final class Events extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
            byte[] event = ByteBufUtil.getBytes(line);
            boolean isFirst = !frames.isReadable();
            frames =
                    Unpooled.wrappedBuffer(
                            frames,
                            Unpooled.wrappedBuffer(
                                    WebSocketFrames.textHeader(event.length), event));
            chunks =
                    Unpooled.wrappedBuffer(
                            chunks, Unpooled.wrappedBuffer(HttpChunks.serverSentEvent(event)));
            if (joinMillis == 0) {
                flush();
            } else if (isFirst) {
                Object unused =
                        context.executor()
                                .schedule(
                                        NettyServer.this::flush, joinMillis, TimeUnit.MILLISECONDS);
            }
        }
    }

    private void flush() {
        broadcast(sockets, frames);
        broadcast(streams, chunks);
        frames = Unpooled.EMPTY_BUFFER;
        chunks = Unpooled.EMPTY_BUFFER;
    }

    private static void broadcast(List<Channel> channels, ByteBuf bytes) {
        ByteBuf shared = Unpooled.directBuffer(bytes.readableBytes()).writeBytes(bytes);
        bytes.release();
        for (Channel channel : channels) {
            Object unused =
                    channel.writeAndFlush(shared.retainedDuplicate(), channel.voidPromise());
        }
        shared.release();
    }
}

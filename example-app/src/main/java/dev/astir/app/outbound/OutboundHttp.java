package dev.astir.app.outbound;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks servers that somebody else named, within {@link Destinations}. It connects to the addresses
 * that were judged, so that a name which points elsewhere a moment later leads nowhere; it follows
 * no redirect, unpacks nothing, keeps no cookie and no connection, and bounds time and size of
 * everything. Thread-safe.
 */
public final class OutboundHttp implements AutoCloseable {

    /** All of a request, from looking up the name to the last byte of the answer. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The largest body that is read. */
    public static final int MAX_BYTES = 256 * 1024;

    private static final int MAX_LINE = 4_096;
    private static final int MAX_HEADERS = 16 * 1024;
    private static final int MAX_CHUNK = 8_192;

    private final Destinations destinations;
    private final SslContext tls;
    private final Duration timeout;
    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(
                    1, new DefaultThreadFactory("astir-outbound", true), NioIoHandler.newFactory());
    private final ExecutorService lookups = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * A request.
     *
     * @param body null for a GET; else it is a POST
     * @param enough of so many bytes of an answer's body the rest is of no interest, however long
     *     it is and whether it comes; 0 for an answer that is needed as a whole
     */
    public record Request(URI uri, Map<String, String> headers, @Nullable String body, int enough) {

        /** A request of which the whole answer is needed. */
        public Request(URI uri, Map<String, String> headers, @Nullable String body) {
            this(uri, headers, body, 0);
        }

        /** A GET of JSON. */
        public static Request get(URI uri) {
            return new Request(uri, Map.of("Accept", "application/json"), null);
        }

        /** Without the headers and the body, which may hold secrets. */
        @Override
        public String toString() {
            return "Request[uri=" + uri + "]";
        }
    }

    /**
     * What a server answered.
     *
     * @param contentType empty where it said none
     * @param retryAfter when to ask again, as it said it; empty where it did not
     */
    public record Answer(int status, String contentType, String retryAfter, String body) {}

    public OutboundHttp(Destinations destinations) {
        this(destinations, publicAuthorities(), TIMEOUT);
    }

    OutboundHttp(Destinations destinations, SslContext tls, Duration timeout) {
        this.destinations = destinations;
        this.tls = tls;
        this.timeout = timeout;
    }

    /**
     * Sends a request, and waits for the answer, whatever its status.
     *
     * @throws OutboundException when there is none, or none that may be read
     */
    public Answer send(Request request) throws OutboundException {
        long end = end();
        OutboundException failure = null;
        for (InetAddress address : addresses(request.uri(), end)) {
            try {
                return exchange(request, address, end);
            } catch (OutboundException e) {
                if (!(e.getCause() instanceof ConnectException)) {
                    throw e;
                }
                failure = e; // the next address may be one that this machine can reach
            }
        }
        throw failure == null ? new OutboundException("its name is not known") : failure;
    }

    /**
     * Whether a request to this address would be sent now, as far as one sees without sending it.
     * The answer may be another one later: each request looks again.
     *
     * @throws OutboundException when it would not
     */
    public void check(URI uri) throws OutboundException {
        var unused = addresses(uri, end());
    }

    private long end() {
        return System.nanoTime() + timeout.toNanos();
    }

    private List<InetAddress> addresses(URI uri, long end) throws OutboundException {
        CompletableFuture<List<InetAddress>> lookup = new CompletableFuture<>();
        lookups.execute(() -> {
            try {
                lookup.complete(destinations.resolve(uri));
            } catch (OutboundException | RuntimeException e) {
                lookup.completeExceptionally(e);
            }
        });
        return await(lookup, end);
    }

    private Answer exchange(Request request, InetAddress address, long end)
            throws OutboundException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        URI uri = request.uri();
        ChannelFuture connecting =
                new Bootstrap()
                        .group(loops)
                        .channel(NioSocketChannel.class)
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                Math.toIntExact(Math.max(1, timeout.toMillis())))
                        .handler(new Line(uri, request.enough(), answer))
                        .connect(new InetSocketAddress(address, Destinations.port(uri)));
        Channel channel = connecting.channel();
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                channel.writeAndFlush(encode(request))
                        .addListener(written -> {
                            if (!written.isSuccess()) {
                                answer.completeExceptionally(written.cause());
                            }
                        });
            } else {
                answer.completeExceptionally(done.cause());
            }
        });
        try {
            return await(answer, end);
        } finally {
            var unused = channel.close();
        }
    }

    private <T> T await(CompletableFuture<T> future, long end) throws OutboundException {
        try {
            return future.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new OutboundException(
                    "it did not answer within %s s".formatted(timeout.toMillis() / 1000.0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutboundException("nobody waits for its answer any more", e);
        } catch (ExecutionException e) {
            throw InWords.of(e.getCause());
        }
    }

    private static FullHttpRequest encode(Request request) {
        URI uri = request.uri();
        String body = request.body();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        FullHttpRequest encoded =
                new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1,
                        body == null ? HttpMethod.GET : HttpMethod.POST,
                        target,
                        body == null
                                ? Unpooled.EMPTY_BUFFER
                                : Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
        request.headers().forEach(encoded.headers()::set);
        encoded.headers()
                .set(HttpHeaderNames.HOST, authority(uri))
                .set(HttpHeaderNames.CONNECTION, "close")
                .set(HttpHeaderNames.USER_AGENT, "Astir");
        if (body != null) {
            HttpUtil.setContentLength(encoded, encoded.content().readableBytes());
        }
        return encoded;
    }

    private static String authority(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    private static SslContext publicAuthorities() {
        try {
            return SslContextBuilder.forClient().build();
        } catch (SSLException e) {
            throw new IllegalStateException(e); // every Java runtime has TLS
        }
    }

    @Override
    public void close() {
        lookups.shutdownNow();
        var unused = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** The pipeline of one request. */
    private final class Line extends ChannelInitializer<NioSocketChannel> {

        private final URI uri;
        private final int enough;
        private final CompletableFuture<Answer> answer;

        Line(URI uri, int enough, CompletableFuture<Answer> answer) {
            this.uri = uri;
            this.enough = enough;
            this.answer = answer;
        }

        @Override
        protected void initChannel(NioSocketChannel channel) {
            if (Destinations.isHttps(uri)) {
                // The name is sent along and must be in the certificate.
                channel.pipeline()
                        .addLast(
                                tls.newHandler(
                                        channel.alloc(),
                                        Destinations.host(uri),
                                        Destinations.port(uri)));
            }
            channel.pipeline().addLast(new HttpClientCodec(MAX_LINE, MAX_HEADERS, MAX_CHUNK));
            if (enough > 0) {
                channel.pipeline().addLast(new BeginningHandler(answer, enough));
            } else {
                channel.pipeline()
                        .addLast(new HttpObjectAggregator(MAX_BYTES), new AnswerHandler(answer));
            }
        }
    }
}

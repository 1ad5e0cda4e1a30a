package dev.astir.benchmarks.load;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * HTTP requests at a constant rate, whatever the servers do: each is due at a time that is fixed
 * beforehand, goes out on the connection that is free first, and its latency counts from when it
 * was due. So a server that hangs delays all that are due meanwhile, as it would delay those of
 * people, and none is left out; what the load itself is late by counts as well. The servers take
 * turns. Thread-safe; what it asks and tells is on the thread of its {@link Loop}.
 */
public final class OpenLoop {
    private static final int AGAIN_MILLIS = 100;

    /** No answer: the connection ended. */
    public static final int NONE = 0;

    /** The whole request of this number, made when it is sent. */
    public interface Requests {
        byte[] request(long number);
    }

    private record Due(long number, long nanos) {}

    /**
     * How a request ended.
     *
     * @param due when it was, as {@link System#nanoTime} tells
     * @param nanos from then until the answer had come
     * @param status {@link #NONE} when its connection ended
     * @param saysWhen whether the answer has {@code Retry-After}
     */
    public record Answer(long due, long nanos, int status, boolean saysWhen) {}

    /** Hears how a request ended. */
    public interface Answers {
        void answered(long number, Answer answer);
    }

    private final Loop loop;
    private final List<Server> servers = new ArrayList<>();
    private final Pace pace;
    private final Requests requests;
    private final Answers answers;
    private final CompletableFuture<Boolean> settled = new CompletableFuture<>();

    // All of the loop's thread.
    private int unanswered;
    private boolean isEnding;

    /**
     * Sends nothing yet.
     *
     * @param connections to each of the servers
     * @param rate requests a second, of all servers together
     */
    public OpenLoop(
            Loop loop,
            List<Integer> ports,
            int connections,
            double rate,
            Requests requests,
            Answers answers) {
        this.loop = loop;
        this.pace = new Pace(loop, rate, this::due);
        this.requests = requests;
        this.answers = answers;
        ports.forEach(port -> servers.add(new Server(port, connections)));
    }

    /** Begins to send. */
    public void start() throws InterruptedException {
        boolean unused =
                loop.ask(() -> {
                    servers.forEach(Server::connect);
                    return true;
                });
        pace.start();
    }

    /** Sends only what is due by now, and waits for all answers. */
    public void end() throws InterruptedException {
        long sent = pace.end();
        boolean unused =
                loop.ask(() -> {
                    isEnding = true;
                    settle();
                    return true;
                });
        unused = Loop.await(settled);
    }

    /** Sends nothing more, also of what is due, and hears of no answer any more. */
    public void stop() throws InterruptedException {
        long sent = pace.end();
        boolean unused =
                loop.ask(() -> {
                    settled.complete(true);
                    servers.forEach(Server::close);
                    return true;
                });
    }

    private void due(long number, long due) {
        unanswered++;
        Server server = servers.get((int) (number % servers.size()));
        server.waiting.add(new Due(number, due));
        server.send();
    }

    private void answered(Due due, int status, boolean saysWhen) {
        if (!settled.isDone()) {
            unanswered--;
            long nanos = System.nanoTime() - due.nanos();
            answers.answered(due.number(), new Answer(due.nanos(), nanos, status, saysWhen));
            settle();
        }
    }

    private void settle() {
        if (isEnding && unanswered == 0) {
            settled.complete(true);
        }
    }

    /** What is due at one server, and the connections to it. */
    private final class Server {
        private final int port;
        private final int connections;
        private final Deque<Due> waiting = new ArrayDeque<>();
        private final Deque<Connection> free = new ArrayDeque<>();
        private final Set<Channel> all = new HashSet<>();

        Server(int port, int connections) {
            this.port = port;
            this.connections = connections;
        }

        void connect() {
            for (int i = 0; i < connections; i++) {
                connectOne();
            }
        }

        private void connectOne() {
            if (settled.isDone()) {
                return;
            }
            ChannelFuture connecting =
                    loop.connect(
                            port,
                            () ->
                                    new ChannelHandler[] {
                                        new HttpResponseDecoder(), new Connection(this)
                                    });
            all.add(connecting.channel());
            Object unused =
                    connecting.addListener(made -> {
                        if (!made.isSuccess()) {
                            all.remove(connecting.channel());
                            Object later =
                                    loop.thread()
                                            .schedule(
                                                    this::connectOne,
                                                    AGAIN_MILLIS,
                                                    TimeUnit.MILLISECONDS);
                        }
                    });
        }

        void send() {
            while (!waiting.isEmpty() && !free.isEmpty()) {
                free.pop().send(waiting.poll());
            }
        }

        void ended(Channel channel) {
            all.remove(channel);
            connectOne();
        }

        void close() {
            List.copyOf(all).forEach(Channel::close);
        }
    }

    private final class Connection extends SimpleChannelInboundHandler<HttpObject> {
        private final Server server;
        private @Nullable ChannelHandlerContext context;
        private @Nullable Due asked;
        private int status;
        private boolean saysWhen;

        Connection(Server server) {
            this.server = server;
        }

        @Override
        public void channelActive(ChannelHandlerContext active) {
            context = active;
            server.free.push(this);
            server.send();
        }

        void send(Due due) {
            ChannelHandlerContext open = context;
            if (open != null) {
                asked = due;
                Object unused =
                        open.writeAndFlush(
                                Unpooled.wrappedBuffer(requests.request(due.number())),
                                open.voidPromise());
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext reading, HttpObject message) {
            if (message instanceof HttpResponse response) {
                status = response.status().code();
                saysWhen = response.headers().contains(HttpHeaderNames.RETRY_AFTER);
            }
            Due due = asked;
            if (message instanceof LastHttpContent && due != null) {
                asked = null;
                server.free.push(this);
                answered(due, status, saysWhen);
                server.send();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ended) {
            server.free.remove(this);
            if (asked != null) {
                answered(asked, NONE, false);
                asked = null;
            }
            server.ended(ended.channel());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
            Object unused = failed.close();
        }
    }
}

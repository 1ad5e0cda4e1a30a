package dev.astir.benchmarks.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * The limit: one thread that writes one shared buffer to all sockets, and does nothing else. It
 * speaks as much HTTP and WebSocket as the load needs, and checks nothing. With an argument above
 * zero it collects events for as many milliseconds and writes them together.
 */
final class BareServer {
    private static final int SOCKET_BUFFER = 64 << 10;
    private static final int BACKLOG = 4_096;

    private final Selector selector = Selector.open();
    private final List<Client> sockets = new ArrayList<>();
    private final List<Client> streams = new ArrayList<>();
    private final ByteBuffer input = ByteBuffer.allocateDirect(SOCKET_BUFFER);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteArrayOutputStream frames = new ByteArrayOutputStream();
    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    private final long joinNanos;
    private final ServerSocketChannel subscribers;
    private final ServerSocketChannel control;
    private long flushAt;

    private BareServer(int joinMillis) throws IOException {
        joinNanos = TimeUnit.MILLISECONDS.toNanos(joinMillis);
        subscribers = listen();
        control = listen();
    }

    /** A subscriber that has sent its request, and what its socket did not take. */
    private static final class Client {
        final SocketChannel channel;
        final StringBuilder request = new StringBuilder();
        final Queue<ByteBuffer> waiting = new ArrayDeque<>();

        Client(SocketChannel channel) {
            this.channel = channel;
        }
    }

    public static void main(String[] arguments) throws IOException {
        BareServer server = new BareServer(Integer.parseInt(arguments[0]));
        LocalProcess.endWithInput();
        System.out.println(
                LocalProcess.READY + port(server.subscribers) + " " + port(server.control));
        server.run();
    }

    private ServerSocketChannel listen() throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_ACCEPT, channel);
        return channel;
    }

    private static int port(ServerSocketChannel channel) throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    private void run() throws IOException {
        while (true) {
            if (frames.size() == 0) {
                int unused = selector.select(this::serve);
                continue;
            }
            long left = TimeUnit.NANOSECONDS.toMillis(flushAt - System.nanoTime());
            if (left > 0) {
                int unused = selector.select(this::serve, left);
            } else {
                flush();
                int unused = selector.selectNow(this::serve);
            }
        }
    }

    private void serve(SelectionKey key) {
        try {
            if (key.attachment() instanceof ServerSocketChannel listening) {
                accept(listening);
            } else if (key.attachment() instanceof Client client) {
                if (key.isWritable()) {
                    write(client, key);
                }
                if (key.isReadable()) {
                    request(client, key);
                }
            } else {
                events((SocketChannel) key.channel());
            }
        } catch (IOException e) {
            key.cancel();
        }
    }

    private void accept(ServerSocketChannel listening) throws IOException {
        SocketChannel channel = listening.accept();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Object attachment = listening == control ? null : new Client(channel);
        channel.register(selector, SelectionKey.OP_READ, attachment);
    }

    private void request(Client client, SelectionKey key) throws IOException {
        input.clear();
        if (client.channel.read(input) < 0) {
            key.cancel();
            client.channel.close();
            boolean unused = sockets.remove(client) || streams.remove(client);
            return;
        }
        client.request.append(ISO_8859_1.decode(input.flip()));
        if (client.request.indexOf("\r\n\r\n") >= 0) {
            boolean isSocket = client.request.indexOf("Upgrade: websocket") >= 0;
            client.request.setLength(0);
            send(client, ISO_8859_1.encode(HttpAnswer.head(isSocket)), key);
            boolean unused = (isSocket ? sockets : streams).add(client);
        }
    }

    private void events(SocketChannel channel) throws IOException {
        input.clear();
        if (channel.read(input) < 0) {
            channel.close();
        }
        input.flip();
        while (input.hasRemaining()) {
            byte octet = input.get();
            if (octet != '\n') {
                line.write(octet);
                continue;
            }
            add(line.toByteArray());
            line.reset();
            if (joinNanos == 0) {
                flush();
            }
        }
    }

    private void add(byte[] event) {
        if (frames.size() == 0) {
            flushAt = System.nanoTime() + joinNanos;
        }
        frames.writeBytes(WebSocketFrames.textHeader(event.length));
        frames.writeBytes(event);
        chunks.writeBytes(HttpChunks.serverSentEvent(event));
    }

    private void flush() throws IOException {
        broadcast(sockets, frames.toByteArray());
        broadcast(streams, chunks.toByteArray());
        frames.reset();
        chunks.reset();
    }

    private void broadcast(List<Client> clients, byte[] bytes) throws IOException {
        ByteBuffer shared = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        for (Client client : clients) {
            send(client, shared.duplicate(), client.channel.keyFor(selector));
        }
    }

    private static void send(Client client, ByteBuffer bytes, SelectionKey key) throws IOException {
        client.waiting.add(bytes);
        if (client.waiting.size() == 1) {
            write(client, key);
        }
    }

    private static void write(Client client, SelectionKey key) throws IOException {
        while (!client.waiting.isEmpty()) {
            ByteBuffer first = client.waiting.element();
            int unused = client.channel.write(first);
            if (first.hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
            client.waiting.remove();
        }
        key.interestOps(SelectionKey.OP_READ);
    }
}

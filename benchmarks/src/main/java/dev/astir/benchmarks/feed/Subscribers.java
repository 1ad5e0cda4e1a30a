package dev.astir.benchmarks.feed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Many subscribers on one thread: the load, the same for every server. Reads what the sockets have
 * with one large buffer, and looks at nothing but frames and marks. Thread-safe.
 */
public final class Subscribers implements AutoCloseable {
    private static final int BUFFER = 256 << 10;
    private static final int TOGETHER = 50;
    private static final int SYSTEMS_BUFFER = 0;
    private static final int SLOTS = 1 << 16;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PATIENCE_OF_MANY = Duration.ofMinutes(10);

    /** Watches deliveries, on the load's thread. */
    public interface Watch {
        void delivered(Subscriber subscriber, long number, long sent, long read);
    }

    private final IntFunction<Dialect> dialects;
    private final InetSocketAddress address;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<Subscriber> all = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "subscribers");

    /** How many subscribers have each of the last events. */
    private final int[] reached = new int[SLOTS];

    private long now;
    private int ready;
    private int wanted;
    private int receiveBuffer;
    private CompletableFuture<Boolean> allReady = new CompletableFuture<>();
    private Watch watch = (subscriber, number, sent, read) -> {};
    private final Tally tally = new Tally();
    private volatile long complete;
    private volatile @Nullable Thread publisher;
    private volatile boolean isClosed;

    /**
     * @param published the number of the last event before
     */
    Subscribers(Dialect dialect, int port, long published) throws IOException {
        this(number -> dialect, port, published);
    }

    /**
     * The same, of which each has its own way.
     *
     * @param dialects by their numbers, from 0 on
     */
    public Subscribers(IntFunction<Dialect> dialects, int port, long published) throws IOException {
        this.dialects = dialects;
        complete = published;
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Adds subscribers, and returns when all of them have subscribed. No event may be under way.
     */
    public void connect(int count) throws IOException, InterruptedException {
        connect(count, SYSTEMS_BUFFER);
    }

    /**
     * The same, with a receive buffer of so many bytes.
     *
     * @param buffer 0 leaves it to the system
     */
    void connect(int count, int buffer) throws IOException, InterruptedException {
        CompletableFuture<Boolean> done =
                ask(() -> {
                    wanted += count;
                    allReady = new CompletableFuture<>();
                    open();
                    return allReady;
                });
        boolean unused = await(done, PATIENCE_OF_MANY);
    }

    private static <T> T await(CompletableFuture<T> future, Duration patience)
            throws IOException, InterruptedException {
        try {
            return future.get(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            throw new IOException("the subscribers could not do what they should", e);
        }
    }

    /** Does something on the load's thread, and waits for it. */
    public <T> T ask(Supplier<T> question) throws IOException, InterruptedException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        tasks.add(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        selector.wakeup();
        return await(answer, PATIENCE);
    }

    /** Tells of each delivery from now on. */
    public void watch(Watch watch) throws IOException, InterruptedException {
        Object unused =
                ask(() -> {
                    this.watch = watch;
                    return this;
                });
    }

    /**
     * Lets the one that connected last read no more; the others are all from now on. No event may
     * be under way.
     *
     * @return its port
     */
    int stall() throws IOException, InterruptedException {
        return ask(() -> {
            SocketChannel channel = all.get(all.size() - 1).channel();
            channel.keyFor(selector).interestOps(0);
            wanted--;
            return channel.socket().getLocalPort();
        });
    }

    /** Lets the one that stalled read again; what it reads counts for nothing. */
    Subscriber resume() throws IOException, InterruptedException {
        return ask(() -> {
            Subscriber subscriber = all.get(all.size() - 1);
            subscriber.ignore();
            SelectionKey key = subscriber.channel().keyFor(selector);
            if (key != null && key.isValid()) {
                key.interestOps(SelectionKey.OP_READ);
            }
            return subscriber;
        });
    }

    /** How many connections have ended. */
    public int ended() throws IOException, InterruptedException {
        return ask(() -> (int) all.stream().filter(Subscriber::isEnded).count());
    }

    /** What was delivered since the last call. */
    Tally take() throws IOException, InterruptedException {
        return ask(tally::take);
    }

    /** The subscribers, in the order in which they connected. Only to be used on the thread. */
    List<Subscriber> all() {
        return all;
    }

    /** The number up to which all subscribers have all events. */
    long complete() {
        return complete;
    }

    /** The thread that waits for {@link #complete} to grow, and is unparked then. */
    void publisher(Thread waiting) {
        publisher = waiting;
    }

    /** Processor time of the load itself. */
    Duration processorTime() {
        return Duration.ofNanos(
                java.lang.management.ManagementFactory.getThreadMXBean()
                        .getThreadCpuTime(thread.getId()));
    }

    private void open() {
        try {
            while (all.size() < wanted && all.size() - ready < TOGETHER) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                if (receiveBuffer != SYSTEMS_BUFFER) {
                    channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
                }
                boolean unused = channel.connect(address);
                Subscriber subscriber =
                        new Subscriber(dialects.apply(all.size()), channel, this, complete + 1);
                all.add(subscriber);
                channel.register(selector, SelectionKey.OP_CONNECT, subscriber);
            }
        } catch (IOException e) {
            allReady.completeExceptionally(e);
        }
    }

    private void run() {
        try {
            while (!isClosed) {
                int unused = selector.select(this::serve);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(SelectionKey key) {
        Subscriber subscriber = (Subscriber) key.attachment();
        try {
            if (key.isConnectable()) {
                boolean unused = subscriber.channel().finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                subscriber.write(subscriber.request());
                return;
            }
            buffer.clear();
            if (subscriber.channel().read(buffer) < 0) {
                ended(subscriber, key);
            } else {
                now = System.nanoTime();
                subscriber.read(buffer);
            }
        } catch (IOException e) {
            key.cancel();
            failed(subscriber, e);
        }
    }

    private void ended(Subscriber subscriber, SelectionKey key) throws IOException {
        key.cancel();
        subscriber.channel().close();
        failed(subscriber, new IOException("closed by the server, " + subscriber.closeCode()));
    }

    void failed(Subscriber subscriber, IOException cause) {
        subscriber.end();
        if (!subscriber.isIgnored()) {
            tally.closed++;
        }
        if (!subscriber.isReady()) {
            allReady.completeExceptionally(cause);
        }
    }

    void ready() {
        ready++;
        if (ready == wanted) {
            allReady.complete(true);
        } else {
            open();
        }
    }

    void delivered(Subscriber subscriber, long number, long sent) {
        tally.latencies.add(now - sent);
        watch.delivered(subscriber, number, sent, now);
        int slot = (int) (number % SLOTS);
        if (++reached[slot] == wanted) {
            reached[slot] = 0;
            complete = number;
            Thread waiting = publisher;
            if (waiting != null) {
                LockSupport.unpark(waiting);
            }
        }
    }

    void lost(long count) {
        tally.lost += count;
    }

    void repeated() {
        tally.repeated++;
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Subscriber subscriber : all) {
            subscriber.channel().close();
        }
        selector.close();
    }
}

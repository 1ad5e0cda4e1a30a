package dev.astir.benchmarks.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.benchmarks.feed.Dialect.Step;
import dev.astir.benchmarks.feed.Dialect.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber: subscribes as its dialect says, and then counts which events come, in which
 * order. Belongs to the thread of its {@link Subscribers}.
 */
public final class Subscriber implements Payloads, MarkScanner.Found {
    private static final int LONGEST_HEAD = 8_192;
    private static final int LONGEST_TEXT = 512;

    private final Dialect dialect;
    private final SocketChannel channel;
    private final Subscribers subscribers;
    private final MarkScanner marks = new MarkScanner();
    private @Nullable ByteArrayOutputStream head = new ByteArrayOutputStream(256);
    private @Nullable Framing framing;
    private @Nullable ByteArrayOutputStream text;
    private int step;
    private boolean isReady;
    private boolean isIgnored;
    private boolean hasMarks;
    private volatile int closeCode;
    private volatile boolean isEnded;
    private long next;

    Subscriber(Dialect dialect, SocketChannel channel, Subscribers subscribers, long next) {
        this.dialect = dialect;
        this.channel = channel;
        this.subscribers = subscribers;
        this.next = next;
    }

    SocketChannel channel() {
        return channel;
    }

    /** What it begins with. */
    byte[] request() {
        return dialect.request();
    }

    boolean isReady() {
        return isReady;
    }

    /** The code of the server's close frame; 0 before there is one. May be asked by any thread. */
    int closeCode() {
        return closeCode;
    }

    /** Counts no more events. */
    void ignore() {
        isIgnored = true;
    }

    boolean isIgnored() {
        return isIgnored;
    }

    /** The connection was closed or failed. */
    void end() {
        isEnded = true;
    }

    /** Whether it has ended. May be asked by any thread. */
    boolean isEnded() {
        return isEnded;
    }

    void read(ByteBuffer bytes) throws IOException {
        int from = 0;
        int to = bytes.position();
        Framing frames = framing;
        if (frames == null) {
            from = head(bytes, to);
            frames = framing;
        }
        if (frames != null && from < to) {
            frames.read(bytes, from, to, this);
        }
    }

    /** Tells where the head of the answer ends. */
    private int head(ByteBuffer bytes, int to) throws IOException {
        ByteArrayOutputStream collected = head;
        for (int at = 0; at < to && collected != null; at++) {
            collected.write(bytes.get(at));
            if (bytes.get(at) == '\n' && collected.size() > 3) {
                String text = collected.toString(ISO_8859_1);
                if (text.endsWith("\r\n\r\n")) {
                    head = null;
                    answered(text.toLowerCase(Locale.ROOT));
                    return at + 1;
                }
            }
            if (collected.size() > LONGEST_HEAD) {
                throw new IOException("the head of an answer does not end");
            }
        }
        return to;
    }

    private void answered(String answer) throws IOException {
        boolean isSocket = dialect.transport() == Transport.WEB_SOCKET;
        if (!answer.startsWith(isSocket ? "http/1.1 101 " : "http/1.1 200 ")) {
            throw new IOException("refused: " + answer.lines().findFirst().orElse(""));
        }
        if (isSocket) {
            framing = new WebSocketFrames();
        } else {
            framing =
                    answer.contains("\r\ntransfer-encoding: chunked\r\n")
                            ? new HttpChunks()
                            : new PlainBody();
        }
        heard("");
    }

    @Override
    public void payload(ByteBuffer bytes, int from, int to, int opcode) {
        if (opcode < CLOSE) {
            marks.scan(bytes, from, to, this);
        }
        if (!hasMarks) {
            ByteArrayOutputStream collected = text == null ? new ByteArrayOutputStream(64) : text;
            for (int at = from; at < to && collected.size() < LONGEST_TEXT; at++) {
                collected.write(bytes.get(at));
            }
            text = collected;
        }
    }

    @Override
    public void end(int opcode) {
        ByteArrayOutputStream collected = text;
        if (collected != null || opcode >= CLOSE) {
            text = null;
            byte[] said = collected == null ? new byte[0] : collected.toByteArray();
            try {
                if (opcode == PING) {
                    write(WebSocketFrames.masked(PING + 1, said));
                } else if (opcode == CLOSE && said.length >= 2) {
                    closeCode = (said[0] & 0xff) << Byte.SIZE | said[1] & 0xff;
                } else if (!hasMarks) {
                    heard(new String(said, UTF_8));
                }
            } catch (IOException e) {
                subscribers.failed(this, e);
            }
        }
        hasMarks = false;
    }

    private void heard(String said) throws IOException {
        String answer = dialect.pings().get(said);
        if (answer != null) {
            say(answer);
        }
        String news = said;
        while (!isReady) {
            if (step == dialect.steps().size()) {
                isReady = true;
                subscribers.ready();
                return;
            }
            Step waiting = dialect.steps().get(step);
            if (!waiting.awaited().isEmpty() && !news.contains(waiting.awaited())) {
                return;
            }
            step++;
            news = "";
            if (!waiting.answer().isEmpty()) {
                say(waiting.answer());
            }
        }
    }

    private void say(String message) throws IOException {
        write(WebSocketFrames.masked(TEXT, message.getBytes(US_ASCII)));
    }

    void write(byte[] bytes) throws IOException {
        // So little that a socket always takes it at once.
        if (channel.write(ByteBuffer.wrap(bytes)) < bytes.length) {
            throw new IOException("the socket takes no more");
        }
    }

    @Override
    public void event(long number, long nanos) {
        hasMarks = true;
        if (isIgnored) {
            return;
        }
        subscribers.delivered(this, number, nanos);
        if (number == next) {
            next++;
        } else if (number > next) {
            subscribers.lost(number - next);
            next = number + 1;
        } else {
            subscribers.repeated();
        }
    }
}

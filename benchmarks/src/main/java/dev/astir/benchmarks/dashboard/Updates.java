package dev.astir.benchmarks.dashboard;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Live updates of a page, as fast as the app takes them: what is next is sent when one before it
 * has arrived at the page, so that nothing is left out as outdated, and all that arrive are
 * counted. A page that is too slow is sent the whole state in place of what it missed. Confined to
 * the browser's thread.
 */
abstract class Updates {
    private static final double LISTEN_MS = 10;
    private static final long PATIENCE_SECONDS = 10;

    final Window window;
    private final String channel;
    private long messages;
    private long states;
    private long sent;
    private long arrived;
    private long unseen;
    private long wanted;

    /** Of a page that is open, and follows this channel. */
    Updates(Window window, String channel) {
        this.window = window;
        this.channel = channel;
        window.onMessage(this::receive);
    }

    /** One update, which may be of those that were sent. */
    abstract void put(JsonObject update);

    /** The whole state, at the beginning, or in place of what the page was too slow for. */
    abstract void state(JsonObject state);

    /** Lets the page come to a state that can be compared. */
    void settle() {}

    /** Sends the first, as many as may be on their way at once. */
    abstract void begin();

    private void receive(JsonObject message) {
        JsonElement of = message.get("channel");
        if (of == null || !of.getAsString().equals(channel)) {
            return;
        }
        String type = message.get("type").getAsString();
        if (type.equals("put")) {
            messages++;
            put(message);
        } else if (type.equals("subscribed")) {
            states++;
            state(message);
        }
    }

    /** One of those that were sent has reached the page. */
    final void hasArrived() {
        arrived++;
    }

    /** Takes the place of one more update, if there is still one to send. */
    final boolean isWanted() {
        if (sent >= wanted) {
            return false;
        }
        sent++;
        return true;
    }

    /** Forgets what is on its way. */
    abstract void forget();

    /**
     * Sends so many more, and waits until the page has got as many. What does not come is counted
     * as not seen, and the rest goes on.
     *
     * @throws IOException if nothing at all comes any more
     */
    final void run(int count) throws IOException {
        wanted += count;
        begin();
        long progress = System.nanoTime();
        long last = arrived;
        boolean isSilent = false;
        while (arrived + unseen < wanted) {
            window.listen(LISTEN_MS);
            if (arrived != last) {
                last = arrived;
                isSilent = false;
                progress = System.nanoTime();
            } else if (System.nanoTime() - progress > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                if (isSilent) {
                    throw new IOException(counts() + ", and then nothing");
                }
                isSilent = true;
                unseen = sent - arrived;
                forget();
                begin();
                progress = System.nanoTime();
            }
        }
    }

    final long sent() {
        return sent;
    }

    /** What was sent, and how it arrived. */
    final String counts() {
        return String.format(
                Locale.ROOT,
                "%,d updates sent, %,d arrived at the page and %,d were not seen there, in %,d messages of one and %,d of all",
                sent,
                arrived,
                unseen,
                messages,
                states);
    }
}

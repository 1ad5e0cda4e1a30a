package dev.astir.benchmarks.hostile;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Listens to a feed as the dashboard does: when its socket ends, it comes back and goes on where it
 * was. Thread-safe.
 */
final class Listener implements AutoCloseable {
    /** What comes before the number of an event that is listened for. */
    static final String MARK = "watched event ";

    private static final Pattern MARKED = Pattern.compile(MARK + "(\\d+)");
    private static final Pattern POSITION = Pattern.compile("\"position\":\"([^\"]+)\"");
    private static final int WAIT_MILLIS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client;
    private final URI live;
    private final String token;
    private final IntConsumer heard;
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private volatile @Nullable String position;
    private volatile @Nullable WebSocket socket;
    private volatile boolean isClosed;

    Listener(HttpClient client, URI app, String token, IntConsumer heard) {
        this.client = client;
        this.live = URI.create("ws://" + app.getAuthority() + "/api/live");
        this.token = token;
        this.heard = heard;
        connect();
        try {
            if (!subscribed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("The other tenant could not subscribe at first");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void connect() {
        if (isClosed) {
            return;
        }
        var unused =
                client.newWebSocketBuilder()
                        .header("Authorization", "Bearer " + token)
                        .subprotocols("astir.v1")
                        .connectTimeout(PATIENCE)
                        .buildAsync(live, new Messages())
                        .whenComplete((made, failure) -> {
                            if (failure != null) {
                                comeBack();
                            }
                        });
    }

    private void comeBack() {
        if (!isClosed) {
            var unused =
                    CompletableFuture.runAsync(
                            this::connect,
                            CompletableFuture.delayedExecutor(WAIT_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    private void message(String text) {
        Matcher marks = MARKED.matcher(text);
        while (marks.find()) {
            heard.accept(Integer.parseInt(marks.group(1)));
        }
        Matcher positions = POSITION.matcher(text);
        while (positions.find()) {
            position = positions.group(1);
        }
        subscribed.countDown();
    }

    @Override
    public void close() {
        isClosed = true;
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    private final class Messages implements WebSocket.Listener {
        private final StringBuilder begun = new StringBuilder();

        @Override
        public void onOpen(WebSocket opened) {
            socket = opened;
            String after = position == null ? "" : ",\"after\":\"" + position + "\"";
            var unused =
                    opened.sendText(
                            "{\"type\":\"subscribe\",\"channel\":\"activities\"" + after + "}",
                            true);
            opened.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket source, CharSequence data, boolean last) {
            begun.append(data);
            if (last) {
                message(begun.toString());
                begun.setLength(0);
            }
            source.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket source, int code, String reason) {
            comeBack();
            return null;
        }

        @Override
        public void onError(WebSocket source, Throwable error) {
            comeBack();
        }
    }
}

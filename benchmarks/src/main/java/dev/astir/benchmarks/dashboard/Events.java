package dev.astir.benchmarks.dashboard;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.astir.benchmarks.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Events of the feed, published by the app's API: the switches of people would not do, since the
 * feed takes but a few a minute of each person.
 */
final class Events extends Updates implements AutoCloseable {
    private static final String TYPE = "note.written";
    private static final int ON_THEIR_WAY = 40;

    private final Api api;
    private final Set<String> onTheirWay = new HashSet<>();

    /** Those of them that the app has stored. */
    private final Set<String> stored = ConcurrentHashMap.newKeySet();

    private boolean isSubscribed;
    private final ExecutorService threads = Executors.newFixedThreadPool(ON_THEIR_WAY);

    Events(Window window, Api api) {
        super(window, "activities");
        this.api = api;
    }

    @Override
    void begin() {
        for (int i = 0; i < ON_THEIR_WAY && isWanted(); i++) {
            publish();
        }
    }

    @Override
    void forget() {
        onTheirWay.clear();
        stored.clear();
    }

    @Override
    void put(JsonObject update) {
        JsonElement message = update.getAsJsonObject("item").get("message");
        if (message != null && message.isJsonPrimitive()) {
            shown(message.getAsString());
        }
    }

    /**
     * The feed subscribes anew when it has loaded its page anew, as it does whenever its list is
     * full: what was stored between two subscriptions came with that page.
     */
    @Override
    void state(JsonObject state) {
        if (isSubscribed) {
            List.copyOf(onTheirWay).stream().filter(stored::contains).forEach(this::shown);
        }
        isSubscribed = true;
    }

    /** With a list of a page's length, whatever it was before. */
    @Override
    void settle() {
        window.loadFeedAnew();
    }

    /** The events that came before these were sent are none of them. */
    private void shown(String note) {
        if (onTheirWay.remove(note)) {
            stored.remove(note);
            hasArrived();
            if (isWanted()) {
                publish();
            }
        }
    }

    private void publish() {
        String note = "Note " + sent();
        onTheirWay.add(note);
        threads.execute(() -> post(note));
    }

    private void post(String note) {
        try {
            // One person may ask 200 times a second.
            var unused =
                    api.postWhenAllowed(
                            "/api/activities", Map.of("eventType", TYPE, "message", note));
            stored.add(note);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

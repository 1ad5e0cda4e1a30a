package dev.astir.app.singlesignon;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.astir.app.outbound.OutboundException;
import dev.astir.app.outbound.OutboundHttp;
import dev.astir.app.outbound.OutboundHttp.Answer;
import dev.astir.app.outbound.OutboundHttp.Request;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Documents of one kind that providers publish, by their addresses: read when one is first needed
 * and when it has become old. A provider that is away is asked again each time, so all is well as
 * soon as it is back; until then what it said before serves for a day. Many who want the same
 * document at once share one reading. Thread-safe.
 *
 * @param <T> what a document says
 */
final class Documents<T> {

    private static final Duration FRESH = Duration.ofMinutes(30);
    private static final Duration USABLE = Duration.ofDays(1);
    private static final int MOST = 1_000;
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;

    private final OutboundHttp http;
    private final Clock clock;
    private final Parser<T> parser;
    private final Cache<URI, Known<T>> known = Caffeine.newBuilder().maximumSize(MOST).build();
    private final ConcurrentHashMap<URI, CompletableFuture<T>> running = new ConcurrentHashMap<>();

    /** Understands a document. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(URI address, String text) throws OutboundException;
    }

    private record Known<T>(T content, Instant at) {}

    Documents(OutboundHttp http, Clock clock, Parser<T> parser) {
        this.http = http;
        this.clock = clock;
        this.parser = parser;
    }

    /** What the document says, or said not long ago. */
    T get(URI address) throws OutboundException {
        @Nullable Known<T> old = known.getIfPresent(address);
        Instant now = clock.instant();
        if (old != null && now.isBefore(old.at().plus(FRESH))) {
            return old.content();
        }
        try {
            return readAnew(address);
        } catch (OutboundException e) {
            if (old != null && now.isBefore(old.at().plus(USABLE))) {
                return old.content();
            }
            throw e;
        }
    }

    /** What the document says now. */
    T readAnew(URI address) throws OutboundException {
        CompletableFuture<T> mine = new CompletableFuture<>();
        @Nullable CompletableFuture<T> other = running.putIfAbsent(address, mine);
        if (other != null) {
            return resultOf(other);
        }
        try {
            T content = parser.parse(address, read(address));
            known.put(address, new Known<>(content, clock.instant()));
            mine.complete(content);
        } catch (OutboundException | RuntimeException e) {
            mine.completeExceptionally(e);
        } finally {
            running.remove(address, mine);
        }
        return resultOf(mine);
    }

    private static <T> T resultOf(CompletableFuture<T> future) throws OutboundException {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof OutboundException outbound) {
                throw outbound;
            }
            throw e;
        }
    }

    /** Twice, when the first try may have met a server that was just being started anew. */
    private String read(URI address) throws OutboundException {
        Answer answer;
        try {
            answer = http.send(Request.get(address));
        } catch (OutboundException e) {
            if (!e.mayPass()) {
                throw e;
            }
            answer = http.send(Request.get(address));
        }
        if (answer.status() >= SERVER_ERROR) {
            answer = http.send(Request.get(address));
        }
        if (answer.status() != OK) {
            throw new OutboundException("it answers with status " + answer.status());
        }
        return answer.body();
    }
}

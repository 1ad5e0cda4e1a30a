package dev.astir.tracker.micronaut;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.AvailableByteBody;
import io.micronaut.http.body.ByteBody;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import io.micronaut.http.body.CloseableAvailableByteBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * The beginning of a request's body, collected beside whoever reads the body itself, and once for
 * all that look at it. Not safe for use by several threads at once, as reactive streams promise.
 */
final class BodyPrefix implements Subscriber<byte[]> {
    private static final byte[] NOTHING = {};

    private final HttpRequest<?> request;
    private @Nullable CompletableFuture<byte[]> result;
    private @Nullable Subscription subscription;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
    private int limit;
    private boolean multiplexed;

    BodyPrefix(HttpRequest<?> request) {
        this.request = request;
    }

    /**
     * The first bytes of the body, as many as the limit or fewer; those that have come, if the body
     * breaks off. The first call decides on the limit: later the body belongs to its reader.
     */
    CompletableFuture<byte[]> bytes(int limit) {
        CompletableFuture<byte[]> result = this.result;
        if (result == null) {
            try {
                result = collect(limit);
            } catch (RuntimeException e) { // the body belongs to another filter
                result = CompletableFuture.failedFuture(e);
            }
            this.result = result;
        }
        return result;
    }

    private CompletableFuture<byte[]> collect(int limit) {
        // What is encoded is not text to be looked at. The server itself decodes gzip and deflate.
        if (!(request instanceof ServerHttpRequest<?> server)
                || request.getHeaders().contains(HttpHeaders.CONTENT_ENCODING)) {
            return CompletableFuture.completedFuture(NOTHING);
        }
        ByteBody body = server.byteBody();
        if (body instanceof AvailableByteBody available) {
            return CompletableFuture.completedFuture(beginning(available, limit));
        }
        this.limit = limit;
        multiplexed = !server.getHttpVersion().name().startsWith("HTTP_1");
        result = new CompletableFuture<>();
        // At the pace of the controller: this one asks for nothing itself, so that no more of the
        // body is held than would be without it, and 100 Continue is up to the controller.
        body.split(SplitBackpressureMode.ORIGINAL).toByteArrayPublisher().subscribe(this);
        return result;
    }

    private static byte[] beginning(AvailableByteBody body, int limit) {
        try (CloseableAvailableByteBody split = body.split();
                InputStream stream = split.toInputStream()) {
            return stream.readNBytes(limit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(byte[] chunk) {
        if (result == null || result.isDone()) {
            return;
        }
        bytes.write(chunk, 0, Math.min(chunk.length, limit - bytes.size()));
        if (bytes.size() == limit) {
            onComplete();
            // By HTTP/1 the rest of the body must come in any case. By HTTP/2, cancelling a body
            // that nobody else reads resets the stream, which clients take for a failed request.
            if (subscription != null && !multiplexed) {
                subscription.cancel();
            }
        }
    }

    @Override
    public void onComplete() {
        if (result != null && !result.isDone()) {
            byte[] collected = bytes.toByteArray();
            bytes = new ByteArrayOutputStream(0);
            result.complete(collected);
        }
    }

    @Override
    public void onError(Throwable cause) {
        // The client has gone, or sent too much: it was there, and perhaps has said who it is.
        onComplete();
    }
}

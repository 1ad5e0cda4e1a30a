package dev.astir.tracker.micronaut;

import io.micronaut.http.body.ByteBody;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Collects the beginning of a body beside whoever reads the body itself. Not safe for use by
 * several threads at once, as reactive streams promise.
 */
final class BodyPrefix implements Subscriber<byte[]> {
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private @Nullable Subscription subscription;

    private BodyPrefix(int limit) {
        this.limit = limit;
    }

    /** The first bytes of a body, as many as the limit or fewer. */
    static CompletableFuture<byte[]> of(ByteBody body, int limit) {
        BodyPrefix prefix = new BodyPrefix(limit);
        // At the pace of the faster reader: this one does not wait for a controller that reads
        // late or never, and the limit bounds what is kept for such a controller.
        body.split(SplitBackpressureMode.FASTEST).toByteArrayPublisher().subscribe(prefix);
        return prefix.result;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(byte[] chunk) {
        bytes.write(chunk, 0, Math.min(chunk.length, limit - bytes.size()));
        if (bytes.size() == limit && !result.isDone()) {
            if (subscription != null) {
                subscription.cancel();
            }
            onComplete();
        }
    }

    @Override
    public void onComplete() {
        result.complete(bytes.toByteArray());
    }

    @Override
    public void onError(Throwable cause) {
        result.completeExceptionally(cause);
    }
}

package dev.astir.app.files;

import dev.astir.app.identity.Authenticator;
import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Identity;
import dev.astir.app.platform.Background;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
import dev.astir.stream.micronaut.RestResponses;
import dev.astir.stream.rest.RestAnswer;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Answers with files that are made while they are taken, at the pace of whoever takes them: between
 * two parts neither a connection nor a thread waits. Thread-safe.
 */
@Singleton
public class Files {

    /** A file may be large, and nobody needs it more often. */
    private static final RateLimit LIMIT = RateLimit.oneEach("file", 10, Duration.ofMinutes(1));

    /** How long somebody may take nothing of a file. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RestResponses responses;
    private final RateLimits limits;
    private final Background background;
    private final Authenticator authenticator;

    Files(
            RestResponses responses,
            RateLimits limits,
            Background background,
            Authenticator authenticator) {
        this.responses = responses;
        this.limits = limits;
        this.background = background;
        this.authenticator = authenticator;
    }

    /** What a file is made of, one part after the other. */
    public interface Parts {
        /**
         * Writes the next part; may block.
         *
         * @return false at the end, when there was none
         */
        boolean writeNext(OutputStream out) throws IOException;
    }

    /**
     * The response that is the file.
     *
     * @throws dev.astir.app.web.ProblemException 429 when the caller takes too many
     */
    @SuppressWarnings("unchecked")
    public HttpResponse<Publisher<byte[]>> answer(
            HttpRequest<?> request, Caller caller, String mediaType, String name, Parts parts) {
        limits.take(LIMIT, caller.userId().toString(), "You take too many files; try again later.");
        Identity identity =
                request.getUserPrincipal(Authentication.class)
                        .flatMap(Identity::of)
                        .orElseThrow(
                                () -> new IllegalStateException("somebody was let in unknown"));
        RestAnswer.Download file =
                new RestAnswer.Download(mediaType, name, new PartsContent(parts, identity));
        // The framework makes an array of JSON of a publisher whose type it does not know.
        return (HttpResponse<Publisher<byte[]>>) responses.of(request, file);
    }

    /** One file on its way. */
    private final class PartsContent implements RestAnswer.Content {
        private final Parts parts;
        private final Identity identity;
        private @Nullable Runnable cut;
        private boolean isClosed;

        /** How often it was asked for something, or gave it. */
        private long turns;

        PartsContent(Parts parts, Identity identity) {
            this.parts = parts;
            this.identity = identity;
            waitForReader();
        }

        @Override
        public CompletableFuture<byte[]> next() {
            synchronized (this) {
                turns++;
            }
            return CompletableFuture.supplyAsync(this::read, background)
                    .whenComplete((part, failure) -> waitForReader());
        }

        private byte[] read() {
            // A file takes time, and who is shut out meanwhile gets no more of it.
            boolean holds =
                    authenticator.recheck(List.of(identity)).getFirst().stream()
                            .anyMatch(now -> now.caller().is(identity.caller().role()));
            if (!holds) {
                throw new IllegalStateException("whoever takes the file was shut out");
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                boolean hasMore = true;
                while (hasMore && out.size() == 0) {
                    hasMore = parts.writeNext(out);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toByteArray();
        }

        @Override
        public synchronized void onStall(Runnable cut) {
            this.cut = cut;
        }

        @Override
        public synchronized void close() {
            isClosed = true;
            cut = null;
        }

        private synchronized void waitForReader() {
            long turn = ++turns;
            if (!isClosed) {
                background.run(PATIENCE, () -> giveUp(turn));
            }
        }

        private void giveUp(long turn) {
            Runnable cutting;
            synchronized (this) {
                if (turn != turns || isClosed) {
                    return;
                }
                cutting = cut;
            }
            if (cutting != null) {
                cutting.run();
            }
        }
    }
}

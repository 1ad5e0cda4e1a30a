package dev.astir.stream.rest;

import dev.astir.stream.feed.FeedProblem;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What to answer. Carries the reader's own data: to be sent with {@code Cache-Control: no-store}.
 */
public sealed interface RestAnswer {

    /** The HTTP status. */
    int status();

    /**
     * A text, in UTF-8.
     *
     * @param headers what the answer's head must say beside its status and its type
     */
    record Text(int status, String mediaType, String body, Map<String, String> headers)
            implements RestAnswer {
        public Text {
            headers = Map.copyOf(headers);
        }

        /** One whose head says nothing more. */
        public Text(int status, String mediaType, String body) {
            this(status, mediaType, body, Map.of());
        }
    }

    /** A status alone. */
    record Empty(int status) implements RestAnswer {}

    /** A file that is made while it is sent, because it may be large. */
    record Download(String mediaType, String fileName, Content content) implements RestAnswer {
        @Override
        public int status() {
            return 200;
        }
    }

    /**
     * A file, piece by piece: the next one is asked for when the reader has taken the one before.
     * Nothing is held meanwhile but a place among the downloads, until it is closed, or the reader
     * has taken nothing for too long. Thread-safe.
     */
    interface Content extends AutoCloseable {
        /**
         * The next piece. Never blocks.
         *
         * @return completes with nothing in it at the end. When it fails, the response must be cut
         *     so that the reader sees it: half a file must not pass for a whole one
         */
        CompletableFuture<byte[]> next();

        /** Sets what cuts the response of a reader who takes nothing; must not block. */
        void onStall(Runnable cut);

        /** Ends it, at any place in the file. Closing again does nothing. */
        @Override
        void close();
    }

    /** JSON with this status. */
    static RestAnswer json(int status, String body) {
        return new Text(status, "application/json", body);
    }

    /** Problem details. */
    static RestAnswer problem(FeedProblem problem) {
        return new Text(
                problem.status(), FeedProblem.MEDIA_TYPE, problem.json(), problem.headers());
    }
}

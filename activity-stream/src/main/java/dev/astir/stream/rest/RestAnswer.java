package dev.astir.stream.rest;

import dev.astir.stream.feed.FeedProblem;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What to answer. Carries the reader's own data: to be sent with {@code Cache-Control: no-store}.
 */
public sealed interface RestAnswer {

    /** The HTTP status. */
    int status();

    /** A text, in UTF-8. */
    record Text(int status, String mediaType, String body) implements RestAnswer {}

    /** A status alone. */
    record Empty(int status) implements RestAnswer {}

    /** A file that is made while it is sent, because it may be large. */
    record Download(String mediaType, String fileName, Content content) implements RestAnswer {
        @Override
        public int status() {
            return 200;
        }
    }

    /** Writes a file, once. */
    @FunctionalInterface
    interface Content {
        /** Blocks as long as the reader takes. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** JSON with this status. */
    static RestAnswer json(int status, String body) {
        return new Text(status, "application/json", body);
    }

    /** Problem details. */
    static RestAnswer problem(FeedProblem problem) {
        return new Text(problem.status(), FeedProblem.MEDIA_TYPE, problem.json());
    }
}

package dev.astir.stream.feed;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What authentication found. */
public sealed interface Admission {

    /** Come in. Immutable. */
    final class Granted implements Admission {
        private final FeedAccess access;
        private final @Nullable FeedAuthenticator judge;
        private final @Nullable Question question;

        /** Granted once and for all, unless it comes from a {@link FeedGate}. */
        public Granted(FeedAccess access) {
            this(access, null, null);
        }

        private Granted(
                FeedAccess access, @Nullable FeedAuthenticator judge, @Nullable Question question) {
            this.access = Objects.requireNonNull(access, "access");
            this.judge = judge;
            this.question = question;
        }

        /** What may be done. */
        public FeedAccess access() {
            return access;
        }

        /** The same, with who said so, and when they were asked. */
        Granted by(FeedAuthenticator judge, Question question) {
            return new Granted(access, judge, question);
        }

        /** How a session begins that has this access; null if nobody is asked again. */
        @Nullable Standing standing() {
            return judge == null || question == null ? null : new Standing(judge, question);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Granted granted && granted.access.equals(access);
        }

        @Override
        public int hashCode() {
            return access.hashCode();
        }

        @Override
        public String toString() {
            return "Granted[" + access + "]";
        }
    }

    /**
     * Stay out. A WebSocket is upgraded and closed with the code, because a browser cannot see an
     * HTTP status there; SSE is answered 401 or 403.
     */
    record Refused(CloseCode code) implements Admission {}

    /** Lets somebody in. */
    static Admission granted(FeedAccess access) {
        return new Granted(access);
    }

    /** Refuses missing or bad credentials. */
    static Admission notAuthenticated() {
        return new Refused(CloseCode.NOT_AUTHENTICATED);
    }

    /** Refuses for another reason, for example {@link CloseCode#BLOCKED}. */
    static Admission refused(CloseCode code) {
        return new Refused(code);
    }
}

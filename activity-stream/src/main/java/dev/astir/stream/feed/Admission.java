package dev.astir.stream.feed;

/** What authentication found. */
public sealed interface Admission {

    /** Come in. */
    record Granted(FeedAccess access) implements Admission {}

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

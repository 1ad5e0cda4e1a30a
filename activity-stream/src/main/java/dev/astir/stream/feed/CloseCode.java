package dev.astir.stream.feed;

/** Why a connection ended, as WebSocket close codes. */
public enum CloseCode {
    /** The client asked for it. */
    NORMAL(1000, "closed"),
    /** This node goes away; connect again. */
    GOING_AWAY(1001, "going away"),
    /** Missing or bad credentials. */
    NOT_AUTHENTICATED(4001, "not authenticated"),
    /** The credentials ran out and were not renewed in time. */
    TOKEN_EXPIRED(4002, "token expired"),
    /** Known, but not allowed. */
    FORBIDDEN(4003, "forbidden"),
    /** The client did not read fast enough; it may resume by position. */
    TOO_SLOW(4008, "too slow"),
    /** The reader has too many sessions already; see {@link FeedLimits#sessions}. */
    TOO_MANY_SESSIONS(4008, "too many connections"),
    /** The client sent more at once than a session may have waiting. */
    TOO_MANY_MESSAGES(4008, "too many messages"),
    /** The person or device was blocked. */
    BLOCKED(4009, "blocked"),
    /** The client sent something that is not the protocol. */
    BAD_MESSAGE(4010, "bad message");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** The words on the wire. */
    public String reason() {
        return reason;
    }
}

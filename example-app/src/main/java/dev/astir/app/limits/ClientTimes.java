package dev.astir.app.limits;

import java.time.Duration;

/**
 * How long a client may keep the server waiting. Immutable.
 *
 * @param first from a connection's begin to its first byte
 * @param head from a request's first byte to the end of its head
 * @param kept from an answer to the next request's first byte
 * @param body in each such period of a request's body {@code bodyBytes} must come
 * @param bodyBytes at least 1
 * @param wholeBody what the body of a usual request may take as a whole, 256 KB; a larger one takes
 *     as much longer as it is larger
 * @param unread how long an answer may wait without any of it being taken
 */
record ClientTimes(
        Duration first,
        Duration head,
        Duration kept,
        Duration body,
        int bodyBytes,
        Duration wholeBody,
        Duration unread) {

    /**
     * A body may be slower than any modem for a while: half a kilobyte a second, and two as a
     * whole. A connection is kept for longer than proxies keep theirs, which is a minute as a rule:
     * one that the server closes as it is used again costs a request.
     */
    static final ClientTimes DEFAULT =
            new ClientTimes(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(75),
                    Duration.ofSeconds(30),
                    15_000,
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(60));
}

package dev.astir.app.limits;

import dev.astir.app.web.RateLimit;

/**
 * How many requests one client may send. Immutable.
 *
 * @param principal of one person or device, whatever they signed in with
 * @param sockets of these, those that ask for a WebSocket: each costs more than an answer
 * @param stranger to the API, of one client address, by connections that nobody signed in on
 */
record RequestRates(RateLimit principal, RateLimit sockets, RateLimit stranger) {

    /**
     * A dashboard asks some twenty times when it is opened, an agent twice a minute, and a script
     * that brings its history as fast as it can; behind one address may be an office whose
     * computers all start in the same minute. A person has at most 100 sockets, and a device 3.
     */
    static final RequestRates DEFAULT =
            new RequestRates(principal(2_000, 200), sockets(200, 5), stranger(1_000, 100));

    /** So many at once, and then so many a second. */
    static RateLimit principal(long atOnce, long second) {
        return RateLimit.aSecond("requests", atOnce, second);
    }

    static RateLimit sockets(long atOnce, long second) {
        return RateLimit.aSecond("sockets", atOnce, second);
    }

    static RateLimit stranger(long atOnce, long second) {
        return RateLimit.aSecond("strangers-requests", atOnce, second);
    }
}

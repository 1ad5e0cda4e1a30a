package dev.astir.app.limits;

import dev.astir.app.web.RateLimit;

/**
 * How many requests one client may send. Immutable.
 *
 * @param principal of one person or device, whatever they signed in with
 * @param stranger to the API, of one client address, by connections that nobody signed in on
 */
record RequestRates(RateLimit principal, RateLimit stranger) {

    /**
     * A dashboard asks some twenty times when it is opened, and an agent twice a minute; behind one
     * address may be an office whose computers all start in the same minute.
     */
    static final RequestRates DEFAULT = of(500, 100, 1_000, 100);

    /** So many at once, and then so many a second. */
    static RequestRates of(
            long principalAtOnce, long principal, long strangerAtOnce, long stranger) {
        return new RequestRates(
                RateLimit.aSecond("requests", principalAtOnce, principal),
                RateLimit.aSecond("strangers-requests", strangerAtOnce, stranger));
    }
}

package dev.astir.stream.feed;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a request opens a WebSocket (RFC 6455, section 4.2.1). Stateless. */
public final class Handshakes {
    /** Sixteen bytes in Base64. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{21}[AQgw]==");

    private Handshakes() {}

    /**
     * Says why a request for a WebSocket's address opens none.
     *
     * @param method the request's method
     * @param headers all values of the header with a name
     * @return null if it is a sound handshake
     */
    public static @Nullable FeedProblem problem(
            String method, Function<String, List<String>> headers) {
        boolean upgrades =
                lists(headers.apply("Upgrade"), "websocket")
                        && lists(headers.apply("Connection"), "upgrade");
        if (!method.equals("GET")) {
            return upgrades
                    ? FeedProblem.badHandshake("its method must be GET")
                    : FeedProblem.method("GET");
        }
        if (!upgrades) {
            return FeedProblem.upgradeRequired("this is the address of a WebSocket");
        }
        if (!headers.apply("Sec-WebSocket-Version").equals(List.of("13"))) {
            return FeedProblem.upgradeRequired("Sec-WebSocket-Version must be 13");
        }
        List<String> keys = headers.apply("Sec-WebSocket-Key");
        return keys.size() == 1 && KEY.matcher(keys.get(0)).matches()
                ? null
                : FeedProblem.badHandshake("Sec-WebSocket-Key must be 16 bytes in Base64, once");
    }

    private static boolean lists(List<String> values, String wanted) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .anyMatch(value -> value.strip().equalsIgnoreCase(wanted));
    }
}

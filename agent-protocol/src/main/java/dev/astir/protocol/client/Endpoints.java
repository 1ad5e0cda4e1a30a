package dev.astir.protocol.client;

import java.net.URI;
import java.util.Locale;

/** Addresses below a server's base address. */
final class Endpoints {

    /** The address for HTTP. */
    static URI http(URI server, String path) {
        check(server);
        String base = server.toString();
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /** The same address for WebSocket: {@code ws} for http, {@code wss} for https. */
    static URI socket(URI server, String path) {
        String http = http(server, path).toString();
        return URI.create("ws" + http.substring("http".length()));
    }

    private static void check(URI server) {
        String scheme = server.getScheme() == null ? "" : server.getScheme();
        boolean http = scheme.equals("http") || scheme.equals("https");
        boolean plain =
                server.getHost() != null
                        && server.getRawQuery() == null
                        && server.getRawFragment() == null
                        && server.getRawUserInfo() == null;
        if (!http || !plain) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "server is '%s'; allowed is http://host or https://host,"
                                    + " optionally with port and path",
                            server));
        }
    }

    private Endpoints() {}
}

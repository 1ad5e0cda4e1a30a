package dev.astir.benchmarks.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Requests of HTTP/1.1 as text. */
public final class Requests {
    static final int OK = 200;
    static final int SWITCHING_PROTOCOLS = 101;

    private final StringBuilder head;
    private String body = "";

    private Requests(String method, String path) {
        head = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\n");
        Requests unused = with("Host", "127.0.0.1");
    }

    /** By nobody while the token is empty. */
    public static Requests get(String path, String token) {
        return new Requests("GET", path).by(token);
    }

    public static Requests post(String path, String token, String json) {
        Requests request =
                new Requests("POST", path)
                        .by(token)
                        .with("Content-Type", "application/json")
                        .with("Content-Length", "" + json.getBytes(UTF_8).length);
        request.body = json;
        return request;
    }

    Requests with(String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    private Requests by(String token) {
        return token.isEmpty() ? this : with("Authorization", "Bearer " + token);
    }

    /** The whole of it. */
    public String text() {
        return head + "\r\n" + body;
    }

    /** What is sent when the head does not end. */
    String begun() {
        return head.toString();
    }
}

package dev.astir.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;

/**
 * An HTTP request, made once, into which the number of a client is written for each use. Not safe
 * for use by several threads: each takes a copy.
 */
final class RequestBytes {
    private static final int DIGITS = 8;
    private static final String HOLE = "0".repeat(DIGITS);
    private static final String CLIENT = "client-";
    private static final int RECORDS = 6;

    private final byte[] bytes;
    private final int end;

    private RequestBytes(String text) {
        bytes = text.getBytes(US_ASCII);
        end = text.indexOf(CLIENT + HOLE) + CLIENT.length() + DIGITS;
    }

    private RequestBytes(RequestBytes other) {
        bytes = other.bytes.clone();
        end = other.end;
    }

    /** Sends some 800 bytes of JSON. */
    static RequestBytes post() {
        StringBuilder body = new StringBuilder(1_024);
        body.append("{\"client_id\":\"%s%s\",\"operation\":\"create\"".formatted(CLIENT, HOLE));
        for (int i = 0; i < RECORDS; i++) {
            body.append(i == 0 ? ",\"records\":[" : ",");
            body.append(
                    """
                    {"sku":"AR-%04d","name":"Bleached kraft pulp, %d bales","quantity":%d,\
                    "price":"%d.50","warehouse":"Valdivia","urgent":%b}\
                    """
                            .formatted(1_000 + i, 10 * i, 3 + i, 600 + i, i % 2 == 0));
        }
        body.append("]}");
        return new RequestBytes(
                """
                POST /items HTTP/1.1\r
                Host: 127.0.0.1\r
                User-Agent: astir-benchmarks\r
                Accept: application/json\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s\
                """
                        .formatted(body.length(), body));
    }

    /** Names the client in the query string. */
    static RequestBytes get() {
        return new RequestBytes(
                """
                GET /items?page=2&client_id=%s%s HTTP/1.1\r
                Host: 127.0.0.1\r
                User-Agent: astir-benchmarks\r
                Accept: application/json\r
                \r
                """
                        .formatted(CLIENT, HOLE));
    }

    RequestBytes copy() {
        return new RequestBytes(this);
    }

    /** The id of the client of this number. */
    static String clientId(int client) {
        return String.format(Locale.ROOT, "%s%0" + DIGITS + "d", CLIENT, client);
    }

    /** The request of the client of this number, until the next call. */
    byte[] of(int client) {
        int rest = client;
        for (int i = end - 1; i >= end - DIGITS; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return bytes;
    }
}

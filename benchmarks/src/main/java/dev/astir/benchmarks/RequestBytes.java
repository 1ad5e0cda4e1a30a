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
    private static final String FIELD = "\"client_id\":\"" + CLIENT + HOLE + "\"";
    private static final int RECORDS = 6;
    private static final int MANY_RECORDS = 550;

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

    /** Sends some 800 bytes of JSON, with the client first. */
    static RequestBytes post() {
        return post("{" + FIELD + ",", RECORDS, "]}");
    }

    /** The same with the client last. */
    static RequestBytes postClientLast() {
        return post("{", RECORDS, "]," + FIELD + "}");
    }

    /** Sends more than 64 KiB of JSON, with the client first. */
    static RequestBytes postMuch() {
        return post("{" + FIELD + ",", MANY_RECORDS, "]}");
    }

    private static RequestBytes post(String start, int records, String end) {
        StringBuilder body = new StringBuilder(1_024);
        body.append(start).append("\"operation\":\"create\"");
        for (int i = 0; i < records; i++) {
            body.append(i == 0 ? ",\"records\":[" : ",");
            body.append(
                    """
                    {"sku":"AR-%04d","name":"Bleached kraft pulp, %d bales","quantity":%d,\
                    "price":"%d.50","warehouse":"Valdivia","urgent":%b}\
                    """
                            .formatted(1_000 + i, 10 * i, 3 + i, 600 + i, i % 2 == 0));
        }
        body.append(end);
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
        return get(ItemsServlet.PATH);
    }

    /** The same for what is in the database. */
    static RequestBytes getStored() {
        return get(StoredItemServlet.PATH);
    }

    private static RequestBytes get(String path) {
        return new RequestBytes(
                """
                GET %s?page=2&client_id=%s%s HTTP/1.1\r
                Host: 127.0.0.1\r
                User-Agent: astir-benchmarks\r
                Accept: application/json\r
                \r
                """
                        .formatted(path, CLIENT, HOLE));
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

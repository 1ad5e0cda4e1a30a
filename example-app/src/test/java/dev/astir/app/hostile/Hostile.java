package dev.astir.app.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Values that no client of ours sends. In its texts the characters U+E000 to U+E0FF stand for raw
 * bytes, so that what is no UTF-8 can be written down. Confined to one thread.
 */
final class Hostile {

    /** Another one, or more rounds, for a hunt by hand: {@code -Dhostile.seed=7}. */
    static final long SEED = Long.getLong("hostile.seed", 20_261_129);

    /** How many times the usual number of requests and frames. */
    static final int ROUNDS = Integer.getInteger("hostile.rounds", 1);

    private static final char RAW = '\uE000';
    private static final String HOLE = "@hole@";

    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "x",
                    "\u0000",
                    "a\u0000b",
                    "\u0001\u001b[31m",
                    "\r\nX-Injected: yes",
                    "\u202Egnp.exe",
                    "\uFEFF",
                    "\uD83D\uDE00".repeat(200),
                    "e\u0301".repeat(50),
                    "x".repeat(300),
                    "x".repeat(70_000),
                    "\uE0FF\uE0FE",
                    "\uE0ED\uE0A0\uE080", // half a surrogate pair
                    "\uE0C0\uE080", // an overlong NUL
                    "' OR '1'='1",
                    "%s%n%x",
                    "${jndi:ldap://127.0.0.1/x}",
                    "../../../etc/passwd",
                    "<script>alert(1)</script>",
                    "null",
                    "undefined",
                    "true",
                    "-1",
                    "0",
                    "1e999",
                    "NaN",
                    "2147483648",
                    "-9223372036854775809",
                    "99999999999999999999999999",
                    "\uFF11",
                    "00000000-0000-0000-0000-000000000000",
                    "0-0-0-0-0",
                    "ffffffff-ffff-ffff-ffff-fffffffffffff",
                    "{01934bb2-7c1e-7d3a-9f52-3b1c2d4e5f60}",
                    "2026-02-30T00:00:00Z",
                    "2026-01-01T00:00:00",
                    "2026-01-01T24:00:00Z",
                    "2026-12-31T23:59:60Z",
                    "+999999999-12-31T23:59:59.999999999Z",
                    "-999999999-01-01T00:00:00Z",
                    "0000-00-00T00:00:00Z",
                    "9999-12-31T23:59:59.999999999Z",
                    "1970-01-01T00:00:00+18:00",
                    "294277-01-01T00:00:00Z",
                    "Europe/Nowhere",
                    "UTC+99",
                    "a@b@c",
                    "7k3m9x2a-1042",
                    "7k3m9x2a--1",
                    "aaaa-99999999999999999999",
                    "MTo=",
                    "9223372036854775807,x");

    private static final List<String> JSON =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1.5",
                    "1e400",
                    "-1e400",
                    "1e-400",
                    "-0",
                    "2147483648",
                    "-9223372036854775809",
                    "1" + "0".repeat(1_100),
                    "NaN",
                    "01",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\"\\udc00\\ud800\"",
                    "\"\\x\"",
                    "\"\u0001\"",
                    "\"\uE0FF\"",
                    "\"\uE0ED\uE0A0\uE080\"",
                    "[]",
                    "{}",
                    "[null]",
                    "[[]]",
                    "[\"a\",\"a\"]",
                    "[" + "\"a\",".repeat(500) + "\"a\"]",
                    "{\"a\":1,\"a\":2}",
                    "{\"\":null}",
                    "{\"@type\":\"java.lang.Runtime\"}",
                    "[".repeat(200) + "]".repeat(200),
                    "[".repeat(2_000) + "]".repeat(2_000),
                    "{\"a\":".repeat(990) + "1" + "}".repeat(990),
                    "");

    private static final List<String> BODIES =
            List.of(
                    "",
                    " ",
                    "null",
                    "true",
                    "42",
                    "\"text\"",
                    "[]",
                    "[null]",
                    "[{}]",
                    "{}",
                    "{",
                    "}",
                    "{\"",
                    "{}{}",
                    "{} trailing",
                    "[".repeat(100_000),
                    "{\"a\":".repeat(20_000),
                    "{\"a\":\"" + "x".repeat(100_000) + "\"}",
                    "\u0000\u0000\u0000",
                    "\uE0FF\uE0FE\uE0FD",
                    "\uE01F\uE08B\uE008\uE000", // begins like gzip
                    "\uFEFF{}",
                    "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a/>",
                    "a=b&c=d",
                    "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x--\r\n");

    static final List<String> CONTENT_TYPES =
            List.of(
                    "",
                    "text/plain",
                    "text/csv",
                    "application/xml",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "multipart/form-data",
                    "application/json; charset=utf-16",
                    "application/json; charset=nonsense",
                    "application/json; charset=?!",
                    "application/json;;;",
                    "application/problem+json",
                    "application/json, text/plain",
                    "application/octet-stream",
                    "garbage",
                    "/",
                    "*/*",
                    "\uE0FF\uE0FE");

    private static final Map<String, List<String>> HEADERS =
            Map.ofEntries(
                    Map.entry(
                            "Accept",
                            List.of(
                                    "",
                                    "*",
                                    "garbage",
                                    "text/event-stream",
                                    "a/b;q=nan",
                                    "application/xml")),
                    Map.entry("Accept-Encoding", List.of("gzip;q=x", ",,,", "\uE0FF", "br, *;q=0")),
                    Map.entry("Accept-Language", List.of("xx-\uE0FF", "*".repeat(3_000), "de;q=9")),
                    Map.entry(
                            "Authorization",
                            List.of(
                                    "",
                                    "Bearer",
                                    "Bearer ",
                                    "Bearer \uE0FF\uE0FE",
                                    "Bearer a.b.c",
                                    "Bearer eyJhbGciOiJub25lIn0.e30.",
                                    "Bearer " + "x".repeat(3_000),
                                    "Bearer ast_x",
                                    "Bearer astir_agent_x",
                                    "Basic \uE0FF",
                                    "Basic Og==")),
                    Map.entry(
                            "Cookie",
                            List.of(
                                    "astir_access=",
                                    "astir_access=a.b.c",
                                    "astir_access=\uE0FF; astir_csrf=\uE0FE",
                                    ";;;===",
                                    "a=\"",
                                    "x=" + "y".repeat(3_000))),
                    Map.entry("X-CSRF-Token", List.of("", "\uE0FF", "x".repeat(3_000))),
                    Map.entry("X-Astir-Session", List.of("", "cookie", "COOKIE\uE0FF", "both")),
                    Map.entry("Origin", List.of("null", "://", "http://[", "http://evil.example")),
                    Map.entry("If-None-Match", List.of("\"", "W/", "*", "\uE0FF")),
                    Map.entry("Range", List.of("bytes=5-1", "bytes=0-99999999999999999999", "x")),
                    Map.entry(
                            "X-Forwarded-For", List.of("\uE0FF", "unknown", "[::1", "1.2.3.4, ,")),
                    Map.entry("Forwarded", List.of("for=", "for=\"[", "\uE0FF", "for=_x;;by=")),
                    Map.entry("Last-Event-ID", List.of("\uE0FF", "x-1", "9".repeat(500))),
                    Map.entry("Content-Encoding", List.of("gzip", "br", "garbage", "identity")),
                    Map.entry("Expect", List.of("nonsense")),
                    Map.entry("X-HTTP-Method-Override", List.of("DELETE")));

    private static final List<String> METHODS =
            List.of(
                    "HEAD", "OPTIONS", "TRACE", "PUT", "PATCH", "DELETE", "GET", "POST", "FOO",
                    "get");

    private final Random random;

    Hostile(long seed) {
        this.random = new Random(seed);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    String text() {
        return one(TEXTS);
    }

    String method() {
        return one(METHODS);
    }

    Map.Entry<String, String> header() {
        String name = one(HEADERS.keySet().stream().sorted().toList());
        return Map.entry(name, one(HEADERS.get(name)));
    }

    /** A text as a part of a URL: escaped, and now and then wrongly so, or not at all. */
    String inUrl() {
        String text = text();
        if (text.length() > 3_000) {
            text = text.substring(0, 3_000);
        }
        return switch (random.nextInt(12)) {
            case 0 ->
                    one(
                            List.of(
                                    "%",
                                    "%zz",
                                    "%f",
                                    "%00",
                                    "%c0%80",
                                    "%ed%a0%80",
                                    "%ff",
                                    ";a=b",
                                    "%252e",
                                    "+",
                                    "{x}",
                                    "[]",
                                    "|",
                                    "\"",
                                    "^"));
            case 1 -> text.replaceAll("[\\x00- #?]", "_"); // raw bytes where they do not end it
            default -> escaped(text);
        };
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : encode(text)) {
            boolean plain =
                    b >= '0' && b <= '9'
                            || b >= 'a' && b <= 'z'
                            || b >= 'A' && b <= 'Z'
                            || b == '-'
                            || b == '.';
            escaped.append(plain ? Character.toString(b) : "%%%02x".formatted(b));
        }
        return escaped.toString();
    }

    /** A body that is wrong as a whole, or a good one with something wrong somewhere. */
    byte[] body(JsonNode good) {
        return switch (random.nextInt(10)) {
            case 0, 1 -> encode(one(BODIES));
            case 2 -> reencoded(good.toString());
            default -> encode(broken(good));
        };
    }

    private byte[] reencoded(String text) {
        return switch (random.nextInt(5)) {
            case 0 -> text.getBytes(StandardCharsets.UTF_16LE);
            case 1 -> text.getBytes(StandardCharsets.UTF_16);
            case 2 -> text.getBytes(Charset.forName("UTF-32"));
            case 3 -> encode("\uFEFF" + text);
            default -> {
                byte[] cut = encode(text);
                cut[random.nextInt(cut.length)] ^= (byte) (1 << random.nextInt(8));
                yield cut;
            }
        };
    }

    /** Something of it replaced, left out, added, or there twice. */
    String broken(JsonNode good) {
        JsonNode copy = good.deepCopy();
        List<Consumer<String>> places = new ArrayList<>();
        find(copy, places);
        if (places.isEmpty()) {
            return one(JSON);
        }
        one(places).accept(HOLE);
        return copy.toString().replace("\"" + HOLE + "\"", json());
    }

    private String json() {
        return chance(60) ? one(JSON) : quoted(text());
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private void find(JsonNode node, List<Consumer<String>> places) {
        if (node instanceof ObjectNode object) {
            for (String name : new ArrayList<>(names(object))) {
                places.add(hole -> object.put(name, hole));
                find(object.get(name), places);
            }
            names(object).forEach(name -> places.add(hole -> object.remove(name)));
            places.add(hole -> object.put("unexpected", hole));
            places.add(hole -> object.put("organizationId", hole));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(hole -> array.set(index, array.textNode(hole)));
                find(array.get(i), places);
            }
            places.add(array::add);
        }
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** UTF-8, but for what stands for raw bytes. */
    static byte[] encode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        text.codePoints()
                .forEach(c -> {
                    if (c >= RAW && c <= RAW + 0xFF) {
                        bytes.write(c - RAW);
                    } else {
                        bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                    }
                });
        return bytes.toByteArray();
    }
}

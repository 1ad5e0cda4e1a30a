package dev.astir.tracker.servlet;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * A body.
 *
 * @param name what is special
 * @param text the body, with {@value #ID} for the client's id
 * @param found whether the filter finds the id in it
 */
record TestBody(
        String name,
        String contentType,
        Charset charset,
        boolean gzipped,
        String text,
        boolean found) {
    private static final String ID = "<id>";
    private static final String JSON = "application/json";
    private static final String LONG = "\"records\":\"" + "x".repeat(300_000) + "\"";

    byte[] bytes(String id) throws IOException {
        byte[] bytes = text.replace(ID, id).getBytes(charset);
        if (!gzipped) {
            return bytes;
        }
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        }
        return zipped.toByteArray();
    }

    private static TestBody json(String name, String text, boolean found) {
        return new TestBody(name, JSON, UTF_8, false, text, found);
    }

    private static TestBody of(String contentType, Charset charset, String text, boolean found) {
        return new TestBody(contentType, contentType, charset, false, text, found);
    }

    static List<TestBody> all() {
        Charset utf32 = Charset.forName("UTF-32BE");
        String simple = "{\"client_id\":\"<id>\",\"name\":\"\u00e9\u4e2d\ud83d\ude00\"}";
        String lines = "{\"client_id\":\"<id>\"}\n{\"client_id\":\"<id>\"}\n";
        List<TestBody> bodies = new ArrayList<>();
        bodies.add(json("first", "{\"client_id\":\"<id>\",\"records\":[]}", true));
        bodies.add(
                json("last", "{\r\n \"a\": {\"client_id\": 1},\n \"client_id\" : \"<id>\"}", true));
        bodies.add(json("of two, the first", "{\"client_id\":\"<id>\",\"client_id\":\"b\"}", true));
        bodies.add(json("what follows is broken", "{\"client_id\":\"<id>\", oops", true));
        bodies.add(
                json(
                        "nested",
                        "{\"a\":" + "[".repeat(900) + "]".repeat(900) + ",\"client_id\":\"<id>\"}",
                        true));
        bodies.add(json("nested too deeply", "{\"a\":" + "[".repeat(60_000), false));
        bodies.add(json("large, first", "{\"client_id\":\"<id>\"," + LONG + "}", true));
        bodies.add(json("large, behind the limit", "{" + LONG + ",\"client_id\":\"<id>\"}", false));
        bodies.add(json("empty", "", false));
        bodies.add(json("empty id", "{\"client_id\":\"\"}", false));
        bodies.add(json("null", "{\"client_id\":null}", false));
        bodies.add(json("an object", "{\"client_id\":{\"client_id\":\"<id>\"}}", false));
        bodies.add(json("an array", "[{\"client_id\":\"<id>\"}]", false));
        bodies.add(json("a fraction", "{\"client_id\":1.5}", false));
        bodies.add(json("a flag", "{\"client_id\":true}", false));
        bodies.add(json("no end", "{\"client_id\":\"<id>", false));
        bodies.add(json("broken before", "{\"a\":,\"client_id\":\"<id>\"}", false));
        bodies.add(json("not JSON", "<id>", false));
        bodies.add(new TestBody("gzip", JSON, UTF_8, true, simple, false));
        bodies.add(of("application/json;charset=UTF-8", UTF_8, simple, true));
        bodies.add(of("application/json; charset=UTF-8", UTF_8, "\ufeff" + simple, true));
        bodies.add(of("application/json;charset=UTF-16", UTF_16, simple, true));
        bodies.add(of("application/json;charset=UTF-32BE", utf32, simple, true));
        bodies.add(of("Application/Vnd.Api+JSON;charset=utf-8", UTF_8, simple, true));
        bodies.add(of("application/x-ndjson", UTF_8, lines, false));
        bodies.add(of("application/jsonlines", UTF_8, lines, false));
        bodies.add(of("text/plain", UTF_8, lines, false));
        bodies.add(of("application/octet-stream", UTF_8, lines, false));
        return bodies;
    }

    @Override
    public String toString() {
        return name;
    }
}

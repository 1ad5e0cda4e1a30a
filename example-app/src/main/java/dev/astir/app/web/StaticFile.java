package dev.astir.app.web;

import dev.astir.app.platform.OpaqueTokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the dashboard, ready to be sent. Immutable; the arrays are not changed after.
 *
 * @param gzip the content compressed, or the content itself where that saves nothing
 * @param etag of the content
 */
record StaticFile(String contentType, byte[] content, byte[] gzip, String etag) {

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "svg", "image/svg+xml",
                    "json", "application/json",
                    "png", "image/png",
                    "ico", "image/x-icon",
                    "woff2", "font/woff2",
                    "txt", "text/plain; charset=utf-8");

    static StaticFile of(String path, byte[] content) {
        byte[] compressed = compress(content);
        return new StaticFile(
                TYPES.getOrDefault(extension(path), "application/octet-stream"),
                content,
                compressed.length < content.length ? compressed : content,
                '"' + HexFormat.of().formatHex(OpaqueTokens.sha256(content), 0, 16) + '"');
    }

    boolean compressible() {
        return gzip != content;
    }

    static String extension(String path) {
        int slash = path.lastIndexOf('/');
        int dot = path.lastIndexOf('.');
        return dot > slash ? path.substring(dot + 1) : "";
    }

    private static byte[] compress(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written but memory
        }
        return compressed.toByteArray();
    }
}

package dev.astir.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.AppTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard's files as they travel: compressed once, and known by tag. */
class CompressedFilesTest extends AppTest {

    private static final String ELEMENT = "/astir/activity-feed.js";

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(strings = {ELEMENT, "/styles/base.css", "/index.html"})
    void sendsTheSameContentCompressed(String path) throws Exception {
        HttpResponse<byte[]> plain = get(path);
        HttpResponse<byte[]> gzip = get(path, "Accept-Encoding", "gzip, deflate");

        assertThat(header(gzip, "Content-Encoding")).isEqualTo("gzip");
        assertThat(unzip(gzip.body())).isEqualTo(plain.body());
        assertThat(gzip.body().length).isLessThan(plain.body().length / 2);
        assertThat(header(gzip, "Content-Length")).isEqualTo("" + gzip.body().length);
        assertThat(header(plain, "Content-Length")).isEqualTo("" + plain.body().length);
        assertThat(header(gzip, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(header(plain, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(header(gzip, "Content-Type")).isEqualTo(header(plain, "Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip;q=0", "identity", "gzip;q=0, *"})
    void respectsWhoTakesNoGzip(String accepted) throws Exception {
        HttpResponse<byte[]> answer = get(ELEMENT, "Accept-Encoding", accepted);

        assertThat(answer.headers().firstValue("Content-Encoding"))
                .isNotEqualTo(Optional.of("gzip"));
    }

    @Test
    void tagsEachFormOfAFile() throws Exception {
        String plain = header(get(ELEMENT), "ETag");
        String gzip = header(get(ELEMENT, "Accept-Encoding", "gzip"), "ETag");

        assertThat(gzip).isNotEqualTo(plain);
        assertThat(get(ELEMENT, "If-None-Match", plain).statusCode()).isEqualTo(304);
        HttpResponse<byte[]> known =
                get(ELEMENT, "Accept-Encoding", "gzip", "If-None-Match", "\"other\", " + gzip);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(header(known, "ETag")).isEqualTo(gzip);
        assertThat(header(known, "Vary")).isEqualTo("Accept-Encoding");
        // Who has the other form is sent this one.
        assertThat(get(ELEMENT, "If-None-Match", gzip).statusCode()).isEqualTo(200);
        assertThat(get(ELEMENT, "Accept-Encoding", "gzip", "If-None-Match", plain).statusCode())
                .isEqualTo(200);
    }

    @Test
    void tellsTheLengthWithoutTheContent() throws Exception {
        for (String accepted : new String[] {"gzip", "identity"}) {
            HttpResponse<byte[]> content = get(ELEMENT, "Accept-Encoding", accepted);
            HttpResponse<byte[]> head = send("HEAD", ELEMENT, "Accept-Encoding", accepted);

            assertThat(head.body()).isEmpty();
            for (String name : new String[] {"Content-Length", "Content-Type", "ETag", "Vary"}) {
                assertThat(header(head, name)).as(name).isEqualTo(header(content, name));
            }
            assertThat(head.headers().firstValue("Content-Encoding"))
                    .isEqualTo(content.headers().firstValue("Content-Encoding"));
        }
    }

    @Test
    void servesTheFontUnderItsVersion() throws Exception {
        HttpResponse<byte[]> stylesheet = get("/styles/font.css");
        Matcher urls =
                Pattern.compile("url\\(\"([^\"]+)\"\\)")
                        .matcher(new String(stylesheet.body(), UTF_8));
        int seen = 0;
        while (urls.find()) {
            HttpResponse<byte[]> font = get(urls.group(1), "Accept-Encoding", "gzip");
            assertThat(font.statusCode()).isEqualTo(200);
            assertThat(header(font, "Content-Type")).isEqualTo("font/woff2");
            assertThat(header(font, "Cache-Control")).contains("immutable");
            assertThat(font.headers().firstValue("Content-Encoding"))
                    .as("it is compressed already")
                    .isEmpty();
            assertThat(new String(font.body(), 0, 4, UTF_8)).isEqualTo("wOF2");
            seen++;
        }
        assertThat(seen).isEqualTo(2);
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return send("GET", path, headers);
    }

    private HttpResponse<byte[]> send(String method, String path, String... headers)
            throws Exception {
        URI uri = app().uri().resolve(path);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }

    private static byte[] unzip(byte[] content) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return gzip.readAllBytes();
        }
    }
}

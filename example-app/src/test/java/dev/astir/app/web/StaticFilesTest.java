package dev.astir.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.platform.OpaqueTokens;
import java.io.IOException;
import java.net.Socket;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesTest extends AppTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/now", "/feed", "/sign-in", "/reports/week/7", "/index.html"})
    void servesThePageForItsRoutes(String path) {
        Api.Answer page = page(path);

        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.body()).contains("<script type=\"importmap\">");
    }

    @Test
    void servesEverythingThatThePageNames() {
        Matcher names =
                Pattern.compile("(?:href|src)=\"(/[^\"]*)\"|:\"(/_static/[^\"]*\\.js)\"")
                        .matcher(page("/").body());
        int seen = 0;
        while (names.find()) {
            String path = names.group(1) == null ? names.group(2) : names.group(1);
            Api.Answer file = app().api().get(path).expect(200);
            assertThat(file.body()).as(path).isNotEmpty();
            assertThat(file.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            seen++;
        }
        assertThat(seen).isGreaterThan(5);
    }

    /** What a browser would else find out one module after the other. */
    @Test
    void preloadsAllThatTheEntryImports() {
        String page = page("/").body();

        assertThat(page)
                .doesNotContain("<!--")
                .contains("<link rel=\"modulepreload\" href=\"/router.js\" />")
                .containsPattern("modulepreload\" href=\"/_static/lit/[0-9.]+/index\\.js\"")
                .containsPattern(
                        "modulepreload\" href=\"/_static/reactive-element/[0-9.]+/css-tag");
        Matcher links = Pattern.compile("modulepreload\" href=\"([^\"]+)\"").matcher(page);
        assertThat(links.results().map(link -> link.group(1)).toList())
                .doesNotContain("/app.js")
                .doesNotHaveDuplicates();
    }

    @Test
    void servesTheFeedElement() {
        Api.Answer element = app().api().get("/astir/activity-feed.js").expect(200);

        assertThat(element.header("Content-Type")).startsWith("text/javascript");
        assertThat(element.body()).contains("customElements.define");
    }

    @Test
    void allowsNoInlineScriptButTheImportMap() {
        Api.Answer page = page("/");
        String policy = page.header("Content-Security-Policy");
        Matcher importMap =
                Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL)
                        .matcher(page.body());
        assertThat(importMap.find()).isTrue();
        String hash =
                Base64.getEncoder()
                        .encodeToString(OpaqueTokens.sha256(importMap.group(1).getBytes(UTF_8)));

        assertThat(policy)
                .contains("default-src 'none'")
                .contains("script-src 'self' 'sha256-" + hash + "'")
                .contains("frame-ancestors 'none'")
                .contains("base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void sendsAFileThatIsKnownOnlyOnce() {
        String tag = app().api().get("/styles/base.css").expect(200).header("ETag");

        Api.Answer again = app().api().with("If-None-Match", tag).get("/styles/base.css");

        assertThat(again.expect(304).body()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(tag);
        assertThat(again.header("Cache-Control")).isEqualTo("no-cache");
    }

    /** The times of packaged files are those of a build or of a copy, so they prove nothing. */
    @Test
    void asksForTheContentAndNotForItsTime() {
        Api.Answer file = app().api().get("/styles/base.css").expect(200);

        assertThat(file.header("Last-Modified")).isEmpty();
        assertThat(file.header("ETag"))
                .contains(
                        HexFormat.of()
                                .formatHex(
                                        OpaqueTokens.sha256(file.body().getBytes(UTF_8)), 0, 16));
        app().api()
                .with("If-None-Match", "\"of an older build\"")
                .with("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")
                .get("/styles/base.css")
                .expect(200);
    }

    @Test
    void versionedFilesMayBeKeptForEver() {
        Matcher library = Pattern.compile("/_static/[^\"]*\\.js").matcher(page("/").body());
        assertThat(library.find()).isTrue();

        assertThat(app().api().get(library.group()).expect(200).header("Cache-Control"))
                .contains("immutable");
    }

    @Test
    void answersHeadWithoutABody() {
        Api.Answer head = app().api().send("HEAD", "/styles/base.css", null).expect(200);

        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Type")).startsWith("text/css");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/application.properties",
                "/logback.xml",
                "/..%2fapplication.properties",
                "/%2e%2e/application.properties",
                "/_static/..%2f..%2f..%2fapplication.properties",
                "/_static/../../../application.properties",
                "/META-INF/MANIFEST.MF",
                "/dev/astir/app/Main.class",
                "/.git/config",
                "/db/migration/V1__roles_and_organizations.sql",
                "/missing.js",
                "/now",
                "/_static/",
                "/_static/lit",
                "/astir/",
                "/dashboard/index.html",
                "/styles/base.css/",
                "/.hidden.css",
                "/./styles/base.css",
                "/%64ashboard.css",
                "/%2fstyles/base.css",
                "/styles/base.css;x",
                "/..%5capplication.properties",
                "/%5c..%5capplication.properties",
                "/_static/%2e%2e/%2e%2e/%2e%2e/application.properties",
                "/_static/..%252f..%252fapplication.properties",
            })
    void servesNothingElse(String path) throws IOException {
        assertThat(answer(path)).startsWith("HTTP/1.1 404 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//styles/base.css",
                "/_static//lit/3.3.3/index.js",
                "/styles/base.css%00",
                "/..\\application.properties",
            })
    void refusesWhatIsNoAddress(String path) throws IOException {
        assertThat(answer(path)).startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/nothing-here", "/api/nothing.js", "/api", "/metrics/x", "/_static/x"})
    void addressesOfOthersAreNoPages(String path) {
        Api.Answer answer = app().api().with("Accept", "text/html,*/*;q=0.8").get(path);

        assertThat(answer.expect(404).header("Content-Type")).isEqualTo("application/problem+json");
    }

    /** To exactly this target, which a client library would tidy up or refuse. */
    private static String answer(String target) throws IOException {
        try (Socket socket = new Socket(app().uri().getHost(), app().uri().getPort())) {
            String request =
                    "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(target, app().uri().getAuthority());
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static Api.Answer page(String path) {
        return app().api().with("Accept", "text/html,*/*;q=0.8").get(path).expect(200);
    }
}

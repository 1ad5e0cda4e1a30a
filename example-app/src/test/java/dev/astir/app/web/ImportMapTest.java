package dev.astir.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImportMapTest {

    private final ImportMap onClassPath = new ImportMap();

    @Test
    void resolvesByTheLongestFolder() {
        ImportMap imports =
                new ImportMap(Map.of("a", "/a/index.js", "a/", "/a/", "a/b/", "/elsewhere/"));

        assertThat(imports.resolve("a")).isEqualTo("/a/index.js");
        assertThat(imports.resolve("a/c/d.js")).isEqualTo("/a/c/d.js");
        assertThat(imports.resolve("a/b/d.js")).isEqualTo("/elsewhere/d.js");
        assertThat(imports.resolve("unknown/d.js")).isEqualTo("unknown/d.js");
    }

    @Test
    void knowsThePackagesOfTheClassPathWithTheirVersions() {
        assertThat(onClassPath.resolve("lit")).matches("/_static/lit/[0-9.]+/index\\.js");
        assertThat(onClassPath.resolve("lit-html/directives/repeat.js"))
                .matches("/_static/lit-html/[0-9.]+/directives/repeat\\.js");
        assertThat(onClassPath.resolve("@lit/reactive-element"))
                .matches("/_static/reactive-element/[0-9.]+/reactive-element\\.js");
    }

    @Test
    void tellsBrowsersOnlyWhatIsThere() throws IOException {
        JsonNode imports = new ObjectMapper().readTree(onClassPath.json()).get("imports");

        assertThat(imports.properties())
                .allSatisfy(entry -> {
                    String path = entry.getValue().asText();
                    if (entry.getKey().endsWith("/")) {
                        assertThat(path).endsWith("/");
                    } else {
                        assertThat(ClassPathFiles.read(path)).as(path).isNotEmpty();
                    }
                });
        assertThat(imports.has("lit/")).isTrue();
        assertThat(imports.has("lit-element/")).isTrue();
        assertThat(imports.has("@fontsource/inter/")).as("of no script").isFalse();
    }

    @Test
    void resolvesPackagesInStylesheets() {
        String stylesheet =
                "src: url(\"@fontsource/inter/files/x.woff2\"), url(\"/own.png\"), url(#mark)";

        assertThat(new String(onClassPath.resolveUrls(stylesheet.getBytes(UTF_8)), UTF_8))
                .matches(
                        "src: url\\(\"/_static/inter/[0-9.]+/files/x\\.woff2\"\\), "
                                + "url\\(\"/own\\.png\"\\), url\\(#mark\\)");
    }
}

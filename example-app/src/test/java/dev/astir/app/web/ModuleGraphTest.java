package dev.astir.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleGraphTest {

    private static final ImportMap IMPORTS =
            new ImportMap(
                    Map.of(
                            "lit", "/_static/lit/3/index.js",
                            "lit/", "/_static/lit/3/",
                            "@lit/element", "/_static/element/2/element.js"));

    private final Map<String, String> sources = new HashMap<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import './other.js';",
                "import \"./other.js\"",
                "import other from './other.js';",
                "import { one, two as three } from './other.js';",
                "import {\n  one,\n  two,\n} from './other.js';",
                "import $other, { one } from '../pages/other.js';",
                "import * as other from '/pages/other.js';",
                "import{a as b}from\"./other.js\";const x=1;",
                "export { one } from './other.js';",
                "export*from\"./other.js\";",
                "const host = 'http://www.w3.org'; import './other.js';",
                "/* an import */ import /* of */ './other.js';",
                "const quotes = /[\"'`]/;\nimport './other.js';",
                "const long = `not import 'a.js' but ${1}`; import './other.js';",
            })
    void findsWhatIsImported(String source) {
        sources.put("/pages/entry.js", source.replace("import /* of */", "import"));
        sources.put("/pages/other.js", "");

        assertThat(importedBy("/pages/entry.js")).containsExactly("/pages/other.js");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const page = import('./other.js');",
                "await import ( './other.js' );",
                "// import './other.js';",
                "/* import './other.js';\n import './other.js'; */",
                "/**\n * import './other.js';\n */",
                "const text = \"import './other.js'\";",
                "const text = 'import \"./other.js\"';",
                "const text = `\n  import './other.js';\n  \\` import './other.js'\n`;",
                "const url = import.meta.url + './other.js';",
                "reimport './other.js'",
                "it.import './other.js'",
                "export const other = './other.js';",
                "export default './other.js';",
                "import './missing.js'; import 'https://elsewhere.example/other.js';",
                "import 'unknown-package';",
            })
    void findsNothingElse(String source) {
        sources.put("/pages/entry.js", source);
        sources.put("/pages/other.js", "");

        assertThat(importedBy("/pages/entry.js")).isEmpty();
    }

    @Test
    void followsImportsThroughEachOtherOnce() {
        sources.put("/app.js", "import './router.js'; import { html } from 'lit';");
        sources.put("/router.js", "import './app.js'; import './parts/person.js';");
        sources.put(
                "/parts/person.js", "import '../router.js'; import 'lit/directives/repeat.js';");
        sources.put("/_static/lit/3/index.js", "import\"@lit/element\";");
        sources.put("/_static/lit/3/directives/repeat.js", "export*from'../index.js'");
        sources.put("/_static/element/2/element.js", "import{css}from'./css.js'");
        sources.put("/_static/element/2/css.js", "");

        assertThat(importedBy("/app.js"))
                .containsExactly(
                        "/router.js",
                        "/_static/lit/3/index.js",
                        "/parts/person.js",
                        "/_static/element/2/element.js",
                        "/_static/lit/3/directives/repeat.js",
                        "/_static/element/2/css.js");
    }

    @Test
    void readsLongTemplates() {
        sources.put("/app.js", "const long = `" + "\\n".repeat(100_000) + "`; import './a.js'");
        sources.put("/a.js", "");

        assertThat(importedBy("/app.js")).containsExactly("/a.js");
    }

    private Iterable<String> importedBy(String entry) {
        return new ModuleGraph(
                        IMPORTS,
                        path ->
                                sources.containsKey(path)
                                        ? sources.get(path).getBytes(UTF_8)
                                        : null)
                .importedBy(entry);
    }
}

package dev.astir.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.app.platform.OpaqueTokens;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page whose {@code <!-- importmap -->} and {@code <!-- modulepreload -->} are filled in from the
 * files themselves, so that no list of modules is kept by hand: the import map says which file each
 * package's name means, and the links let the browser ask at once for all that the page's module
 * imports, instead of one level after the other. Thread-safe.
 */
final class DashboardPage {

    private static final Pattern ENTRY =
            Pattern.compile("<script type=\"module\" src=\"([^\"]+)\"");

    /** Nothing from elsewhere, and no inline script but the import map. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self' 'sha256-%s'; style-src 'self'; img-src 'self'"
                    + " data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri"
                    + " 'none'; form-action 'self'; frame-ancestors 'none'";

    private final String text;
    private final String importMap;

    DashboardPage(byte[] template, ImportMap imports) {
        String page = new String(template, UTF_8);
        this.importMap = imports.json();
        this.text =
                page.replace(
                                "<!-- importmap -->",
                                "<script type=\"importmap\">" + importMap + "</script>")
                        .replace("<!-- modulepreload -->", preloads(page, imports));
    }

    /** As it is sent, with its policy. */
    StaticFile file(String path) {
        String hash =
                Base64.getEncoder().encodeToString(OpaqueTokens.sha256(importMap.getBytes(UTF_8)));
        return StaticFile.of(
                path,
                text.getBytes(UTF_8),
                Map.of(
                        "Content-Security-Policy",
                        CONTENT_SECURITY_POLICY.formatted(hash),
                        "Cross-Origin-Opener-Policy",
                        "same-origin",
                        "X-Frame-Options",
                        "DENY"));
    }

    private static String preloads(String page, ImportMap imports) {
        Matcher entry = ENTRY.matcher(page);
        if (!entry.find()) {
            return "";
        }
        return new ModuleGraph(imports, ClassPathFiles::read)
                .importedBy(entry.group(1)).stream()
                        .map("<link rel=\"modulepreload\" href=\"%s\" />"::formatted)
                        .collect(Collectors.joining("\n    "));
    }
}

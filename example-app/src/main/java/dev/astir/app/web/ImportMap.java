package dev.astir.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which file the name of a JavaScript package means, as the packages on the class path say: the
 * jars of mvnpm have a {@code META-INF/importmap.json}, with their version in its addresses. They
 * are read when first asked for. Thread-safe.
 */
@Singleton
final class ImportMap {

    /** In a stylesheet, such as {@code url("@fontsource/inter/files/inter-latin-400.woff2")}. */
    private static final Pattern PACKAGE_URL = Pattern.compile("url\\(\"(@[^\"]+)\"\\)");

    private final Map<String, String> files;

    /** Of the packages on the class path. */
    @Inject
    ImportMap() {
        this(onClassPath());
    }

    ImportMap(Map<String, String> files) {
        this.files = new TreeMap<>(files);
    }

    private static Map<String, String> onClassPath() {
        Map<String, String> files = new TreeMap<>();
        try {
            for (URL url :
                    Collections.list(
                            ImportMap.class
                                    .getClassLoader()
                                    .getResources("META-INF/importmap.json"))) {
                JsonNode imports = new ObjectMapper().readTree(url).path("imports");
                imports.properties()
                        .forEach(entry ->
                                files.putIfAbsent(entry.getKey(), entry.getValue().asText()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** The address that a specifier means in a browser; itself, if it is no package's. */
    String resolve(String specifier) {
        String exact = files.get(specifier);
        if (exact != null) {
            return exact;
        }
        int slash = specifier.lastIndexOf('/');
        while (slash > 0) {
            String folder = files.get(specifier.substring(0, slash + 1));
            if (folder != null) {
                return folder + specifier.substring(slash + 1);
            }
            slash = specifier.lastIndexOf('/', slash - 1);
        }
        return specifier;
    }

    /** The stylesheet with the addresses of what it names of packages. */
    byte[] resolveUrls(byte[] stylesheet) {
        return PACKAGE_URL
                .matcher(new String(stylesheet, UTF_8))
                .replaceAll(match ->
                        Matcher.quoteReplacement("url(\"" + resolve(match.group(1)) + "\")"))
                .getBytes(UTF_8);
    }

    /** For the page: the packages whose entry is a script that is there, and their folders. */
    String json() {
        ObjectNode imports = new ObjectMapper().createObjectNode();
        files.forEach((name, path) -> {
            String entry =
                    name.endsWith("/") ? files.get(name.substring(0, name.length() - 1)) : path;
            if (entry != null && entry.endsWith(".js") && ClassPathFiles.has(entry)) {
                imports.put(name, path);
            }
        });
        return new ObjectMapper().createObjectNode().set("imports", imports).toString();
    }
}

package dev.astir.tracker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The code blocks of this repository's documents, so that tests run them as they are printed. */
public final class DocumentedCode {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    private DocumentedCode() {}

    /**
     * The blocks of a language below a heading, up to the next heading.
     *
     * @param document its path from the top of the repository
     * @param heading the text of the heading, without its number signs
     */
    public static List<String> blocks(String document, String heading, String language) {
        String text = read(Path.of("..").resolve(document));
        Pattern section =
                Pattern.compile(
                        "(?ms)^#+ " + Pattern.quote(heading) + "$(.*?)(?=^#{1,6} [^\\n]*$|\\z)");
        List<String> blocks = new ArrayList<>();
        section.matcher(text)
                .results()
                .map(MatchResult::group)
                .forEach(each ->
                        BLOCK.matcher(each)
                                .results()
                                .filter(block -> block.group(1).equals(language))
                                .forEach(block -> blocks.add(block.group(2))));
        return blocks;
    }

    /** The properties that a section prints. */
    public static Map<String, Object> properties(String document, String heading) {
        Map<String, Object> properties = new HashMap<>();
        for (String block : blocks(document, heading, "properties")) {
            block.lines()
                    .map(line -> line.split("=", 2))
                    .forEach(entry -> properties.put(entry[0].strip(), entry[1].strip()));
        }
        return properties;
    }

    /** The dependency on a module, as a section must print it. */
    public static String dependency(String module) {
        Matcher version =
                Pattern.compile("<artifactId>astir-parent</artifactId>\\s*<version>(.*?)</version>")
                        .matcher(read(Path.of("..", "pom.xml")));
        if (!version.find()) {
            throw new IllegalStateException("pom.xml has no version");
        }
        return """
        <dependency>
          <groupId>dev.astir</groupId>
          <artifactId>%s</artifactId>
          <version>%s</version>
        </dependency>
        """
                .formatted(module, version.group(1));
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

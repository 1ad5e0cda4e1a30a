package dev.astir.app.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} names exactly the variables that the app reads. */
class ConfigurationDocumentTest {

    @Test
    void namesExactlyTheVariablesThatAreRead() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "configuration.md"));
        String aboutTheApp =
                document.substring(
                        document.indexOf("## The app"), document.indexOf("## The agent"));
        String reader =
                Files.readString(Path.of("src/main/java/dev/astir/app/platform/Settings.java"));

        assertThat(names(aboutTheApp, "(?m)^\\| `(ASTIR_[A-Z_]+)`"))
                .isNotEmpty()
                .isEqualTo(names(reader, "\"(ASTIR_[A-Z_]+)\""));
    }

    private static Set<String> names(String text, String pattern) {
        Set<String> names = new TreeSet<>();
        Pattern.compile(pattern)
                .matcher(text)
                .results()
                .forEach(found -> names.add(found.group(1)));
        return names;
    }
}

package dev.astir.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What runs here is what docs/stream.md prints. */
class DocumentTest {
    private static final Path DOCUMENT = Path.of("..", "stream.md");

    @Test
    void printsTheConfiguration() throws IOException {
        String source = Files.readString(Path.of("src/main/java/dev/astir/quickstart/Feed.java"));

        assertThat(block("java")).isEqualTo(source.substring(source.indexOf("@Configuration")));
    }

    @Test
    void printsThePage() throws IOException {
        assertThat(block("html"))
                .isEqualTo(Files.readString(Path.of("src/main/resources/static/index.html")));
    }

    private static String block(String language) throws IOException {
        String text = Files.readString(DOCUMENT);
        int start = text.indexOf("\n## Spring Boot\n");
        assertThat(start).as("the heading").isPositive();
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                        .matcher(text.substring(start, text.indexOf("\n## ", start + 1)));
        assertThat(block.find()).as(language).isTrue();
        return block.group(1);
    }
}

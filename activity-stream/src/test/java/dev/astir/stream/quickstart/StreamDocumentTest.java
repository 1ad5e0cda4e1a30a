package dev.astir.stream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every other piece of Java in docs/stream.md compiles; the quick starts are run. */
class StreamDocumentTest {
    private static final String PROGRAM =
            """
            import dev.astir.stream.*;
            import dev.astir.stream.bus.*;
            import dev.astir.stream.bus.postgres.*;
            import dev.astir.stream.bus.redis.*;
            import dev.astir.stream.digest.*;
            import dev.astir.stream.feed.*;
            import dev.astir.stream.postgres.*;
            import java.sql.Connection;
            import java.time.*;
            import java.util.*;
            import javax.sql.DataSource;

            abstract class Program%d {
                DataSource dataSource;
                ActivityStream stream;
                ActivityEvent event;
                FeedReader reader;
                UUID id;

                abstract String nameOf(String id);

                abstract void completeTask(Connection connection, int id);

                void run() throws Exception {
                    %s
                }
            }
            """;

    @TempDir private Path classes;

    @Test
    void compiles() throws Exception {
        List<JavaFileObject> programs = new ArrayList<>();
        Matcher blocks =
                Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(Path.of("..", "docs", "stream.md")));
        while (blocks.find()) {
            String code = blocks.group(1);
            if (!code.contains("class Feed")) {
                programs.add(source(programs.size(), code));
            }
        }
        assertThat(programs).hasSizeGreaterThan(5);

        StringWriter errors = new StringWriter();
        boolean compiled =
                ToolProvider.getSystemJavaCompiler()
                        .getTask(
                                errors,
                                null,
                                null,
                                List.of(
                                        "-proc:none",
                                        "-d",
                                        classes.toString(),
                                        "-classpath",
                                        System.getProperty("java.class.path")),
                                null,
                                programs)
                        .call();

        assertThat(compiled).as("%s", errors).isTrue();
    }

    private static JavaFileObject source(int number, String code) {
        return new SimpleJavaFileObject(
                URI.create("string:///Program" + number + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return PROGRAM.formatted(number, code);
            }
        };
    }
}

package dev.astir.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.postgres.PostgresActivityStore;
import io.lettuce.core.RedisClient;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents' lines for Java programs, compiled and run as they are printed. */
@ExtendWith(TestPostgres.class)
class DocumentationTest {
    private static final String GUIDE = "docs/tracker.md";

    @TempDir private Path classes;

    @Test
    void tracksAJavaProgram(DataSource empty) throws Exception {
        TrackerDatabase database = TrackerDatabase.in(empty);
        run(onlyBlock("README.md", "Any Java program", "java"), database.dataSource());

        assertThat(database.clients()).containsExactly("ARAUC_XALAP");
    }

    @Test
    void buffersOtherData(DataSource empty) throws Exception {
        run(onlyBlock(GUIDE, "The same engine for your own data", "java"), empty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Queries, retention, silence", "Redis in front"})
    void compiles(String heading) {
        compile(onlyBlock(GUIDE, heading, "java"));
    }

    @Test
    void createsAndAsksTheTableBySql(DataSource empty) throws Exception {
        List<String> blocks = DocumentedCode.blocks(GUIDE, "The tables", "sql");
        assertThat(blocks).hasSize(2);
        for (String sql : blocks) {
            TestPostgres.execute(empty, sql);
        }
        try (ActivityTracker tracker = ActivityTracker.of(PostgresActivityStore.of(empty))) {
            assertThat(tracker.record("ARAUC_XALAP")).isTrue();
            assertThat(tracker.flush(Duration.ofSeconds(30))).isTrue();
        }
    }

    private static String onlyBlock(String document, String heading, String language) {
        List<String> blocks = DocumentedCode.blocks(document, heading, language);
        assertThat(blocks).hasSize(1);
        return blocks.get(0);
    }

    private void run(String code, DataSource dataSource) throws Exception {
        compile(code);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            loader.loadClass("Program")
                    .getMethod("run", DataSource.class, RedisClient.class)
                    .invoke(null, dataSource, null);
        }
    }

    private void compile(String code) {
        compile(
                """
                import dev.astir.tracker.*;
                import dev.astir.tracker.postgres.*;
                import dev.astir.tracker.redis.*;
                import io.lettuce.core.RedisClient;
                import java.time.*;
                import java.util.*;
                import javax.sql.DataSource;

                public class Program {
                    public static void run(DataSource dataSource, RedisClient redisClient) {
                        %s
                    }
                }
                """
                        .formatted(code),
                classes);
    }

    private static void compile(String source, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        JavaFileObject file =
                new SimpleJavaFileObject(
                        URI.create("string:///Program.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        boolean compiled =
                compiler.getTask(
                                messages,
                                null,
                                null,
                                List.of(
                                        "-d",
                                        classes.toString(),
                                        "-classpath",
                                        System.getProperty("java.class.path")),
                                null,
                                List.of(file))
                        .call();
        assertThat(compiled).as("%s", messages).isTrue();
    }
}

package dev.astir.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The README's lines for any Java program, compiled and run as they are printed. */
@ExtendWith(TestPostgres.class)
class ReadmeTest {

    @Test
    void tracksAJavaProgram(DataSource empty, @TempDir Path classes) throws Exception {
        List<String> blocks = DocumentedCode.blocks("README.md", "Any Java program", "java");
        assertThat(blocks).hasSize(1);
        TrackerDatabase database = TrackerDatabase.in(empty);
        String source =
                """
                import dev.astir.tracker.*;
                import dev.astir.tracker.postgres.*;

                public class Program {
                    public static void run(javax.sql.DataSource dataSource) {
                        %s
                    }
                }
                """
                        .formatted(blocks.get(0));
        compile(source, classes);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            loader.loadClass("Program")
                    .getMethod("run", DataSource.class)
                    .invoke(null, database.dataSource());
        }

        assertThat(database.clients()).containsExactly("ARAUC_XALAP");
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

package dev.astir.app.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The log as it is set up: what others say forges none of its lines, and steers no terminal. */
class LogLinesTest {
    private static final String FORGED = "\n12:00:00.000 INFO forged \u001B[2J\u202E\u2028\u009B1m";

    @Test
    void aMessageIsOneLine() throws Exception {
        assertThat(written("name: {}, Zoë", null, "x\r" + FORGED))
                .endsWith("name: x??12:00:00.000 INFO forged ?[2J???1m, Zoë\n")
                .containsOnlyOnce("\n");
    }

    @Test
    void anExceptionsFurtherLinesAreIndented() throws Exception {
        Exception failure =
                new IllegalStateException("first" + FORGED, new RuntimeException("cause" + FORGED));

        assertThat(written("failed", failure).lines().skip(1))
                .allMatch(line -> line.matches("(java\\.|Caused by: java\\.|\t|    12).*"))
                .noneMatch(line -> line.matches(".*[\\p{Cc}\u202E\u2028&&[^\t]].*"))
                .contains("    12:00:00.000 INFO forged ?[2J???1m");
    }

    @Test
    void anEntryIsOneObjectInJson() throws Exception {
        Exception failure = new IllegalStateException("first" + FORGED);

        String line = write("json", "name: {}", failure, "Zoë" + FORGED);

        assertThat(line).matches("\\p{ASCII}*").endsWith("}\n").containsOnlyOnce("\n");
        JsonNode entry = new ObjectMapper().readTree(line);
        assertThat(entry.get("level").asText()).isEqualTo("WARN");
        assertThat(entry.get("message").asText()).isEqualTo("name: Zoë" + FORGED);
        assertThat(entry.get("exception").asText())
                .startsWith("java.lang.IllegalStateException: first")
                .contains("\tat " + LogLinesTest.class.getName());
    }

    @Test
    void onePlaceSaysSoManyLinesAMinute() throws Exception {
        try (Configured log = new Configured("text")) {
            for (int i = 0; i < 100; i++) {
                log.root().warn("this happens to many: {}", i);
                log.root().info("not bounded, and not shown");
            }
            log.root().warn("this happens to few");

            assertThat(log.lines())
                    .hasSize(LogBound.MOST + 1)
                    .last()
                    .asString()
                    .endsWith("this happens to few");
        }
    }

    @Test
    void theLibraryOfJobsSaysNothingOfADatabaseThatIsAway() throws Exception {
        try (Configured log = new Configured("text")) {
            Logger library = log.logger("com.github.kagkarlsson.scheduler.RunUntilShutdown");
            Exception away = new IllegalStateException(new SQLException("gone", "57P01"));
            library.error("Unhandled exception. Will keep running.", away);
            library.error("Failed while completing execution {}, because {}.", "a", "b", away);
            assertThat(log.lines()).isEmpty();

            log.root().error("Others say it", away);
            library.error(
                    "Unhandled exception. Will keep running.", new SQLException("x", "42P01"));
            library.error("Failed to find implementation for {}", "a");
            assertThat(log.lines().stream().filter(line -> line.contains("ERROR"))).hasSize(3);
        }
    }

    private static String written(String message, @Nullable Throwable failure, Object... values)
            throws Exception {
        return write("text", message, failure, values);
    }

    private static String write(
            String format, String message, @Nullable Throwable failure, Object... values)
            throws Exception {
        try (Configured log = new Configured(format)) {
            LoggingEvent event =
                    new LoggingEvent("test", log.root(), Level.WARN, message, failure, values);
            event.setMDCPropertyMap(Map.of());
            return new String(log.appender().getEncoder().encode(event), UTF_8);
        }
    }

    /** A log that is set up as the app's, and written to memory. */
    private static final class Configured implements AutoCloseable {

        private final LoggerContext context = new LoggerContext();
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();

        Configured(String format) throws Exception {
            context.setMDCAdapter(new LogbackMDCAdapter());
            context.putProperty(LogFormatName.VARIABLE, format);
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(LogLinesTest.class.getResource("/logback.xml"));
            appender().setOutputStream(written);
        }

        Logger root() {
            return logger(Logger.ROOT_LOGGER_NAME);
        }

        Logger logger(String name) {
            return context.getLogger(name);
        }

        @SuppressWarnings("unchecked")
        OutputStreamAppender<ILoggingEvent> appender() {
            return (OutputStreamAppender<ILoggingEvent>) root().iteratorForAppenders().next();
        }

        List<String> lines() {
            return written.toString(UTF_8).lines().toList();
        }

        @Override
        public void close() {
            context.stop();
        }
    }
}

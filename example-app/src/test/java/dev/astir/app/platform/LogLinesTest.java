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

    private static String written(String message, @Nullable Throwable failure, Object... values)
            throws Exception {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LogLinesTest.class.getResource("/logback.xml"));
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        try {
            var appender = (OutputStreamAppender<ILoggingEvent>) root.iteratorForAppenders().next();
            LoggingEvent event =
                    new LoggingEvent("test", root, Level.WARN, message, failure, values);
            return new String(appender.getEncoder().encode(event), UTF_8);
        } finally {
            context.stop();
        }
    }
}

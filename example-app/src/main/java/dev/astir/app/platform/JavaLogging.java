package dev.astir.app.platform;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads what libraries log by {@code java.util.logging} into our log, so that it has our form and
 * our bounds. Thread-safe.
 */
public final class JavaLogging extends Handler {

    private static final SimpleFormatter WORDS = new SimpleFormatter();

    private JavaLogging() {
        setLevel(Level.WARNING);
    }

    /** From now on, in the whole process. */
    public static void intoOurs() {
        java.util.logging.Logger root = LogManager.getLogManager().getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(new JavaLogging());
    }

    @Override
    public void publish(@Nullable LogRecord line) {
        if (line == null || !isLoggable(line)) {
            return;
        }
        Logger log =
                LoggerFactory.getLogger(
                        line.getLoggerName() == null ? "java" : line.getLoggerName());
        String words = WORDS.formatMessage(line);
        if (line.getLevel().intValue() >= Level.SEVERE.intValue()) {
            log.error(words, line.getThrown());
        } else {
            log.warn(words, line.getThrown());
        }
    }

    @Override
    public void flush() {
        // nothing is held
    }

    @Override
    public void close() {
        // nothing is open
    }
}

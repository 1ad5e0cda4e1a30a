package dev.astir.app.platform;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What the app says with all that it has to say, as the log in JSON has it. */
public final class RecordedLog implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.astir");
    private final Level before = logger.getLevel();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender =
            new AppenderBase<>() {
                private final JsonLines encoder = new JsonLines();

                @Override
                protected void append(ILoggingEvent entry) {
                    lines.add(new String(encoder.encode(entry), StandardCharsets.UTF_8));
                }
            };

    private RecordedLog() {
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.DEBUG);
    }

    /** From now on, until it is closed. */
    public static RecordedLog begin() {
        return new RecordedLog();
    }

    /** As they are written. */
    public List<String> lines() {
        return lines;
    }

    /** Read as JSON. */
    public List<JsonNode> entries() {
        return lines.stream().map(RecordedLog::read).toList();
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    @Override
    public void close() {
        logger.setLevel(before);
        logger.detachAppender(appender);
    }
}

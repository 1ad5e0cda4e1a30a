package dev.astir.tracker.micronaut;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What a class logs while this is open, from the debug level on. */
final class Logged extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final List<Level> levels = new CopyOnWriteArrayList<>();
    private final Logger logger;

    Logged(Class<?> by) {
        logger = (Logger) LoggerFactory.getLogger(by);
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(this);
        start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        levels.add(event.getLevel());
    }

    List<Level> levels() {
        return levels;
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setAdditive(true);
        logger.setLevel(null);
    }
}

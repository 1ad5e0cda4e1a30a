package dev.astir.tracker.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.astir.testing.redis.RedisProcess;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerException;
import dev.astir.tracker.postgres.PostgresActivityStore;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@ExtendWith({TestRedis.class, TestPostgres.class})
class SyncWorkTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(RedisToPostgresSync.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final SyncLedger ledger = SyncLedger.of(null, "client_activity_sync");
    private DataSource dataSource;
    private SyncWork work;

    @BeforeEach
    void create(RedisProcess process, DataSource dataSource) throws Exception {
        this.dataSource = dataSource;
        RedisActivityStore store = RedisActivityStore.of(process.commands());
        work =
                new SyncWork(
                        RedisToPostgresSync.builder(store, dataSource).name("test"),
                        ledger,
                        () -> false);
        new Recorded().record(store, 3, 0);
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    void warnsOnceAnOutageAndAgainAfterAnotherNodeHasTakenOver() throws Exception {
        fail(); // the tables are missing
        fail();
        assertThat(levels()).containsExactly(Level.WARN);

        try (SyncSession other =
                SyncSession.open(dataSource, PostgresActivityStore.of(dataSource), ledger, "test")
                        .orElseThrow()) {
            assertThat(other).isNotNull();
            assertThat(work.sync().elsewhere()).isTrue();
            assertThat(work.sync().elsewhere()).isTrue();
        }
        assertThat(levels()).containsExactly(Level.WARN, Level.INFO);

        fail();
        assertThat(levels()).containsExactly(Level.WARN, Level.INFO, Level.WARN);
        assertThat(work.stats().failures()).isEqualTo(3);
        assertThat(work.stats().syncs()).isZero();
    }

    private void fail() {
        assertThatThrownBy(work::sync).isInstanceOf(TrackerException.class);
        work.reportFailure(new TrackerException("failed", null), Duration.ofSeconds(1));
    }

    private List<Level> levels() {
        return lines.list.stream().map(ILoggingEvent::getLevel).toList();
    }
}

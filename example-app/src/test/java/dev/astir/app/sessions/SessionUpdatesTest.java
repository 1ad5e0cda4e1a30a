package dev.astir.app.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionUpdatesTest {

    private final Queue<Runnable> due = new ArrayDeque<>();
    private final List<Long> sent = new ArrayList<>();
    private final SessionUpdates updates =
            new SessionUpdates(
                    (delay, task) -> {
                        assertThat(delay).isEqualTo(SessionUpdates.INTERVAL);
                        due.add(task);
                    },
                    session -> sent.add(session.version()));
    private final UUID id = UUID.randomUUID();

    @Test
    void theFirstGoesAtOnceAndTheNewestAtTheEndOfTheInterval() {
        for (long version = 1; version <= 5; version++) {
            updates.changed(session(id, version));
        }
        assertThat(sent).containsExactly(1L);
        intervalEnds();
        assertThat(sent).containsExactly(1L, 5L);
        intervalEnds();
        updates.changed(session(id, 6));
        assertThat(sent).containsExactly(1L, 5L, 6L);
    }

    @Test
    void olderStatesThatComeLateAreDropped() {
        updates.changed(session(id, 7));
        updates.changed(session(id, 9));
        updates.changed(session(id, 8));
        updates.changed(session(id, 6));
        intervalEnds();
        assertThat(sent).containsExactly(7L, 9L);
        intervalEnds();
        assertThat(due).isEmpty();
    }

    @Test
    void sessionsDoNotHoldEachOtherUp() {
        updates.changed(session(id, 1));
        updates.changed(session(UUID.randomUUID(), 10));
        assertThat(sent).containsExactly(1L, 10L);
    }

    private void intervalEnds() {
        due.remove().run();
    }

    private static Session session(UUID id, long version) {
        return new Session(
                id,
                SessionSource.API,
                UUID.randomUUID(),
                UUID.randomUUID(),
                null,
                null,
                Instant.EPOCH,
                null,
                SessionStatus.ACTIVE,
                0,
                0,
                null,
                version);
    }
}

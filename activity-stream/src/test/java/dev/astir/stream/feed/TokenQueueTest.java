package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.SearchRule;
import dev.astir.stream.bus.InProcessBus;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However many tokens a reader sends, few are judged. */
class TokenQueueTest {
    private final FeedHub hub =
            new FeedHub(
                    new MemoryFeed().store(),
                    SearchRule.WORDS,
                    new InProcessBus(),
                    Clock.systemUTC(),
                    Duration.ofSeconds(25));
    private final List<String> judged = new ArrayList<>();
    private final Deque<Runnable> blocking = new ArrayDeque<>();
    private final FeedGate gate =
            FeedGate.of(
                    hub,
                    new FeedAuthenticator() {
                        @Override
                        public Admission authenticate(FeedRequest request, String token) {
                            return Admission.notAuthenticated();
                        }

                        @Override
                        public Admission refresh(FeedAccess current, String token) {
                            judged.add(token);
                            return Admission.granted(current);
                        }
                    },
                    List.of());

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void judgesTheNewestOfEachSessionOneAfterTheOther() {
        List<FeedSession> sessions = List.of(connect(), connect(), connect());
        for (int i = 0; i < 1_000; i++) {
            for (int j = 0; j < sessions.size(); j++) {
                gate.refresh(sessions.get(j), j + "-" + i, blocking::add);
            }
            assertThat(blocking).hasSize(1);
        }

        run();

        assertThat(judged).containsExactly("0-0", "1-999", "2-999", "0-999");
        gate.refresh(sessions.get(0), "later", blocking::add);
        run();
        assertThat(judged).endsWith("later").hasSize(5);
    }

    @Test
    void judgesNothingForASessionThatHasEnded() {
        FeedSession session = connect();
        gate.refresh(session, "token", blocking::add);
        session.close(CloseCode.NORMAL);

        run();

        assertThat(judged).isEmpty();
    }

    private FeedSession connect() {
        return hub.connect(FeedAccess.of("ann", MemoryFeed.NAME, Set.of()), new RecordingSink());
    }

    private void run() {
        while (!blocking.isEmpty()) {
            blocking.remove().run();
        }
    }
}

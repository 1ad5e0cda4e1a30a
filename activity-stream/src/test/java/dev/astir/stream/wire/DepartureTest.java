package dev.astir.stream.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.EventSourceClient;
import dev.astir.stream.feed.LiveServer;
import dev.astir.stream.feed.SocketClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What becomes of those who leave, and of those who are left. */
class DepartureTest extends WireFixture {
    @Test
    void forgetsSessionsThatAreGone() {
        String name = "gone-" + feed;
        try (SocketClient client = client(name + ".f");
                EventSourceClient events = server.events(name + ".f")) {
            client.await("ping", 1);
            events.next("subscribed");
            assertThat(identities()).contains(name);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> !identities().contains(name));
    }

    @Test
    void sendsReadersElsewhereWhenTheServerStops() throws Exception {
        Set<String> before = threads();
        try (LiveServer other = kind.start();
                SocketClient client = other.socket("alice." + feed);
                EventSourceClient events = other.events("alice." + feed)) {
            client.await("ping", 1);
            events.next("subscribed");
            other.close();
            assertThat(client.awaitClosed(LONGEST)).isEqualTo(1001);
            // A container that stops may close a connection before it has written the end.
            assertThat(events.restBeforeTheCut()).allMatch(event -> event.type().equals("ping"));
        }
        await().atMost(LONGEST).until(() -> before.containsAll(threads()));
    }

    private static Set<String> threads() {
        Set<String> names = new HashSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("astir-feed-writer")) {
                names.add(thread.getName() + thread.getId());
            }
        }
        return names;
    }

    private static Set<String> identities() {
        Set<String> found = ConcurrentHashMap.newKeySet();
        CountDownLatch asked = new CountDownLatch(1);
        server.stream()
                .hub()
                .closeIf(
                        access -> {
                            found.add(access.identity());
                            asked.countDown();
                            return false;
                        },
                        CloseCode.NORMAL);
        await().until(() -> asked.getCount() == 0 || server.stream().hub().sessions() == 0);
        return found;
    }
}

package dev.astir.stream.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.EventFilter;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.TestDatabase;
import dev.astir.stream.feed.EphemeralChannel;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.RecordingSink;
import dev.astir.stream.feed.SharedStates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every bus does that goes over a server, which may fail. */
public abstract class MessageBusContractTest extends FeedBusContractTest {
    private final List<MessageBus> opened = new ArrayList<>();

    /** A new bus, perhaps not connected yet. */
    protected abstract MessageBus open();

    /** Takes the server away from every bus. */
    protected abstract void breakDown() throws Exception;

    /** Gives it back. */
    protected abstract void mend() throws Exception;

    /** Sends this to all who listen, as somebody else may who uses the channel. */
    protected abstract void sendByHand(String message) throws Exception;

    @AfterEach
    void closeAll() {
        opened.forEach(MessageBus::close);
    }

    @Override
    protected final FeedBus node() {
        MessageBus bus = opening();
        awaitConnected(bus);
        return bus;
    }

    private MessageBus opening() {
        MessageBus bus = open();
        opened.add(bus);
        return bus;
    }

    private static void awaitConnected(MessageBus bus) {
        await().atMost(Duration.ofSeconds(40)).until(bus::isConnected);
    }

    @Test
    void eventsOfAnOutageArriveDuringItAndTheBusWorksAgainAfterwards() throws Exception {
        MessageBus bus = (MessageBus) node();
        MessageBus otherBus = (MessageBus) node();
        try (TestDatabase database = TestDatabase.migrated();
                HikariDataSource pool = database.pool("postgres");
                ActivityStream one = ActivityStream.builder(database.owner()).bus(bus).build();
                ActivityStream two = ActivityStream.builder(pool).bus(otherBus).build()) {
            RecordingSink sink = new RecordingSink();
            two.subscribe("f", EventFilter.all(), null, sink);
            sink.await("subscribed", 1);
            publish(one, 5);
            sink.await("put", 5);
            Heard heard = new Heard();
            otherBus.listen(heard);

            breakDown();
            await().until(() -> !bus.isConnected() && !otherBus.isConnected());
            publish(one, 50);
            sink.await("put", 55);
            // A hint of the first five may still have been on its way.
            assertThat(heard.newest().values()).allMatch(position -> position.offset() <= 5);

            mend();
            awaitConnected(bus);
            awaitConnected(otherBus);
            publish(one, 5);
            sink.await("put", 60);
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            heard.newest().containsKey("f")
                                    && heard.newest().get("f").offset() == 60);
            assertThat(heard.timesMissed()).isPositive();
            assertThat(offsets(sink))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 60).boxed().toList());
        }
    }

    @Test
    void statesThatChangedInAnOutageAreSeenAfterIt() throws Exception {
        MessageBus bus = (MessageBus) node();
        MessageBus otherBus = (MessageBus) node();
        SharedStates kept = new SharedStates();
        try (TestDatabase database = TestDatabase.migrated();
                ActivityStream one = ActivityStream.builder(database.owner()).bus(bus).build();
                ActivityStream two =
                        ActivityStream.builder(database.owner()).bus(otherBus).build()) {
            EphemeralChannel near = one.hub().ephemeral("states", kept);
            two.hub().ephemeral("states", kept);
            RecordingSink sink = new RecordingSink();
            two.hub()
                    .connect(FeedAccess.of("reader", "f", Set.of()), sink)
                    .subscribe("states", EventFilter.all(), null);
            sink.await("subscribed", 1);
            kept.set("bob", SharedStates.item("bob", 1));
            near.changed("f", "bob", "CAME");
            assertThat(sink.await("put", 1).get(0)).containsEntry("event", "CAME");

            breakDown();
            await().until(() -> !bus.isConnected() && !otherBus.isConnected());
            kept.set("eve", SharedStates.item("eve", 1));
            // Nobody tells of it, as when that is lost.
            mend();
            awaitConnected(otherBus);

            sink.await("put", 2);
            assertThat(sink.messages("put").get(1)).containsEntry("id", "eve");
        }
    }

    @Test
    void tellsAfterEachReconnectionThatHintsMayHaveBeenMissed() throws Exception {
        MessageBus bus = (MessageBus) node();
        Heard heard = new Heard();
        bus.listen(heard);
        for (int i = 1; i <= 2; i++) {
            breakDown();
            await().until(() -> !bus.isConnected());
            mend();
            int times = i;
            await().atMost(Duration.ofSeconds(40)).until(() -> heard.timesMissed() >= times);
            awaitConnected(bus);
        }
    }

    @Test
    void keepsTheNewestOfEachFeedWhileTheServerIsAway() throws Exception {
        MessageBus sender = (MessageBus) node();
        MessageBus receiver = (MessageBus) node();
        Heard heard = new Heard();
        receiver.listen(heard);
        breakDown();
        await().until(() -> !sender.isConnected() && !receiver.isConnected());
        for (int i = 1; i <= 100_000; i++) {
            sender.announce(Map.of("feed " + i % 100, at(i)));
        }
        mend();
        awaitConnected(receiver);
        // What went out before the receiver listened is lost; the rest is not.
        sender.announce(Map.of("last", at(1)));
        heard.await(Map.of("last", at(1)));
        assertThat(heard.newest().values())
                .allMatch(position -> position.offset() == 1 || position.offset() > 99_900);
    }

    @Test
    void startsWhileTheServerIsAway() throws Exception {
        breakDown();
        MessageBus sender = opening();
        MessageBus receiver = opening();
        Heard heard = new Heard();
        receiver.listen(heard);
        sender.announce(Map.of("early", at(1)));
        assertThat(receiver.isConnected()).isFalse();
        mend();
        awaitConnected(receiver);
        sender.announce(Map.of("late", at(1)));
        heard.await(Map.of("late", at(1)));
    }

    @Test
    void passesOverWhatIsNoHint() throws Exception {
        FeedBus sender = node();
        Heard heard = new Heard();
        node().listen(heard);
        List<String> messages =
                List.of(
                        "",
                        " ",
                        "\n\n",
                        "e1-1",
                        "e1- a",
                        "-1 a",
                        "e1-x a",
                        "e1-1 %zz",
                        "{\"a\":1}");
        for (String message : messages) {
            sendByHand(message);
        }
        sendByHand("nonsense\ne1-7 good\ne1-99999999999999999999 a");
        sender.announce(Map.of("a", at(1)));
        heard.await(Map.of("a", at(1), "good", at(7)));
        assertThat(heard.newest()).hasSize(2);
    }

    @Test
    void closingEndsItsThreads() throws Exception {
        Set<Thread> before = busThreads();
        MessageBus connected = (MessageBus) node();
        assertThat(busThreads()).hasSizeGreaterThan(before.size());
        connected.close();
        connected.close();
        assertThat(busThreads()).isEqualTo(before);
        assertThat(connected.isConnected()).isFalse();
        connected.announce(Map.of("a", at(1)));

        breakDown();
        MessageBus trying = opening();
        trying.announce(Map.of("a", at(1)));
        trying.close();
        assertThat(busThreads()).isEqualTo(before);
        mend();
    }

    @Test
    void aNodeThatAnnouncesDoesNotMindItsOwnWords() {
        FeedBus bus = node();
        Heard heard = new Heard();
        bus.listen(heard);
        Map<String, StreamPosition> heads = Map.of("a", at(1));
        IntStream.range(0, 10).forEach(i -> bus.announce(heads));
        FeedBus other = node();
        other.announce(Map.of("b", at(1)));
        heard.await(Map.of("b", at(1)));
    }

    private static Set<Thread> busThreads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().startsWith("astir-bus-"));
        return threads;
    }
}

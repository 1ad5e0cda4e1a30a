package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.EventFilter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How sessions are spoken to, and how they end. */
class FeedSessionTest extends HubFixture {
    @Test
    void closesAReaderThatStopsReadingAndSparesTheOthers() {
        RecordingSink stalled = new RecordingSink();
        stream.subscribe(feed, EventFilter.all(), null, stalled);
        stream.subscribe(feed, EventFilter.all(), null, sink);
        stalled.await("subscribed", 1);
        sink.await("subscribed", 1);
        stalled.writable(false);

        publish(Outbox.MOST_MESSAGES + 10);

        sink.await("put", Outbox.MOST_MESSAGES + 10);
        assertThat(stalled.awaitClosed()).isEqualTo(CloseCode.TOO_SLOW);
        assertThat(stalled.messages("put")).isEmpty();
    }

    @Test
    void closesAReaderWhoseMessagesTakeMoreThanAMegabyte() {
        stream.subscribe(feed, EventFilter.all(), null, sink);
        sink.await("subscribed", 1);
        sink.writable(false);

        for (int i = 0; i < 300; i++) {
            stream.publish(feed, ActivityEvent.builder("a.b").message("x".repeat(4_000)).build());
        }

        assertThat(sink.awaitClosed()).isEqualTo(CloseCode.TOO_SLOW);
    }

    @Test
    void closesASessionWhoseCredentialsWereNotRenewed() {
        Instant expiry = CLOCK.instant().plusSeconds(60);
        FeedAccess access = FeedAccess.of("a", feed, Set.of()).until(expiry);
        RecordingSink renewing = new RecordingSink();
        stream.hub().connect(access, sink);
        FeedSession renewed = stream.hub().connect(access, renewing);
        CLOCK.set(expiry.plusSeconds(20));
        renewed.renew(access.until(expiry.plusSeconds(600)));
        sink.await("ping", 3);
        assertThat(sink.closed()).isNull();

        CLOCK.set(expiry.plusSeconds(26));

        assertThat(sink.awaitClosed()).isEqualTo(CloseCode.TOKEN_EXPIRED);
        renewing.await("ping", renewing.messages("ping").size() + 3);
        assertThat(renewing.closed()).isNull();
    }

    @Test
    void closesTheSessionsOfAnIdentity() {
        RecordingSink other = new RecordingSink();
        stream.hub().connect(FeedAccess.of("agent:1", feed, Set.of()), sink);
        stream.hub().connect(FeedAccess.of("agent:2", feed, Set.of()), other);

        stream.hub().closeIdentity("agent:1", CloseCode.BLOCKED);

        assertThat(sink.awaitClosed()).isEqualTo(CloseCode.BLOCKED);
        other.await("ping", 2);
        assertThat(other.closed()).isNull();
    }

    @Test
    void answersABadRequestAndClosesForABadMessage() {
        FeedSession session = stream.hub().connect(FeedAccess.of("a", feed, Set.of()), sink);
        session.receive("{\"type\":\"subscribe\",\"channel\":\"nothing\"}");
        session.receive(
                "{\"type\":\"subscribe\",\"channel\":\"activities\",\"filter\":{\"colour\":\"red\"}}");
        session.receive(
                "{\"type\":\"subscribe\",\"channel\":\"activities\",\"after\":\"yesterday\"}");

        List<Map<String, Object>> errors = sink.await("error", 3);
        assertThat(errors)
                .extracting(error -> error.get("code"))
                .containsExactlyInAnyOrder("unknown-channel", "invalid", "invalid");
        assertThat(errors.toString()).contains("colour").contains("yesterday");
        assertThat(session.receive("{\"type\":\"auth\",\"token\":\"fresh\"}")).isEqualTo("fresh");
        assertThat(session.isOpen()).isTrue();

        session.receive("[not json");

        assertThat(sink.awaitClosed()).isEqualTo(CloseCode.BAD_MESSAGE);
    }

    @Test
    void subscribesAndUnsubscribesByMessage() {
        FeedSession session = stream.hub().connect(FeedAccess.of("a", feed, Set.of()), sink);
        session.receive(
                "{\"type\":\"subscribe\",\"channel\":\"activities\","
                        + "\"filter\":{\"type\":[\"task.*\"],\"important\":true,\"q\":\"login\"}}");
        sink.await("subscribed", 1);
        stream.publish(feed, event("task.created")).join();
        stream.publish(
                        feed,
                        ActivityEvent.builder("task.failed")
                                .important(true)
                                .message("The Login-Page broke")
                                .build())
                .join();
        sink.await("put", 1);

        session.receive("{\"type\":\"unsubscribe\",\"channel\":\"activities\"}");
        session.receive(
                "{\"type\":\"subscribe\",\"channel\":\"activities\",\"filter\":{\"type\":\"user.*\"}}");
        sink.await("subscribed", 2);
        stream.publish(feed, event("task.created")).join();
        stream.publish(feed, event("user.left")).join();

        sink.await("put", 2);
        assertThat(sink.puts()).containsExactly("task.failed", "user.left");
    }

    @Test
    void replacesTheSubscriptionToAChannel() {
        FeedSession session = stream.subscribe(feed, EventFilter.types("a.*"), null, sink);
        sink.await("subscribed", 1);
        session.subscribe(FeedHub.ACTIVITIES, EventFilter.types("b.*"), null);
        sink.await("subscribed", 2);
        stream.publish(feed, event("a.b")).join();
        stream.publish(feed, event("b.c")).join();

        sink.await("put", 1);
        assertThat(sink.puts()).containsExactly("b.c");
    }

    @Test
    void endsSessionsWhenTheNodeGoesAway() {
        ActivityStream node = ActivityStream.of(database.owner());
        node.subscribe(feed, EventFilter.all(), null, sink);
        sink.await("subscribed", 1);

        node.close();

        assertThat(sink.awaitClosed()).isEqualTo(CloseCode.GOING_AWAY);
    }

    @Test
    void drainsThoseWhoAreThereAndThoseWhoCome() {
        try (ActivityStream node = ActivityStream.of(database.owner())) {
            node.subscribe(feed, EventFilter.all(), null, sink);
            node.hub().drain().orTimeout(20, TimeUnit.SECONDS).join();
            assertThat(sink.closed()).isEqualTo(CloseCode.GOING_AWAY);

            RecordingSink late = new RecordingSink();
            node.subscribe(feed, EventFilter.all(), null, late);
            assertThat(late.awaitClosed()).isEqualTo(CloseCode.GOING_AWAY);
        }
    }
}

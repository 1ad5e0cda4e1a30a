package dev.astir.stream.wire;

import static dev.astir.stream.wire.Positions.ACTIVITIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.EventSourceClient;
import dev.astir.stream.feed.FeedHub;
import dev.astir.stream.feed.LiveServer;
import dev.astir.stream.feed.SocketClient;
import dev.astir.stream.feed.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Credentials that end while a client is connected. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("newest-java")
class ExpiryTest {
    private static final String FEED = "expiry";
    private static final Instant EXPIRY =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(1));
    private static final Instant LATER = EXPIRY.plus(Duration.ofHours(1));
    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @EnumSource
    void closesThoseWhoAreNotRenewedInTime(ServerKind kind) throws Exception {
        try (LiveServer server = kind.start();
                SocketClient lapsing = server.socket(TestTokens.until(EXPIRY, "lapsing", FEED));
                SocketClient renewing = server.socket(TestTokens.until(EXPIRY, "renewing", FEED));
                EventSourceClient stream =
                        server.events(TestTokens.until(EXPIRY, "streaming", FEED))) {
            lapsing.send(ACTIVITIES);
            renewing.send(ACTIVITIES);
            lapsing.await("subscribed", 1);
            renewing.await("subscribed", 1);
            stream.next("subscribed");

            server.clock().set(EXPIRY.plus(FeedHub.GRACE));
            // The sessions are looked at before each ping; it is the last moment of the grace.
            lapsing.await("ping", lapsing.messages("ping").size() + 2);
            StreamPosition first = publish(server);
            assertThat(lapsing.await("put", 1).get(0)).containsEntry("position", first.toString());
            assertThat(stream.next("put").id()).isEqualTo(first.toString());

            String token = TestTokens.until(LATER, "renewing", FEED);
            renewing.send("{\"type\":\"auth\",\"token\":\"" + token + "\"}");
            awaitRenewed(server);
            server.clock().set(EXPIRY.plus(FeedHub.GRACE).plus(SECOND));

            assertThat(lapsing.awaitClosed()).isEqualTo(4002);
            assertThat(stream.rest()).allMatch(event -> event.type().equals("ping"));
            StreamPosition second = publish(server);
            assertThat(renewing.await("put", 2).get(1))
                    .containsEntry("position", second.toString());
            assertThat(lapsing.messages("put")).hasSize(1);

            server.clock().set(LATER.plus(FeedHub.GRACE).plus(SECOND));
            assertThat(renewing.awaitClosed()).isEqualTo(4002);
        }
    }

    /** Waits until what came with the refresh is what the hub looks at. */
    private static void awaitRenewed(LiveServer server) {
        AtomicBoolean isFound = new AtomicBoolean();
        await().until(() -> {
            server.stream()
                    .hub()
                    .closeIf(
                            access -> {
                                if (LATER.equals(access.expiresAt())) {
                                    isFound.set(true);
                                }
                                return false;
                            },
                            CloseCode.NORMAL);
            return isFound.get();
        });
    }

    private static StreamPosition publish(LiveServer server) {
        return server.stream().publish(FEED, ActivityEvent.builder("a.b").build()).join();
    }
}

package dev.astir.stream.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.TestDatabase;
import dev.astir.stream.feed.Admission;
import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedAuthenticator;
import dev.astir.stream.feed.FeedGate;
import dev.astir.stream.feed.FeedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Files are read with the rights that their readers have, not with those they came with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DownloadAccessTest {
    private final TestDatabase database = TestDatabase.migrated();
    private final ActivityStream stream = ActivityStream.of(database.owner());

    /** Whose answers are old at once. */
    private final ActivityStream anxious =
            ActivityStream.builder(database.owner()).accessCheck(Duration.ofNanos(1)).build();

    private final People people = new People();
    private final FeedRest rest = FeedRest.builder(stream).authenticator(people).build();
    private String feed = "";

    @AfterAll
    void close() {
        stream.close();
        anxious.close();
        database.close();
    }

    @BeforeEach
    void publish() {
        feed = "feed-" + UUID.randomUUID();
        String padding = "x".repeat(15_000);
        for (int i = 0; i < 20; i++) {
            stream.publish(feed, ActivityEvent.builder("a.b").metadata("p", padding).build())
                    .join();
        }
    }

    @Test
    void aChangeBetweenTheGateAndTheFileIsFound() {
        Admission.Granted granted = admit(stream, "late");
        people.refused.put("late", CloseCode.BLOCKED);
        stream.hub().accessChanged("late");

        assertThat(rest.answer(csv(), granted).status()).isEqualTo(403);
        assertThat(status("late")).isEqualTo(403);
    }

    @Test
    void whoIsRefusedGetsNoMoreThoughNobodyTold() {
        FeedRest asking = FeedRest.of(anxious);
        RestAnswer.Content file = content(asking.answer(csv(), admit(anxious, "silent")));
        assertThat(file.next().join()).isNotEmpty();

        people.refused.put("silent", CloseCode.BLOCKED);

        assertEnded(file);
    }

    @Test
    void aTellingAsksAndEndsNobodyElse() {
        RestAnswer.Content left = content(rest.answer(csv(), access("leaving")));
        RestAnswer.Content stayed = content(rest.answer(csv(), access("staying")));
        int before = people.asked.get();
        stream.hub().accessChanged("staying");
        people.refused.put("leaving", CloseCode.BLOCKED);
        stream.hub().accessChanged("leaving");

        assertEnded(left);
        assertThat(toEnd(stayed)).isGreaterThan(20 * 15_000);
        assertThat(people.asked.get() - before).isEqualTo(2);
    }

    @Test
    void whoMaySeeOtherThingsNowBeginsAnew() {
        RestAnswer.Content file = content(rest.answer(csv(), access("promoted")));
        people.audiences.put("promoted", Set.of("managers"));
        stream.hub().accessChanged("promoted");
        assertEnded(file);
    }

    @Test
    void anotherMethodIsToldWhichIsAllowed() {
        RestAnswer answer =
                rest.answer(new RestRequest("POST", ".csv", Map.of(), ""), access("poster"));
        assertThat(((RestAnswer.Text) answer).headers()).containsEntry("Allow", "GET");
    }

    @Test
    void withoutAnAuthenticatorATellingEndsIt() {
        RestAnswer.Content file = content(FeedRest.of(stream).answer(csv(), access("plain")));
        stream.hub().accessChanged("plain");
        assertEnded(file);
    }

    @Test
    void theAuthenticatorMayFailForAWhile() {
        RestAnswer.Content file = content(rest.answer(csv(), access("broken")));
        people.isFailing = true;
        try {
            stream.hub().accessChanged("broken");
            assertThat(toEnd(file)).isGreaterThan(20 * 15_000);
            assertThat(status("broken")).isEqualTo(503);
        } finally {
            people.isFailing = false;
        }
    }

    @Test
    void theLimitIsTheStreamsHoweverManyAnswerForIt() {
        List<RestAnswer.Content> files = new ArrayList<>();
        for (String name : List.of("a", "a", "b", "b")) {
            files.add(content(FeedRest.of(stream).answer(csv(), access(name))));
        }
        assertThat(FeedRest.of(stream).answer(csv(), access("c")).status()).isEqualTo(429);
        files.forEach(RestAnswer.Content::close);
        assertThat(status("c")).isEqualTo(200);
    }

    private int status(String name) {
        RestAnswer answer = rest.answer(csv(), access(name));
        if (answer instanceof RestAnswer.Download download) {
            download.content().close();
        }
        return answer.status();
    }

    private static RestRequest csv() {
        return new RestRequest("GET", ".csv", Map.of(), "");
    }

    private static RestAnswer.Content content(RestAnswer answer) {
        assertThat(answer).isInstanceOf(RestAnswer.Download.class);
        return ((RestAnswer.Download) answer).content();
    }

    private static int toEnd(RestAnswer.Content file) {
        int length = 0;
        for (byte[] piece = file.next().join(); piece.length > 0; piece = file.next().join()) {
            length += piece.length;
        }
        file.close();
        return length;
    }

    private static void assertEnded(RestAnswer.Content file) {
        assertThatThrownBy(() -> file.next().join())
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("ended before its file");
        file.close();
    }

    private FeedAccess access(String name) {
        return FeedAccess.of(name, feed, people.audiences.getOrDefault(name, Set.of()));
    }

    private Admission.Granted admit(ActivityStream of, String name) {
        return (Admission.Granted) FeedGate.of(of.hub(), people, Set.of()).admit(new Request(name));
    }

    /** An embedder's directory, which may change its mind. */
    private final class People implements FeedAuthenticator {
        private final Map<String, CloseCode> refused = new ConcurrentHashMap<>();
        private final Map<String, Set<String>> audiences = new ConcurrentHashMap<>();
        private final AtomicInteger asked = new AtomicInteger();
        private volatile boolean isFailing;

        @Override
        public Admission authenticate(FeedRequest request, @Nullable String token) {
            return Admission.granted(access(String.valueOf(token)));
        }

        @Override
        public Admission refresh(FeedAccess current, String token) {
            return Admission.granted(current);
        }

        @Override
        public Admission recheck(FeedAccess current) {
            asked.incrementAndGet();
            if (isFailing) {
                throw new IllegalStateException("the directory does not answer");
            }
            CloseCode code = refused.get(current.identity());
            return code == null
                    ? Admission.granted(access(current.identity()))
                    : Admission.refused(code);
        }
    }

    /** A request with a token. */
    private record Request(String token) implements FeedRequest {
        @Override
        public @Nullable String header(String name) {
            return name.equals("Authorization") ? "Bearer " + token : null;
        }

        @Override
        public List<String> headers(String name) {
            return List.of();
        }

        @Override
        public @Nullable String remoteAddress() {
            return null;
        }

        @Override
        public @Nullable String cookie(String name) {
            return null;
        }

        @Override
        public Map<String, List<String>> parameters() {
            return Map.of();
        }
    }
}

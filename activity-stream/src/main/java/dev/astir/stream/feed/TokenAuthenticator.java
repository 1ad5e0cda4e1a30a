package dev.astir.stream.feed;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Judges tokens alone, wherever they come from. Thread-safe if the judge is. */
final class TokenAuthenticator implements FeedAuthenticator {
    private final @Nullable String cookie;
    private final Function<String, Admission> judge;
    private final Clock clock;

    TokenAuthenticator(@Nullable String cookie, Function<String, Admission> judge, Clock clock) {
        this.cookie = cookie;
        this.judge = Objects.requireNonNull(judge, "judge");
        this.clock = clock;
    }

    @Override
    public Admission authenticate(FeedRequest request, @Nullable String token) {
        String presented = token != null ? token : cookie == null ? null : request.cookie(cookie);
        return presented == null || presented.isEmpty()
                ? Admission.notAuthenticated()
                : judged(presented);
    }

    @Override
    public Admission refresh(FeedAccess current, String token) {
        return judged(token);
    }

    @Override
    public Admission recheck(FeedAccess current) {
        if (!(current.proof() instanceof Token token)) {
            return Admission.granted(current);
        }
        Admission now = judged(token.text());
        Instant end = current.expiresAt();
        // It came to its end as it should, and its reader has some time to bring another one.
        return now instanceof Admission.Refused && end != null && !clock.instant().isBefore(end)
                ? Admission.granted(current)
                : now;
    }

    private Admission judged(String text) {
        Admission found = judge.apply(text);
        return found instanceof Admission.Granted granted
                ? Admission.granted(granted.access().provenBy(new Token(text)))
                : found;
    }

    /** What was judged; not shown by accident. */
    private record Token(String text) {
        @Override
        public String toString() {
            return "Token";
        }
    }
}

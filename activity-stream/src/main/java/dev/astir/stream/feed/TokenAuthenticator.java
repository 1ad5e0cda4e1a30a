package dev.astir.stream.feed;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Judges tokens alone, wherever they come from. Thread-safe if the judge is. */
final class TokenAuthenticator implements FeedAuthenticator {
    private final @Nullable String cookie;
    private final Function<String, Admission> judge;

    TokenAuthenticator(@Nullable String cookie, Function<String, Admission> judge) {
        this.cookie = cookie;
        this.judge = Objects.requireNonNull(judge, "judge");
    }

    @Override
    public Admission authenticate(FeedRequest request, @Nullable String token) {
        String presented = token != null ? token : cookie == null ? null : request.cookie(cookie);
        return presented == null || presented.isEmpty()
                ? Admission.notAuthenticated()
                : judge.apply(presented);
    }

    @Override
    public Admission refresh(FeedAccess current, String token) {
        return judge.apply(token);
    }
}

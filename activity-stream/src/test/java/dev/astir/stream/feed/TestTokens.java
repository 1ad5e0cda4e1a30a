package dev.astir.stream.feed;

import dev.astir.stream.Actor;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An embedder's authentication for tests of endpoints. It knows tokens of the form {@code
 * name.feed.audience.expiry}, also in the cookie {@code session}, where audience and expiry, in
 * seconds since 1970, may be left out; those named {@code blocked} and {@code expired} are that,
 * and one named {@code broken} makes it fail.
 */
public final class TestTokens implements FeedAuthenticator {
    private static final Map<String, CloseCode> REFUSED = new ConcurrentHashMap<>();

    /** The token of somebody whose credentials end. */
    public static String until(Instant expiry, String name, String feed) {
        return name + "." + feed + ".." + expiry.getEpochSecond();
    }

    /** What was granted to somebody is refused from now on, in every server. */
    public static void refuse(String name, CloseCode code) {
        REFUSED.put(name, code);
    }

    @Override
    public Admission recheck(FeedAccess current) {
        CloseCode code = REFUSED.get(current.identity());
        return code == null ? Admission.granted(current) : Admission.refused(code);
    }

    @Override
    public Admission authenticate(FeedRequest request, @Nullable String token) {
        String presented = token == null ? request.cookie("session") : token;
        return presented == null ? Admission.notAuthenticated() : judge(presented);
    }

    @Override
    public Admission refresh(FeedAccess current, String token) {
        return judge(token);
    }

    private static Admission judge(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length < 2) {
            return Admission.notAuthenticated();
        }
        if (parts[0].equals("broken")) {
            throw new IllegalStateException("the directory does not answer");
        }
        if (parts[0].equals("blocked")) {
            return Admission.refused(CloseCode.BLOCKED);
        }
        Set<String> audiences =
                parts.length > 2 && !parts[2].isEmpty() ? Set.of(parts[2]) : Set.of();
        FeedAccess access =
                FeedAccess.of(parts[0], parts[1], audiences)
                        .as(Actor.of(parts[0], null), FeedRight.PUBLISH, FeedRight.DISCUSS);
        if (parts[0].equals("expired")) {
            access = access.until(Instant.now().minusSeconds(60));
        } else if (parts.length > 3) {
            access = access.until(Instant.ofEpochSecond(Long.parseLong(parts[3])));
        }
        return Admission.granted(access);
    }
}

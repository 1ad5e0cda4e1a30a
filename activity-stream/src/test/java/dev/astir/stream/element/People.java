package dev.astir.stream.element;

import dev.astir.stream.Actor;
import dev.astir.stream.feed.Admission;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedAuthenticator;
import dev.astir.stream.feed.FeedRequest;
import dev.astir.stream.feed.FeedRight;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An embedder's authentication: tokens of the form {@code name.feed}, also in the cookie {@code
 * session}. Everybody may take part, and is an Ahmadi; a {@code guest} may only read.
 */
final class People implements FeedAuthenticator {
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
        int dot = token.indexOf('.');
        if (dot < 1) {
            return Admission.notAuthenticated();
        }
        String name = token.substring(0, dot);
        FeedAccess access = FeedAccess.of(name, token.substring(dot + 1), Set.of());
        String shown = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return Admission.granted(
                name.equals("guest")
                        ? access
                        : access.as(
                                Actor.of(name, shown + " Ahmadi"),
                                FeedRight.PUBLISH,
                                FeedRight.DISCUSS));
    }
}

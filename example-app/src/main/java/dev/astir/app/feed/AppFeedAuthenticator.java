package dev.astir.app.feed;

import dev.astir.app.identity.Authenticator;
import dev.astir.app.identity.Credential;
import dev.astir.app.identity.Identity;
import dev.astir.app.identity.Scope;
import dev.astir.app.limits.Connections;
import dev.astir.stream.feed.Admission;
import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedAuthenticator;
import dev.astir.stream.feed.FeedHub;
import dev.astir.stream.feed.FeedRequest;
import io.micronaut.http.context.ServerRequestContext;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the app's people into the live feed, and is asked about them again while they read. A
 * session's identity is {@code <user>/<sign-in or API token>}, so that a fresh token must come from
 * the same sign-in; its principal is the person. Thread-safe.
 */
@Singleton
class AppFeedAuthenticator implements FeedAuthenticator {

    private static final Logger LOG = LoggerFactory.getLogger(AppFeedAuthenticator.class);

    private final Authenticator authenticator;
    private final Connections connections;
    private final FeedViews views;

    AppFeedAuthenticator(Authenticator authenticator, Connections connections, FeedViews views) {
        this.authenticator = authenticator;
        this.connections = connections;
        this.views = views;
    }

    @Override
    public Admission authenticate(FeedRequest request, @Nullable String token) {
        Optional<Identity> identity =
                token == null ? byCookie(request) : authenticator.authenticate(token);
        identity.ifPresent(this::takeConnection);
        Admission admission = admit(identity);
        if (admission instanceof Admission.Granted) {
            identity.ifPresent(found -> views.connects(found.caller()));
        }
        return admission;
    }

    /** Those that send a token as a socket's subprotocol are unknown to the framework. */
    private void takeConnection(Identity identity) {
        ServerRequestContext.currentRequest()
                .ifPresent(request ->
                        connections.admit(request, identity.caller().userId().toString()));
    }

    /** As everywhere in the app, a cookie counts for nothing beside an Authorization header. */
    private Optional<Identity> byCookie(FeedRequest request) {
        String cookie = request.cookie(Authenticator.COOKIE);
        return cookie == null || request.header("Authorization") != null
                ? Optional.empty()
                : authenticator.authenticateCookie(cookie);
    }

    @Override
    public Admission refresh(FeedAccess current, String token) {
        return admit(authenticator.authenticate(token));
    }

    @Override
    public Admission recheck(FeedAccess current) {
        return recheckAll(List.of(current)).getFirst();
    }

    /**
     * One query, however many they are. Those who follow live are looked at anew: another day has
     * begun, perhaps, or they see others now.
     */
    @Override
    public List<Admission> recheckAll(List<FeedAccess> current) {
        List<Identity> identities =
                current.stream()
                        .map(access -> (Identity) Objects.requireNonNull(access.proof()))
                        .toList();
        List<Optional<Identity>> found = authenticator.recheck(identities);
        List<Admission> admissions = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Admission admission = admit(found.get(i));
            // Whoever reads a file, as an actor, has been remembered by what is in it.
            boolean follows =
                    admission instanceof Admission.Granted && current.get(i).actor() == null;
            admissions.add(
                    follows && !isRemembered(found.get(i).orElseThrow())
                            ? Admission.refused(CloseCode.GOING_AWAY)
                            : admission);
        }
        return admissions;
    }

    /** For one alone: the others' answers do not depend on it. */
    private boolean isRemembered(Identity identity) {
        try {
            views.follows(identity.caller());
            return true;
        } catch (RuntimeException e) {
            LOG.warn("It was not remembered that {} follows", identity.caller().userId(), e);
            return false;
        }
    }

    private static Admission admit(Optional<Identity> identity) {
        return identity.map(AppFeedAuthenticator::admit).orElseGet(Admission::notAuthenticated);
    }

    /** To follow the feed is to read, by whichever way the token came. */
    private static Admission admit(Identity identity) {
        return identity.credential().allows(Scope.READ) && !identity.setupRequired()
                ? Admission.granted(access(identity))
                : Admission.refused(CloseCode.FORBIDDEN);
    }

    private static FeedAccess access(Identity identity) {
        return FeedAccess.of(
                        identity.caller().userId() + "/" + identity.credential().id(),
                        Readers.of(identity.caller()))
                .heldBy(identity.caller().userId().toString())
                .provenBy(identity)
                .until(end(identity));
    }

    /**
     * An access token that has ended is given the time that its successor needs. An API token has
     * none, so its end is the socket's.
     */
    private static @Nullable Instant end(Identity identity) {
        Instant end = identity.socketExpires();
        return end != null && identity.credential() instanceof Credential.ApiToken
                ? end.minus(FeedHub.GRACE)
                : end;
    }
}

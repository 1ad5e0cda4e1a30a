package dev.astir.stream.feed;

import dev.astir.stream.Actor;
import dev.astir.stream.FeedReader;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may do, as the embedder's authentication found. Immutable.
 *
 * @param identity who it is; connections are closed by it, see {@link FeedHub#closeIdentity}
 * @param principal the person or the machine behind it, who may have several identities at once,
 *     such as one for each sign-in; the identity itself unless told otherwise
 * @param reader the feed that it reads, and its audiences
 * @param expiresAt when the credentials end, or null if they do not
 * @param actor under which id and name it publishes, reacts and comments; null for mere readers
 * @param rights what it may do besides reading; empty without an actor
 * @param proof what the authenticator wants to have back when it is {@linkplain
 *     FeedAuthenticator#recheck asked again}, such as a token; null where the identity is enough.
 *     Never sent, shown or logged
 */
public record FeedAccess(
        String identity,
        String principal,
        FeedReader reader,
        @Nullable Instant expiresAt,
        @Nullable Actor actor,
        Set<FeedRight> rights,
        @Nullable Object proof) {

    public FeedAccess {
        rights = Set.copyOf(rights);
        if (actor == null && !rights.isEmpty()) {
            throw new IllegalArgumentException(
                    "rights: " + rights + " are not allowed without an actor");
        }
    }

    /** Somebody with a single identity, and no proof. */
    public FeedAccess(
            String identity,
            FeedReader reader,
            @Nullable Instant expiresAt,
            @Nullable Actor actor,
            Set<FeedRight> rights) {
        this(identity, identity, reader, expiresAt, actor, rights, null);
    }

    /** Access to one feed with some audiences, for reading and without end. */
    public static FeedAccess of(String identity, String feed, Set<String> audiences) {
        return of(identity, new FeedReader(feed, audiences));
    }

    /** Access as this reader, for reading and without end. */
    public static FeedAccess of(String identity, FeedReader reader) {
        return new FeedAccess(identity, identity, reader, null, null, Set.of(), null);
    }

    /** The same, of this person or machine, who may have other identities beside this one. */
    public FeedAccess heldBy(String principal) {
        return new FeedAccess(identity, principal, reader, expiresAt, actor, rights, proof);
    }

    /** The same, with what the authenticator wants to have back when it is asked again. */
    public FeedAccess provenBy(Object proof) {
        return new FeedAccess(identity, principal, reader, expiresAt, actor, rights, proof);
    }

    /** The same, until a time. */
    public FeedAccess until(@Nullable Instant expiresAt) {
        return new FeedAccess(identity, principal, reader, expiresAt, actor, rights, proof);
    }

    /** The same, for somebody who may also do these things. */
    public FeedAccess as(Actor actor, FeedRight... rights) {
        Set<FeedRight> all = EnumSet.noneOf(FeedRight.class);
        all.addAll(Set.of(rights));
        return new FeedAccess(identity, principal, reader, expiresAt, actor, all, proof);
    }

    /** The feed that it reads. */
    public String feed() {
        return reader.feed();
    }

    /** Everything but the proof, which may be a secret. */
    @Override
    public String toString() {
        return "FeedAccess["
                + identity
                + " of "
                + principal
                + ", "
                + reader
                + ", until "
                + expiresAt
                + ", as "
                + actor
                + ", may "
                + rights
                + "]";
    }

    /** Whether it may do this. */
    public boolean may(FeedRight right) {
        return rights.contains(right);
    }
}

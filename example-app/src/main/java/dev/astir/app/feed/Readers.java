package dev.astir.app.feed;

import dev.astir.app.accounts.Caller;
import dev.astir.app.accounts.Role;
import dev.astir.stream.Actor;
import dev.astir.stream.FeedReader;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedRight;
import java.util.Set;
import java.util.UUID;

/** Who reads what: the feed is the organization, and the audiences follow from person and role. */
final class Readers {

    /** Managers and administrators. */
    static final String MANAGERS = "managers";

    static FeedReader of(Caller caller) {
        String self = user(caller.userId());
        return new FeedReader(
                feed(caller.organizationId()),
                caller.is(Role.MANAGER) ? Set.of(MANAGERS, self) : Set.of(self));
    }

    /** What the caller may do by REST. */
    static FeedAccess access(Caller caller) {
        FeedAccess access = FeedAccess.of(caller.userId().toString(), of(caller));
        Actor actor = Actor.of(caller.userId().toString(), caller.name());
        return caller.is(Role.ADMIN)
                ? access.as(actor, FeedRight.PUBLISH, FeedRight.DISCUSS, FeedRight.MODERATE)
                : access.as(actor, FeedRight.PUBLISH, FeedRight.DISCUSS);
    }

    static String feed(UUID organizationId) {
        return organizationId.toString();
    }

    /** One person. */
    static String user(UUID userId) {
        return "user:" + userId;
    }

    private Readers() {}
}

package dev.astir.app.feed;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Identity;
import dev.astir.app.identity.Role;
import dev.astir.stream.Actor;
import dev.astir.stream.FeedReader;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedRight;
import java.util.Set;

/** Who reads what: the feed is the organization, and the audiences follow from person and role. */
final class Readers {

    static FeedReader of(Caller caller) {
        String self = Audience.person(caller.userId());
        return new FeedReader(
                caller.organizationId().toString(),
                caller.is(Role.MANAGER) ? Set.of(Audience.MANAGERS, self) : Set.of(self));
    }

    /** What somebody may do by REST; of whom {@link AppFeedAuthenticator} can be asked again. */
    static FeedAccess access(Identity identity) {
        Caller caller = identity.caller();
        FeedAccess access =
                FeedAccess.of(caller.userId().toString(), of(caller)).provenBy(identity);
        Actor actor = Actor.of(caller.userId().toString(), caller.name());
        return caller.is(Role.ADMIN)
                ? access.as(actor, FeedRight.PUBLISH, FeedRight.DISCUSS, FeedRight.MODERATE)
                : access.as(actor, FeedRight.PUBLISH, FeedRight.DISCUSS);
    }

    private Readers() {}
}

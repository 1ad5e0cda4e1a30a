package dev.astir.app.feed;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Identity;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.Scope;
import dev.astir.stream.Actor;
import dev.astir.stream.FeedReader;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedRight;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who reads what: the feed is the organization, and the audiences follow from person and role.
 * Stateless.
 */
public final class Readers {

    /** Whom somebody reads as, with what they may see now. */
    public static FeedReader of(Caller caller) {
        return new FeedReader(caller.organizationId().toString(), audiences(caller));
    }

    private static Set<String> audiences(Caller caller) {
        Stream<String> others =
                caller.sight().people() == null
                        ? Stream.of(Audience.MANAGERS)
                        : Stream.concat(
                                Stream.of(Audience.COLLEAGUES),
                                caller.sight().people().stream()
                                        .filter(id -> !id.equals(caller.userId()))
                                        .map(Audience::managersOf));
        return Stream.of(
                        others,
                        Stream.of(Audience.person(caller.userId())),
                        Stream.ofNullable(caller.via()).map(Audience::token))
                .flatMap(audiences -> audiences)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What somebody may do by REST; of whom {@link AppFeedAuthenticator} can be asked again. */
    static FeedAccess access(Identity identity) {
        Caller caller = identity.caller();
        FeedAccess access =
                FeedAccess.of(caller.userId().toString(), of(caller)).provenBy(identity);
        Actor actor = Actor.of(caller.userId().toString(), caller.name());
        return access.as(actor, rights(identity).toArray(FeedRight[]::new));
    }

    /** What the role allows, as far as an API token goes. */
    private static Set<FeedRight> rights(Identity identity) {
        Set<FeedRight> rights = EnumSet.noneOf(FeedRight.class);
        if (identity.credential().allows(Scope.PUBLISH)) {
            rights.add(FeedRight.PUBLISH);
        }
        if (identity.credential().allows(Scope.WRITE)) {
            rights.add(FeedRight.DISCUSS);
        }
        if (identity.caller().is(Role.ADMIN) && identity.credential().allows(Scope.WRITE)) {
            rights.add(FeedRight.REMOVE);
            rights.add(FeedRight.EDIT);
        }
        return rights;
    }

    private Readers() {}
}

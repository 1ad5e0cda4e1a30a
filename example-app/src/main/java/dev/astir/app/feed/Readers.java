package dev.astir.app.feed;

import dev.astir.app.accounts.Caller;
import dev.astir.app.accounts.Role;
import dev.astir.stream.FeedReader;
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

    static String feed(UUID organizationId) {
        return organizationId.toString();
    }

    /** One person. */
    static String user(UUID userId) {
        return "user:" + userId;
    }

    private Readers() {}
}

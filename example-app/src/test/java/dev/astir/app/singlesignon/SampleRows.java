package dev.astir.app.singlesignon;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Rows of this feature's tables, for tests of all repositories. */
final class SampleRows {

    private SampleRows() {}

    static Object provider(UUID organizationId, UUID id, Instant now) {
        return new IdentityProvider(
                id,
                organizationId,
                "Ours",
                "https://login.example.org",
                "astir",
                new byte[] {1},
                List.of("example.org", "example.com"),
                "groups",
                List.of("admins"),
                List.of(),
                true,
                false,
                now,
                now);
    }

    static Object link(UUID organizationId, UUID provider, UUID user, Instant now) {
        return new IdentityLink(
                UUID.randomUUID(),
                organizationId,
                provider,
                "https://login.example.org",
                "ada",
                user,
                now);
    }
}

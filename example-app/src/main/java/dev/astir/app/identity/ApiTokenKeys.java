package dev.astir.app.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Whose an API token is. That never changes, so it is remembered; whether the token still holds is
 * asked of {@link SignIns}, as of every credential. Thread-safe.
 */
@Singleton
public class ApiTokenKeys {

    /** What a token begins with, so that it is never mistaken for another kind. */
    public static final String PREFIX = "ast_";

    private static final int MOST = 20_000;

    private static final Duration KNOWN = Duration.ofMinutes(5);

    private final ApiTokenRows rows;
    private final Transactions transactions;

    /** By the token's hash. */
    private final Cache<String, Owned> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(KNOWN).build();

    /** A token and its person. */
    record Owned(UUID organizationId, UUID userId, Credential.ApiToken token) {}

    ApiTokenKeys(ApiTokenRows rows, Transactions transactions) {
        this.rows = rows;
        this.transactions = transactions;
    }

    /** Whether a text claims to be one. */
    static boolean isOne(String token) {
        return token.startsWith(PREFIX);
    }

    /** Whose it is, or was; empty when there never was such a token. */
    Optional<Owned> find(String token) {
        // Found by its hash, so how long it takes tells nothing about any token.
        byte[] hash = OpaqueTokens.hash(token);
        String key = OpaqueTokens.encode(hash);
        Owned owned = known.getIfPresent(key);
        if (owned == null) {
            owned = transactions.asSystem(() -> rows.find(hash)).map(ApiTokenKeys::of).orElse(null);
            if (owned != null) {
                known.put(key, owned);
            }
        }
        return Optional.ofNullable(owned);
    }

    private static Owned of(ApiTokenRows.Known row) {
        return new Owned(
                row.organizationId(),
                row.userId(),
                new Credential.ApiToken(
                        row.id(),
                        row.name(),
                        row.scopes().stream()
                                .map(scope -> Scope.valueOf(scope.toUpperCase(Locale.ROOT)))
                                .collect(Collectors.toUnmodifiableSet())));
    }
}

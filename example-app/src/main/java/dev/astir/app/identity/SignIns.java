package dev.astir.app.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.platform.Secrets;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Sign-ins (token families): begun by a login, carried on by single-use refresh tokens, ended by
 * logout, suspension, or the second use of a token, which means that somebody copied it. The
 * successor of a refresh token is computed from it, so a repeat within {@link #REPEAT} (a lost
 * answer, two tabs) gets the same answer and does not fork the family. Safe for use by several
 * threads.
 */
@Singleton
public class SignIns {

    /** How long a sign-in holds without a refresh. */
    static final Duration LIFETIME = Duration.ofDays(7);

    /** How long a used refresh token is answered again. */
    static final Duration REPEAT = Duration.ofSeconds(30);

    /** Another node's suspension counts here at the latest after this; our own at once. */
    private static final Duration HOLDER_TTL = Duration.ofSeconds(1);

    private final TokenFamilies families;
    private final AccessTokens accessTokens;
    private final Transactions transactions;
    private final ApplicationEventPublisher<AccessEnded> events;
    private final Clock clock;
    private final byte[] successorKey;
    private final Cache<UUID, Optional<TokenFamilies.Holder>> holders =
            Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(HOLDER_TTL).build();

    /** What a client gets to hold. */
    record Tokens(UUID familyId, UUID userId, UUID organizationId, String access, String refresh) {}

    SignIns(
            TokenFamilies families,
            AccessTokens accessTokens,
            Transactions transactions,
            ApplicationEventPublisher<AccessEnded> events,
            Secrets secrets,
            Clock clock) {
        this.families = families;
        this.accessTokens = accessTokens;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
        this.successorKey = secrets.key("refresh-token");
    }

    Tokens begin(UUID userId, UUID organizationId) {
        String refresh = OpaqueTokens.generate("");
        UUID family = UUID.randomUUID();
        Instant now = clock.instant();
        transactions.inOrganization(
                organizationId,
                () -> {
                    families.create(family, organizationId, userId, now, now.plus(LIFETIME));
                    families.addToken(
                            OpaqueTokens.hash(refresh), organizationId, family, now.plus(LIFETIME));
                });
        return new Tokens(
                family,
                userId,
                organizationId,
                accessTokens.issue(userId, organizationId, family),
                refresh);
    }

    /** The sign-in that a refresh token belongs to, whatever its state. */
    Optional<TokenFamilies.Refresh> find(String refreshToken) {
        return transactions.asSystem(() -> families.findToken(OpaqueTokens.hash(refreshToken)));
    }

    /**
     * @throws ProblemException (401) when the token is unknown, expired, revoked or used twice; the
     *     last revokes the family
     */
    Tokens refresh(String refreshToken) {
        TokenFamilies.Refresh token = find(refreshToken).orElseThrow(SignIns::refused);
        UUID organization = token.organizationId();
        Instant now = clock.instant();
        if (token.revokedAt() != null || !now.isBefore(token.expiresAt())) {
            throw refused();
        }
        byte[] hash = OpaqueTokens.hash(refreshToken);
        String successor = OpaqueTokens.encode(Secrets.hmac(successorKey, refreshToken));
        boolean accepted =
                transactions.inOrganization(
                        organization,
                        () -> {
                            // Read again after the update, which waits for a concurrent first use.
                            families.useToken(hash, now);
                            Instant used = families.findToken(hash).orElseThrow().usedAt();
                            if (used == null || used.plus(REPEAT).isBefore(now)) {
                                return false;
                            }
                            if (families.findHolder(token.familyId(), now).isEmpty()) {
                                throw refused();
                            }
                            families.addToken(
                                    OpaqueTokens.hash(successor),
                                    organization,
                                    token.familyId(),
                                    now.plus(LIFETIME));
                            families.extend(token.familyId(), now.plus(LIFETIME));
                            return true;
                        });
        if (!accepted) {
            end(organization, token.userId(), token.familyId());
            throw refused();
        }
        return new Tokens(
                token.familyId(),
                token.userId(),
                organization,
                accessTokens.issue(token.userId(), organization, token.familyId()),
                successor);
    }

    /** Ends one sign-in; harmless when it ended before. */
    void end(UUID organizationId, UUID userId, UUID familyId) {
        Instant now = clock.instant();
        transactions.inOrganization(organizationId, () -> families.revoke(familyId, now));
        holders.invalidate(familyId);
        events.publishEvent(new AccessEnded(organizationId, userId, familyId));
    }

    /** Ends all sign-ins of a person. */
    public void endAll(UUID organizationId, UUID userId) {
        Instant now = clock.instant();
        transactions.inOrganization(organizationId, () -> families.revokeAllOf(userId, now));
        holders.invalidateAll();
        events.publishEvent(new AccessEnded(organizationId, userId, null));
    }

    /** Forgets what is known about everybody, so that a changed role counts at once. */
    public void forget() {
        holders.invalidateAll();
    }

    /**
     * The person behind a sign-in, when it holds and they may come in; asks at most each second.
     */
    Optional<TokenFamilies.Holder> holder(UUID organizationId, UUID familyId) {
        return holders.get(
                familyId,
                id ->
                        transactions.inOrganization(
                                organizationId, () -> families.findHolder(id, clock.instant())));
    }

    private static ProblemException refused() {
        return ProblemException.unauthenticated(
                "refresh-refused", "The refresh token is unknown, used, expired or revoked.");
    }
}

package dev.astir.app.identity;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.platform.Secrets;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Sign-ins (token families): begun by a login, carried on by single-use refresh tokens, ended by
 * logout, suspension, or the second use of a token, which means that somebody copied it. The
 * successor of a refresh token is computed from it, so a repeat within {@link #REPEAT} (a lost
 * answer, two tabs) gets the same answer and does not fork the family. Thread-safe.
 */
@Singleton
public class SignIns {

    /** How long a sign-in holds without a refresh. */
    static final Duration LIFETIME = Duration.ofDays(7);

    /** How long a used refresh token is answered again. */
    static final Duration REPEAT = Duration.ofSeconds(30);

    private final TokenFamilies families;
    private final AccessTokens accessTokens;
    private final Transactions transactions;
    private final ApplicationEventPublisher<AccessChanged> events;
    private final Clock clock;
    private final byte[] successorKey;
    private final Holders holders;

    /** What a client gets to hold. */
    record Tokens(UUID familyId, UUID userId, UUID organizationId, String access, String refresh) {}

    SignIns(
            TokenFamilies families,
            AccessTokens accessTokens,
            Transactions transactions,
            ApplicationEventPublisher<AccessChanged> events,
            Secrets secrets,
            Clock clock) {
        this.families = families;
        this.accessTokens = accessTokens;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
        this.successorKey = secrets.key("refresh-token");
        this.holders = new Holders(families, transactions, clock, Ticker.systemTicker());
    }

    /**
     * Begins the sign-in of a person as they were when they were let in.
     *
     * @throws ProblemException (401) when they were suspended, or have another password, since: a
     *     login that was under way does not outlive the reset of its password
     */
    Tokens begin(User user, SignInOrigin origin) {
        String refresh = OpaqueTokens.generate("");
        UUID family = UUID.randomUUID();
        UUID organizationId = user.organizationId();
        Instant now = clock.instant();
        transactions.inOrganization(
                organizationId,
                () -> {
                    if (families.holdPerson(user.id(), user.passwordChangedAt()).isEmpty()) {
                        throw Logins.refused();
                    }
                    families.create(
                            family,
                            organizationId,
                            user.id(),
                            now,
                            now.plus(LIFETIME),
                            origin.address(),
                            origin.userAgent());
                    families.addToken(
                            OpaqueTokens.hash(refresh), organizationId, family, now.plus(LIFETIME));
                });
        return tokens(organizationId, user.id(), family, refresh);
    }

    /** A provider has let the person in. */
    void provenElsewhere(Tokens tokens, UUID providerId, String issuer) {
        transactions.inOrganization(
                tokens.organizationId(),
                () -> families.provenElsewhere(tokens.familyId(), providerId, issuer));
    }

    /**
     * Ends the sign-ins by password of everybody but administrators, in the transaction in which
     * the organization does without passwords.
     *
     * @return whose they were; {@link #accessChanged} of each follows the commit
     */
    public List<UUID> revokeByPassword() {
        List<UUID> people = families.signedInByPassword();
        families.revokeByPassword(clock.instant());
        return people;
    }

    /** Who is signed in by this provider, in the caller's transaction of the organization. */
    public List<UUID> signedInBy(UUID providerId) {
        return families.signedInBy(providerId);
    }

    /** The sign-in that a refresh token belongs to, whatever its state. */
    Optional<TokenFamilies.Refresh> find(String refreshToken) {
        return transactions.asSystem(() -> families.findToken(OpaqueTokens.hash(refreshToken)));
    }

    /** The sign-in that a refresh token belongs to, if its person is in by it. */
    Optional<TokenFamilies.Refresh> findHolding(String refreshToken) {
        return find(refreshToken)
                .filter(token ->
                        transactions
                                .inOrganization(
                                        token.organizationId(),
                                        () ->
                                                families.findHolder(
                                                        token.familyId(), clock.instant()))
                                .isPresent());
    }

    /**
     * @throws ProblemException (401) when the token is unknown, expired, revoked or used twice; the
     *     last revokes the family
     */
    Tokens refresh(String refreshToken, SignInOrigin origin) {
        TokenFamilies.Refresh token = find(refreshToken).orElseThrow(SignIns::refused);
        UUID organization = token.organizationId();
        Instant now = clock.instant();
        if (token.revokedAt() != null || !now.isBefore(token.expiresAt())) {
            throw refused();
        }
        byte[] hash = OpaqueTokens.hash(refreshToken);
        String successor = OpaqueTokens.encode(Secrets.hmac(successorKey, refreshToken));
        if (!transactions.inOrganization(
                organization, () -> use(token, hash, OpaqueTokens.hash(successor), now, origin))) {
            end(organization, token.userId(), token.familyId());
            throw refused();
        }
        return tokens(organization, token.userId(), token.familyId(), successor);
    }

    /** Whether this was the token's first use, or a repeat of it; then the sign-in goes on. */
    private boolean use(
            TokenFamilies.Refresh token,
            byte[] hash,
            byte[] successor,
            Instant now,
            SignInOrigin origin) {
        // Read again after the update, which waits for a concurrent first use.
        families.useToken(hash, now);
        Instant used = families.findToken(hash).orElseThrow().usedAt();
        if (used == null || used.plus(REPEAT).isBefore(now)) {
            return false;
        }
        UUID family = token.familyId();
        if (families.findHolder(family, now).isEmpty()) {
            throw refused();
        }
        families.addToken(successor, token.organizationId(), family, now.plus(LIFETIME));
        families.extend(family, now, now.plus(LIFETIME), origin.address(), origin.userAgent());
        return true;
    }

    private Tokens tokens(UUID organizationId, UUID userId, UUID familyId, String refresh) {
        String access = accessTokens.issue(userId, organizationId, familyId);
        return new Tokens(familyId, userId, organizationId, access, refresh);
    }

    /** Ends one sign-in; harmless when it ended before. */
    void end(UUID organizationId, UUID userId, UUID familyId) {
        Instant now = clock.instant();
        transactions.inOrganization(organizationId, () -> families.revoke(familyId, now));
        accessChanged(userId);
    }

    /**
     * Revokes all sign-ins of a person, in the transaction that shuts them out; {@link
     * #accessChanged} follows its commit.
     */
    public void revokeAll(UUID userId) {
        families.revokeAllOf(userId, clock.instant());
    }

    /** Makes a suspension or another role count at once, also for what the person holds open. */
    public void accessChanged(UUID userId) {
        forget(userId);
        events.publishEvent(new AccessChanged(userId));
    }

    /** Forgets what is remembered of a person, whose access has changed. */
    public void forget(UUID userId) {
        holders.forget(userId);
    }

    /** The person behind a credential, when it holds and they may come in. */
    Optional<TokenFamilies.Holder> holder(UUID organizationId, UUID userId, Credential credential) {
        return holders.find(organizationId, userId, credential.id());
    }

    /** The credentials of these that hold now, by their ids; never from memory. */
    Map<UUID, TokenFamilies.Held> held(List<Identity> identities) {
        UUID[] organizations = new UUID[identities.size()];
        UUID[] ids = new UUID[identities.size()];
        for (int i = 0; i < ids.length; i++) {
            organizations[i] = identities.get(i).caller().organizationId();
            ids[i] = identities.get(i).credential().id();
        }
        return transactions
                .asSystem(() -> families.findHeld(organizations, ids, clock.instant()))
                .stream()
                // Two sockets of one credential ask for the same.
                .collect(
                        Collectors.toMap(
                                TokenFamilies.Held::credentialId, held -> held, (a, b) -> a));
    }

    private static ProblemException refused() {
        return ProblemException.unauthenticated(
                "refresh-refused", "The refresh token is unknown, used, expired or revoked.");
    }
}

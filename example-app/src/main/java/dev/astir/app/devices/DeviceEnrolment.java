package dev.astir.app.devices;

import dev.astir.app.devices.EnrolmentTokenRepository.Bearer;
import dev.astir.app.feed.OrganizationFeed;
import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.Status;
import dev.astir.app.identity.User;
import dev.astir.app.identity.Users;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.policies.Policies;
import dev.astir.app.policies.PolicyVersion;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.Texts;
import dev.astir.protocol.Enrolment.EnrolRequest;
import dev.astir.protocol.Enrolment.Enrolled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a device gets its key: a person takes out a token, the device shows the policy, and with the
 * person's consent the token buys a key of the device's own. Thread-safe.
 */
@Singleton
class DeviceEnrolment {

    /** How long a token may be valid: 30 days. */
    static final long LONGEST_SECONDS = 30 * 24 * 60 * 60;

    /** How many devices a token may enrol. */
    static final int MOST_USES = 1_000;

    private static final Duration DEFAULT_VALIDITY = Duration.ofHours(1);

    /** What an enrolment token begins with. */
    private static final String TOKEN_PREFIX = "astir_enrol_";

    private final EnrolmentTokenRepository tokens;
    private final AgentRepository agents;
    private final Policies policies;
    private final Transactions transactions;
    private final Users users;
    private final OrganizationFeed feed;
    private final Clock clock;

    DeviceEnrolment(
            EnrolmentTokenRepository tokens,
            AgentRepository agents,
            Policies policies,
            Transactions transactions,
            Users users,
            OrganizationFeed feed,
            Clock clock) {
        this.tokens = tokens;
        this.agents = agents;
        this.policies = policies;
        this.transactions = transactions;
        this.users = users;
        this.feed = feed;
        this.clock = clock;
    }

    /**
     * A new token.
     *
     * @param userId whose devices; null for the caller's. Another person's only for administrators.
     * @param expiresInSeconds null for an hour
     * @param maxUses null for one device
     */
    EnrolmentToken issue(
            Caller caller,
            @Nullable UUID userId,
            @Nullable Long expiresInSeconds,
            @Nullable Integer maxUses) {
        UUID owner = userId == null ? caller.userId() : userId;
        long seconds = expiresInSeconds == null ? DEFAULT_VALIDITY.toSeconds() : expiresInSeconds;
        int uses = maxUses == null ? 1 : maxUses;
        if (!owner.equals(caller.userId()) && !caller.is(Role.ADMIN)) {
            throw ProblemException.forbidden(
                    "forbidden", "Only an administrator can enrol another person's device.");
        }
        Instant now = clock.instant();
        EnrolmentToken token =
                new EnrolmentToken(
                        UUID.randomUUID(),
                        OpaqueTokens.generate(TOKEN_PREFIX),
                        owner,
                        now.plusSeconds(seconds),
                        uses);
        transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    if (nameOf(owner).isEmpty()) {
                        throw ProblemException.notFound();
                    }
                    tokens.insert(
                            caller.organizationId(),
                            token.id(),
                            token.userId(),
                            caller.userId(),
                            OpaqueTokens.hash(token.token()),
                            now,
                            token.expiresAt(),
                            token.maxUses());
                });
        return token;
    }

    /** The policy that a device's person has to be shown. */
    PolicyVersion policyFor(String token) {
        return policies.current(bearer(token).organizationId());
    }

    /** Turns consent into a key; the key is not stored, only its hash. */
    Enrolled enrol(EnrolRequest request) {
        Bearer bearer = bearer(request.token());
        UUID organizationId = bearer.organizationId();
        UUID agentId = UUID.randomUUID();
        String key = OpaqueTokens.generate(Devices.KEY_PREFIX);
        transactions.inOrganization(
                organizationId,
                () -> {
                    PolicyVersion policy = policies.current(organizationId);
                    if (policy.version() != request.acknowledgedPolicy()) {
                        throw ProblemException.conflict(
                                "policy-changed",
                                "The policy is at version %d; version %d was acknowledged."
                                        .formatted(policy.version(), request.acknowledgedPolicy()),
                                Map.of("version", policy.version()));
                    }
                    Instant now = clock.instant();
                    if (!tokens.use(organizationId, OpaqueTokens.hash(request.token()), now)) {
                        throw unusable();
                    }
                    agents.insert(
                            organizationId,
                            agentId,
                            bearer.userId(),
                            Texts.clean(request.hostname()),
                            Texts.clean(request.os()),
                            OpaqueTokens.hash(key),
                            policy.version(),
                            now);
                    policies.acknowledge(organizationId, bearer.userId(), policy.version());
                    feed.publish(
                            organizationId,
                            DeviceFeed.enrolled(
                                    bearer.userId(),
                                    nameOf(bearer.userId()).orElseThrow(),
                                    agentId,
                                    Texts.clean(request.hostname())));
                });
        return new Enrolled(agentId, key);
    }

    private Bearer bearer(String token) {
        byte[] hash = OpaqueTokens.hash(token);
        return transactions
                .asSystem(() -> tokens.bearer(hash, clock.instant()))
                .orElseThrow(DeviceEnrolment::unusable);
    }

    /** In a transaction of the organization, which sees its own people alone. */
    private Optional<String> nameOf(UUID userId) {
        return users.findById(userId)
                .filter(user -> user.status() == Status.ACTIVE)
                .map(User::name);
    }

    private static ProblemException unusable() {
        return ProblemException.forbidden(
                "enrolment-token-unusable",
                "This enrolment token is not known, has expired, or was used up. Ask for a new one.");
    }
}

package dev.astir.app.devices;

import dev.astir.app.devices.EnrolmentTokenRepository.Bearer;
import dev.astir.app.feed.OrganizationFeed;
import dev.astir.app.identity.Users;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.policies.Policies;
import dev.astir.app.policies.PolicyVersion;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.Texts;
import dev.astir.protocol.Enrolment.EnrolRequest;
import dev.astir.protocol.Enrolment.Enrolled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * How a device gets its key: it shows the policy, and with the person's consent a token buys a key
 * of the device's own. Thread-safe.
 */
@Singleton
class DeviceEnrolment {

    private final EnrolmentTokenUse tokens;
    private final AgentRepository agents;
    private final Policies policies;
    private final Transactions transactions;
    private final Users users;
    private final OrganizationFeed feed;
    private final Trail trail;
    private final Clock clock;

    DeviceEnrolment(
            EnrolmentTokenUse tokens,
            AgentRepository agents,
            Policies policies,
            Transactions transactions,
            Users users,
            OrganizationFeed feed,
            Trail trail,
            Clock clock) {
        this.tokens = tokens;
        this.agents = agents;
        this.policies = policies;
        this.transactions = transactions;
        this.users = users;
        this.feed = feed;
        this.trail = trail;
        this.clock = clock;
    }

    /** The policy that a device's person has to be shown. */
    PolicyVersion policyFor(String token) {
        return policies.current(tokens.bearer(token).organizationId());
    }

    /** Turns consent into a key; the key is not stored, only its hash. */
    Enrolled enrol(EnrolRequest request) {
        Bearer bearer = tokens.bearer(request.token());
        UUID organizationId = bearer.organizationId();
        UUID agentId = UUID.randomUUID();
        // Cleaned and not refused: people cannot always choose how their computer is called.
        String hostname = Texts.oneLine(request.hostname());
        String key = OpaqueTokens.generate(Devices.KEY_PREFIX);
        transactions.inOrganization(
                organizationId,
                () -> {
                    policies.acknowledge(
                            Actor.person(organizationId, bearer.userId()),
                            bearer.userId(),
                            request.acknowledgedPolicy());
                    Instant now = clock.instant();
                    tokens.spend(organizationId, request.token(), now);
                    agents.insert(
                            organizationId,
                            agentId,
                            bearer.userId(),
                            hostname,
                            Texts.oneLine(request.os()),
                            OpaqueTokens.hash(key),
                            request.acknowledgedPolicy(),
                            now);
                    trail.changed(
                            Actor.person(organizationId, bearer.userId()),
                            "device.enrolled",
                            bearer.userId(),
                            Map.of(
                                    "deviceId",
                                    agentId,
                                    "hostname",
                                    hostname,
                                    "acknowledgedPolicy",
                                    request.acknowledgedPolicy()));
                    feed.publish(
                            organizationId,
                            DeviceFeed.enrolled(
                                    bearer.userId(),
                                    users.findById(bearer.userId()).orElseThrow().name(),
                                    agentId,
                                    hostname));
                });
        return new Enrolled(agentId, key);
    }
}

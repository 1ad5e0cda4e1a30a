package dev.astir.app.capture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.astir.app.policies.Consent;
import dev.astir.app.policies.Policies;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells lines what applies to their people after news. One question at a time, about all of an
 * organization who wait: so what is told last was asked last. Thread-safe.
 */
final class LinePolicies {

    private static final Logger LOG = LoggerFactory.getLogger(LinePolicies.class);

    private final Policies policies;
    private final LineTurns turns;

    LinePolicies(Policies policies, Executor executor) {
        this.policies = policies;
        this.turns = new LineTurns(executor, Integer.MAX_VALUE, this::tell);
    }

    /** Tells these soon. Returns at once. */
    void soon(Collection<AgentLine> lines) {
        turns.soon(lines);
    }

    private void tell(List<AgentLine> some) {
        some.stream()
                .collect(groupingBy(line -> line.enrolled().organizationId()))
                .forEach(this::tell);
    }

    private void tell(UUID organizationId, List<AgentLine> lines) {
        try {
            Map<UUID, Consent> consents =
                    policies.consents(
                            organizationId, lines.stream().map(AgentLine::userId).collect(toSet()));
            for (AgentLine line : lines) {
                Consent consent = consents.get(line.userId());
                if (consent != null) {
                    line.policyChanged(consent);
                }
            }
        } catch (RuntimeException | Error e) {
            // Also an error: nobody would be told any more. They are with their next message.
            LOG.warn("{} agents were not told of the policy", lines.size(), e);
        }
    }
}

package dev.astir.app.capture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.astir.app.policies.Consent;
import dev.astir.app.policies.Policies;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Executor executor;
    private final Set<AgentLine> waiting = new LinkedHashSet<>();
    private boolean running;

    LinePolicies(Policies policies, Executor executor) {
        this.policies = policies;
        this.executor = executor;
    }

    /** Tells these soon. Returns at once. */
    void soon(Collection<AgentLine> lines) {
        synchronized (waiting) {
            waiting.addAll(lines);
            if (running || waiting.isEmpty()) {
                return;
            }
            running = true;
        }
        executor.execute(this::work);
    }

    private void work() {
        for (List<AgentLine> some = take(); !some.isEmpty(); some = take()) {
            some.stream()
                    .collect(groupingBy(line -> line.enrolled().organizationId()))
                    .forEach(this::tell);
        }
    }

    private List<AgentLine> take() {
        synchronized (waiting) {
            List<AgentLine> all = List.copyOf(waiting);
            waiting.clear();
            running = !all.isEmpty();
            return all;
        }
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

package dev.astir.agent.privacy;

import dev.astir.protocol.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Which policy the person agreed to, and which newer one waits for that. Immutable.
 *
 * @param agreed the last policy that the person acknowledged
 * @param pending the policy now in force, if the person has not acknowledged it
 */
public record Consent(Policy agreed, @Nullable Policy pending) {

    /** The person agreed to this policy, and nothing waits. */
    public static Consent to(Policy policy) {
        return new Consent(policy, null);
    }

    /** What applies: of a pending policy, only what is stricter. */
    public Policy effective() {
        return pending == null ? agreed : agreed.strictest(pending);
    }

    /**
     * The consent after the server named a policy.
     *
     * @param policy the policy now in force
     * @param acknowledged whether the person acknowledged this version, here or in the browser
     */
    public Consent after(Policy policy, boolean acknowledged) {
        if (acknowledged || policy.equals(agreed)) {
            return to(policy);
        }
        return new Consent(agreed, policy);
    }
}

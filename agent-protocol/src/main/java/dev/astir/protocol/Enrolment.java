package dev.astir.protocol;

import java.util.UUID;

/**
 * The bodies by which a device is enrolled: first {@code POST /api/agents/policy} shows what will
 * be captured, then {@code POST /api/agents/enrol} carries the consent. All are immutable; tokens
 * and keys do not show in {@code toString()}.
 */
public final class Enrolment {

    private static final int MAX_TOKEN_LENGTH = 512;

    /**
     * The body of {@code POST /api/agents/policy}.
     *
     * @param token an enrolment token, 1 to 512 characters
     */
    public record PolicyRequest(String token) {

        /**
         * @throws InvalidMessageException if a bound is broken
         */
        public PolicyRequest {
            Bounds.secret("token", token, MAX_TOKEN_LENGTH);
        }

        @Override
        public String toString() {
            return "PolicyRequest[token=…]";
        }
    }

    /**
     * The answer of {@code POST /api/agents/policy}.
     *
     * @param version the policy's version, to be acknowledged
     * @param text the policy in words, for the person to read
     * @param settings the policy as the agent applies it; its version is {@code version}
     */
    public record PolicyOffer(int version, String text, Policy settings) {

        /**
         * @throws InvalidMessageException if a part is missing
         */
        public PolicyOffer {
            Bounds.present("text", text, "a string");
            Bounds.present("settings", settings, "an object");
        }
    }

    /**
     * The body of {@code POST /api/agents/enrol}.
     *
     * @param token the enrolment token, 1 to 512 characters
     * @param hostname the device's name, 1 to 255 characters
     * @param os the operating system, 1 to 128 characters
     * @param acknowledgedPolicy the version that the person was shown and agreed to
     */
    public record EnrolRequest(String token, String hostname, String os, int acknowledgedPolicy) {

        /**
         * @throws InvalidMessageException if a bound is broken
         */
        public EnrolRequest {
            Bounds.secret("token", token, MAX_TOKEN_LENGTH);
            Bounds.required("hostname", hostname, 255);
            Bounds.required("os", os, 128);
            Bounds.between("acknowledgedPolicy", acknowledgedPolicy, 1, Integer.MAX_VALUE);
        }

        @Override
        public String toString() {
            return "EnrolRequest[token=…, hostname=%s, os=%s, acknowledgedPolicy=%d]"
                    .formatted(hostname, os, acknowledgedPolicy);
        }
    }

    /**
     * The answer of {@code POST /api/agents/enrol}.
     *
     * @param agentId the device's id
     * @param agentKey the device's key, shown this once; 1 to 512 characters
     */
    public record Enrolled(UUID agentId, String agentKey) {

        /**
         * @throws InvalidMessageException if a bound is broken
         */
        public Enrolled {
            Bounds.present("agentId", agentId, "a UUID");
            Bounds.secret("agentKey", agentKey, MAX_TOKEN_LENGTH);
        }

        @Override
        public String toString() {
            return "Enrolled[agentId=%s, agentKey=…]".formatted(agentId);
        }
    }

    private Enrolment() {}
}

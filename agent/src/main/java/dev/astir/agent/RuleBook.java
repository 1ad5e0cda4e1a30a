package dev.astir.agent;

import dev.astir.agent.privacy.Consent;
import dev.astir.agent.privacy.ConsentFile;
import dev.astir.agent.privacy.PrivacyRules;
import dev.astir.protocol.Policy;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules at the moment, from the person's consent, settings and pause. A policy that the server
 * names counts from the next look on.
 *
 * <p>Thread-safe.
 */
final class RuleBook {

    private static final Logger log = LoggerFactory.getLogger(RuleBook.class);

    private final ConsentFile file;
    private final Settings settings;
    private final Pause pause;
    private final Clock clock;
    private Consent consent;
    private PrivacyRules privacy;

    RuleBook(ConsentFile file, Consent consent, Settings settings, Pause pause, Clock clock) {
        this.file = file;
        this.settings = settings;
        this.pause = pause;
        this.clock = clock;
        this.consent = consent;
        this.privacy = privacy(consent, settings);
    }

    synchronized Agent.Rules now() {
        return new Agent.Rules(
                privacy,
                Duration.ofSeconds(consent.effective().idleAfterSeconds()),
                pause.isOn(clock.instant()));
    }

    /** The server named the policy in force. */
    synchronized void policy(Policy policy, boolean acknowledged) {
        Consent changed = consent.after(policy, acknowledged);
        if (changed.equals(consent)) {
            return;
        }
        consent = changed;
        privacy = privacy(changed, settings);
        if (changed.pending() == null) {
            log.info("Policy version {} applies", policy.version());
        } else {
            log.warn(
                    "Policy version {} waits for your acknowledgement{}; until then, only what is"
                            + " stricter in it applies",
                    policy.version(),
                    settings.policyPage());
        }
        try {
            file.write(changed);
        } catch (UncheckedIOException e) {
            // The server names it again at the next start; until then it holds in memory.
            log.warn("The policy could not be kept", e);
        }
    }

    private static PrivacyRules privacy(Consent consent, Settings settings) {
        return new PrivacyRules(
                consent.effective(), settings.titlesAllowed(), settings.neverCapture());
    }
}

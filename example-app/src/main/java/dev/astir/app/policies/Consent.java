package dev.astir.app.policies;

import dev.astir.app.web.Texts;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.Policy;
import dev.astir.protocol.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be kept and shown of one person: what every version of the policy allows from the one
 * they agreed to last up to the one in force. So what a version took back stays taken back, until
 * they agree to one that captures it again. The agent applies the same; this is for the agent that
 * does not.
 *
 * <p>Immutable.
 *
 * @param current the policy in force
 * @param isGiven whether the person agreed to any version
 * @param acknowledged whether nothing waits for them: they agreed to that version, or it captures
 *     no more than they agreed to
 * @param titles whether window titles may be kept
 * @param media whether what introspection finds may be kept
 * @param insights whether managers may look at their insights
 * @param never applications whose time only shows as private
 */
public record Consent(
        Policy current,
        boolean isGiven,
        boolean acknowledged,
        boolean titles,
        boolean media,
        boolean insights,
        NeverCaptured never) {

    /**
     * @param versions from the one that the person agreed to last, up to the one in force
     */
    static Consent of(List<PolicyVersion> versions) {
        Policy both = versions.getFirst().settings();
        Integer days = versions.getFirst().retentionDays();
        for (PolicyVersion version : versions) {
            both = both.strictest(version.settings());
            days = shorter(days, version.retentionDays());
        }
        PolicyVersion current = versions.getLast();
        boolean insights = versions.stream().allMatch(PolicyVersion::insightsForManagers);
        boolean isWider =
                (current.captureTitles() && !both.captureTitles())
                        || (current.introspection() && !both.introspection())
                        || both.neverCapture().size() > current.neverCapture().size()
                        || both.idleAfterSeconds() > current.idleAfterSeconds()
                        || (current.insightsForManagers() && !insights)
                        || versions.stream()
                                .anyMatch(version ->
                                        version.idleAlerts().compareTo(current.idleAlerts()) < 0)
                        || (days != null && current.isKeptLonger(days));
        return new Consent(
                current.settings(),
                true,
                versions.size() == 1 || !isWider,
                both.captureTitles(),
                both.introspection(),
                insights,
                NeverCaptured.of(both.neverCapture()));
    }

    static Consent none(Policy current) {
        return new Consent(
                current, false, false, false, false, false, NeverCaptured.of(List.of("*")));
    }

    private static @Nullable Integer shorter(@Nullable Integer a, @Nullable Integer b) {
        return a == null || (b != null && b < a) ? b : a;
    }

    /** The span without what may not be kept. */
    public Span applyTo(Span span) {
        boolean open = span.kind() != Span.Kind.PRIVATE && !never.includes(span.app());
        return new Span(
                span.id(),
                span.start(),
                span.end(),
                open || span.kind() != Span.Kind.ACTIVE ? span.kind() : Span.Kind.PRIVATE,
                open ? clean(span.app()) : null,
                open ? clean(span.site()) : null,
                open && titles ? clean(span.title()) : null,
                open && media ? clean(span.media()) : null);
    }

    /** The state without what may not be shown. */
    public State applyTo(State state) {
        boolean open = !never.includes(state.app());
        return new State(
                state.at(),
                state.state(),
                open ? clean(state.app()) : null,
                open ? clean(state.site()) : null,
                open && titles ? clean(state.title()) : null,
                open && media ? clean(state.media()) : null);
    }

    private static @Nullable String clean(@Nullable String text) {
        String shown = text == null ? "" : Texts.oneLine(text);
        return shown.isBlank() ? null : shown;
    }
}

package dev.astir.app.policies;

import dev.astir.app.web.Texts;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.Policy;
import dev.astir.protocol.Span;
import org.jspecify.annotations.Nullable;

/**
 * What may be kept of one person: what the policy in force captures, as far as they agreed to it.
 * The agent applies the same; this is for the agent that does not.
 *
 * <p>Immutable.
 *
 * @param current the policy in force
 * @param acknowledged whether the person agreed to that version
 * @param titles whether window titles may be kept
 * @param media whether what introspection finds may be kept
 */
public record Consent(Policy current, boolean acknowledged, boolean titles, boolean media) {

    static Consent of(Policy current, Policy agreed) {
        Policy both = agreed.strictest(current);
        return new Consent(
                current,
                agreed.version() == current.version(),
                both.captureTitles(),
                both.introspection());
    }

    static Consent none(Policy current) {
        return new Consent(current, false, false, false);
    }

    /** The span without what may not be kept. */
    public Span applyTo(Span span) {
        boolean open = span.kind() != Span.Kind.PRIVATE;
        return new Span(
                span.id(),
                span.start(),
                span.end(),
                span.kind(),
                open ? clean(span.app()) : null,
                open ? clean(span.site()) : null,
                open && titles ? clean(span.title()) : null,
                open && media ? clean(span.media()) : null);
    }

    /** The state without what may not be shown. */
    public State applyTo(State state) {
        return new State(
                state.at(),
                state.state(),
                clean(state.app()),
                clean(state.site()),
                titles ? clean(state.title()) : null,
                media ? clean(state.media()) : null);
    }

    private static @Nullable String clean(@Nullable String text) {
        String shown = text == null ? "" : Texts.oneLine(text);
        return shown.isBlank() ? null : shown;
    }
}

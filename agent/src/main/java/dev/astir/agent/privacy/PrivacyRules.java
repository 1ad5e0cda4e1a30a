package dev.astir.agent.privacy;

import dev.astir.agent.probe.Observation;
import dev.astir.agent.probe.Window;
import dev.astir.protocol.Policy;
import dev.astir.protocol.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of an observation may be kept: applied before anything is stored, shown or sent.
 *
 * <p>Immutable.
 */
public final class PrivacyRules {

    private final boolean captureTitles;
    private final List<Pattern> neverCapture;

    /**
     * The rules of a policy and of the person, of which the stricter counts.
     *
     * @param policy what the person agreed to
     * @param personAllowsTitles whether the person's own settings allow titles where the policy
     *     does
     * @param personNeverCaptures applications that the person added to the policy's list
     */
    public PrivacyRules(
            Policy policy, boolean personAllowsTitles, List<String> personNeverCaptures) {
        this.captureTitles = policy.captureTitles() && personAllowsTitles;
        List<String> names = new ArrayList<>(policy.neverCapture());
        names.addAll(personNeverCaptures);
        this.neverCapture = names.stream().map(PrivacyRules::pattern).toList();
    }

    /** Whether titles may be kept; where not, they need not even be read. */
    public boolean captureTitles() {
        return captureTitles;
    }

    /** What may be kept. */
    public Captured apply(Observation observation) {
        Window window = observation.window();
        if (window == null) {
            return Captured.NOTHING;
        }
        if (isHidden(window)) {
            return Captured.HIDDEN;
        }
        String app = clean(window.app(), Span.MAX_NAME_LENGTH);
        String title = captureTitles ? clean(window.title(), Span.MAX_TEXT_LENGTH) : null;
        return new Captured(false, app == null ? "unknown" : app, title);
    }

    private boolean isHidden(Window window) {
        return Stream.of(window.app(), String.valueOf(window.instance()))
                .anyMatch(name -> neverCapture.stream().anyMatch(p -> p.matcher(name).matches()));
    }

    /** A name in any case, in which * stands for any characters. */
    private static Pattern pattern(String name) {
        String regex =
                Stream.of(name.strip().split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
        return Pattern.compile(
                regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    private static @Nullable String clean(@Nullable String text, int max) {
        if (text == null) {
            return null;
        }
        String plain = text.replaceAll("\\p{Cntrl}+", " ").strip();
        if (plain.length() > max) {
            int end = Character.isHighSurrogate(plain.charAt(max - 1)) ? max - 1 : max;
            plain = plain.substring(0, end);
        }
        return plain.isEmpty() ? null : plain;
    }
}

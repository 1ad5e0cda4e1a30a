package dev.astir.app.policies;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Applications whose time only shows as private, by the agent's own rule: names in any case, in
 * which {@code *} stands for any characters. Immutable.
 */
public final class NeverCaptured {

    private final List<Pattern> patterns;

    private NeverCaptured(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    static NeverCaptured of(List<String> names) {
        return new NeverCaptured(names.stream().map(NeverCaptured::pattern).toList());
    }

    /** Whether nothing of this application may be kept. */
    boolean includes(@Nullable String app) {
        return app != null && patterns.stream().anyMatch(pattern -> pattern.matcher(app).matches());
    }

    private static Pattern pattern(String name) {
        String regex =
                Stream.of(name.strip().split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
        return Pattern.compile(
                regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }
}

package dev.astir.app.feed;

import java.util.Locale;
import java.util.Set;

/**
 * Types of events that state what the app itself observed or judges, or was told by a system that
 * proved which it is. People may say what they like under other types; these nobody publishes,
 * rewrites or deletes by hand, whatever their role: a correction is an event of its own. It goes by
 * the first word, in any case, so that a type which no feature declares yet cannot be taken
 * beforehand. Stateless.
 */
final class ObservedTypes {

    private static final Set<String> FIRST_WORDS =
            Set.of(
                    "agent",
                    "alert",
                    "app",
                    "idle",
                    "integration",
                    "person",
                    "policy",
                    "presence",
                    "session",
                    "system",
                    "user");

    static boolean includes(String type) {
        int dot = type.indexOf('.');
        String first = dot < 0 ? type : type.substring(0, dot);
        return FIRST_WORDS.contains(first.toLowerCase(Locale.ROOT));
    }

    private ObservedTypes() {}
}

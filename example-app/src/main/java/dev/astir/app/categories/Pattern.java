package dev.astir.app.categories;

import com.google.re2j.PatternSyntaxException;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The pattern of one rule, ready to be compared with texts in lower case. Every text takes a time
 * that is linear in its length, whatever the pattern. Immutable.
 */
final class Pattern {

    /** Of a regular expression: so much is done at most for each character of a text. */
    static final int MAX_PROGRAM = 500;

    private static final int FLAGS =
            com.google.re2j.Pattern.CASE_INSENSITIVE | com.google.re2j.Pattern.DOTALL;

    private final Predicate<String> test;

    private Pattern(Predicate<String> test) {
        this.test = test;
    }

    /**
     * Compiles a rule's pattern.
     *
     * @throws IllegalArgumentException with what it must be instead
     */
    static Pattern of(Rule rule) {
        String text = rule.pattern();
        String folded = text.toLowerCase(Locale.ROOT);
        return new Pattern(
                switch (rule.match()) {
                    case EQUALS -> rule.field() == Field.SITE ? host(folded) : folded::equals;
                    case PREFIX -> value -> value.startsWith(folded);
                    case WILDCARD -> wildcard(text);
                    case REGEX -> regex(text);
                });
    }

    /**
     * Whether it matches.
     *
     * @param folded as {@link #fold} makes it; null for none
     */
    boolean matches(@Nullable String folded) {
        return folded != null && !folded.isEmpty() && test.test(folded);
    }

    private static Predicate<String> host(String folded) {
        if (!folded.matches("[^\\s/:?#]+")) {
            throw new IllegalArgumentException("the name of a host, such as example.org");
        }
        String below = "." + folded;
        return host -> host.equals(folded) || host.endsWith(below);
    }

    private static Predicate<String> wildcard(String text) {
        StringBuilder expression = new StringBuilder("^");
        text.replaceAll("[*]+", "*")
                .codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '*' -> expression.append(".*");
                        case '?' -> expression.append('.');
                        default ->
                                expression.append(
                                        com.google.re2j.Pattern.quote(Character.toString(c)));
                    }
                });
        return compile(expression.append('$').toString());
    }

    private static Predicate<String> regex(String text) {
        // Between \Q and \E braces and brackets mean something else, and would be counted wrongly.
        if (text.contains("\\Q") || ProgramSize.of(text) > MAX_PROGRAM) {
            throw new IllegalArgumentException(
                    "a shorter regular expression, with fewer repetitions and without \\Q");
        }
        return compile(text);
    }

    private static Predicate<String> compile(String expression) {
        try {
            com.google.re2j.Pattern compiled = com.google.re2j.Pattern.compile(expression, FLAGS);
            if (compiled.programSize() > MAX_PROGRAM) {
                throw new IllegalArgumentException(
                        "a shorter regular expression, with fewer repetitions");
            }
            return value -> compiled.matcher(value).find();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "a regular expression (" + e.getDescription() + ")", e);
        }
    }

    /** A text, as patterns are compared with it: once for all of them. */
    static @Nullable String fold(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}

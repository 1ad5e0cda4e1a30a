package dev.astir.stream.digest;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of a summary, in one language or several. They are patterns of {@link MessageFormat}: a
 * rule's has the number of events as <code>{0}</code> and, if it is of one type, the number of
 * things that they are about as <code>{1}</code>, for example <code>
 * {0,choice,1#1 comment|1&lt;{0} comments} in {1,choice,1#1 thread|1&lt;{1} threads}</code>; a
 * name's has the thing as <code>{0}</code>. Immutable.
 */
public final class SummaryWords {
    private final Map<Locale, Words> languages;
    private final Locale standard;

    private SummaryWords(Map<Locale, Words> languages, Locale standard) {
        this.languages = Map.copyOf(languages);
        this.standard = standard;
    }

    /** Starts with the words of the language for readers whose own is not there. */
    public static Builder builder(Words words) {
        return new Builder(words);
    }

    /** English, with numbers and the names of types alone. */
    public static SummaryWords ofDefaults() {
        return builder(
                        Words.builder(Locale.ENGLISH)
                                .other("{0,choice,1#1 event|1<{0} events}")
                                .nothing("nothing")
                                .build())
                .build();
    }

    /**
     * The language that a reader asks for.
     *
     * @param accepted an {@code Accept-Language} (RFC 9110); null, or one that cannot be read, asks
     *     for none
     */
    Words forReader(@Nullable String accepted) {
        Locale found = null;
        if (accepted != null) {
            try {
                found =
                        Locale.lookup(
                                Locale.LanguageRange.parse(accepted),
                                List.copyOf(languages.keySet()));
            } catch (IllegalArgumentException e) {
                found = null;
            }
        }
        Words words = languages.get(found == null ? standard : found);
        if (words == null) {
            throw new IllegalStateException("no words in " + standard);
        }
        return words;
    }

    /** Collects languages. Not thread-safe. */
    public static final class Builder {
        private final Map<Locale, Words> languages = new HashMap<>();
        private final Locale standard;

        private Builder(Words words) {
            standard = words.language;
            languages.put(standard, words);
        }

        /** Adds another language. */
        public Builder add(Words words) {
            languages.put(words.language, words);
            return this;
        }

        /** Makes them. */
        public SummaryWords build() {
            return new SummaryWords(languages, standard);
        }
    }

    /** A rule: which types make a line, and how it reads. */
    record Rule(String kind, List<String> types, String pattern) {
        boolean countsThings() {
            return pattern.contains("{1");
        }
    }

    /** The words of one language. Immutable. */
    public static final class Words {
        private final Locale language;
        private final List<Rule> rules;
        private final Map<String, String> names;
        private final String other;
        private final String nothing;

        private Words(WordsBuilder builder) {
            language = builder.language;
            rules = List.copyOf(builder.rules);
            names = Map.copyOf(builder.names);
            other = builder.other;
            nothing = builder.nothing;
        }

        /** Starts a language's words. */
        public static WordsBuilder builder(Locale language) {
            return new WordsBuilder(language);
        }

        Locale language() {
            return language;
        }

        List<Rule> rules() {
            return rules;
        }

        String other(long count) {
            return text(other, count);
        }

        String nothing() {
            return nothing;
        }

        /** What happened to a thing; null if there are no words for it. */
        @Nullable String named(String eventType, String thing) {
            @Nullable String pattern = names.get(eventType);
            return pattern == null ? null : text(pattern, thing);
        }

        String text(String pattern, Object... values) {
            return new MessageFormat(pattern, language).format(values);
        }
    }

    /** Collects a language's words; what is not set is said in English. Not thread-safe. */
    public static final class WordsBuilder {
        private final Locale language;
        private final List<Rule> rules = new ArrayList<>();
        private final Map<String, String> names = new LinkedHashMap<>();
        private String other = "{0,choice,1#1 event|1<{0} events}";
        private String nothing = "nothing";

        private WordsBuilder(Locale language) {
            this.language = language;
        }

        /**
         * Adds a line; the first rule that names a type counts it.
         *
         * @param kind what the line is called
         * @param pattern how it reads
         * @param types the types that it counts, each written out; one alone if the pattern has
         *     <code>{1}</code>
         * @throws IllegalArgumentException if the pattern is none, or has <code>{1}</code> and
         *     counts several types, whose things would be counted twice
         */
        public WordsBuilder line(String kind, String pattern, String... types) {
            Rule rule = new Rule(kind, List.of(types), checked(pattern));
            if (rule.countsThings() && types.length != 1) {
                throw new IllegalArgumentException(
                        kind + ": things can be counted of one type alone");
            }
            rules.add(rule);
            return this;
        }

        /** Sets how it reads that an important event of a type happened to a thing. */
        public WordsBuilder named(String type, String pattern) {
            names.put(type, checked(pattern));
            return this;
        }

        /** Sets how the rest reads. */
        public WordsBuilder other(String pattern) {
            other = checked(pattern);
            return this;
        }

        /** Sets how it reads that nothing happened. */
        public WordsBuilder nothing(String text) {
            nothing = text;
            return this;
        }

        private String checked(String pattern) {
            MessageFormat unused = new MessageFormat(pattern, language);
            return pattern;
        }

        /** Makes them. */
        public Words build() {
            return new Words(this);
        }
    }
}

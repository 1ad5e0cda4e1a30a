package dev.astir.app.categories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules match. */
class PatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app   | equals   | code            | Code                        | true",
                "app   | equals   | Code            | Code - Insiders             | false",
                "app   | equals   | ÄPFEL           | äpfel                       | true",
                "app   | prefix   | jetbrains-      | JetBrains-IDEA              | true",
                "app   | prefix   | jetbrains-      | my jetbrains-idea           | false",
                "site  | equals   | GitHub.com      | github.com                  | true",
                "site  | equals   | github.com      | gist.GitHub.com             | true",
                "site  | equals   | github.com      | notgithub.com               | false",
                "site  | equals   | gist.github.com | github.com                  | false",
                "site  | prefix   | git             | gitlab.com                  | true",
                "title | wildcard | *pull request*  | My Pull Request #12         | true",
                "title | wildcard | pull request*   | My pull request             | false",
                "title | wildcard | CAT-??          | cat-12                      | true",
                "title | wildcard | CAT-??          | CAT-123                     | false",
                "title | wildcard | a.c             | abc                         | false",
                "title | wildcard | (unclosed*      | (unclosed here              | true",
                "title | regex    | CAT-\\d+        | [cat-123] mend              | true",
                "title | regex    | ^CAT-\\d+$      | [CAT-123]                   | false",
                "url   | regex    | /pull/[0-9]+    | https://github.com/a/pull/1 | true",
                "url   | prefix   | https://docs.   | https://docs.example.org/x  | true"
            })
    void matches(String field, String match, String pattern, String text, boolean expected) {
        assertThat(pattern(field, match, pattern).matches(Pattern.fold(text))).isEqualTo(expected);
    }

    @Test
    void whatIsMissingMatchesNothing() {
        for (String anything : new String[] {"*", "a*"}) {
            assertThat(pattern("title", "wildcard", anything).matches(null)).isFalse();
            assertThat(pattern("app", "regex", anything.equals("*") ? ".*" : "a*").matches(""))
                    .isFalse();
        }
    }

    /** Also those that would fill the memory before anybody could count their instructions. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(unclosed",
                "[a",
                "a{2000}",
                "(?=a)",
                "((((a{1000}){1000}){1000}){1000}){1000}",
                "((a{10}){10}){10}",
                "(\\Q)\\E a{1000}){1000}",
                "[]](x{100}){100}",
                "(a{30}|b{30}){40}"
            })
    void refuses(String pattern) {
        assertThatThrownBy(() -> pattern("title", "regex", pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("regular expression");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
                "(invoice|rechnung) no\\. ?[0-9]{1,8}",
                "[{}]{2}",
                "a{x}"
            })
    void takes(String pattern) {
        assertThat(ProgramSize.of(pattern)).isLessThan(Pattern.MAX_PROGRAM);
        assertThat(pattern("title", "regex", pattern)).isNotNull();
    }

    /** Backtracking would take longer than anybody lives. */
    @Test
    void timeIsLinearInTheText() {
        Pattern pattern = pattern("title", "regex", "(a+)+$");

        assertThat(pattern.matches("a".repeat(40) + "!")).isFalse();
        assertThat(pattern.matches("a".repeat(1_000_000) + "!")).isFalse();
        assertThat(pattern.matches("a".repeat(40))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://github.com", "github.com/astir", "two words", "host:8080"})
    void aSiteIsAHost(String pattern) {
        assertThatThrownBy(() -> pattern("site", "equals", pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host");
    }

    private static Pattern pattern(String field, String match, String pattern) {
        return Pattern.of(
                new Rule(
                        Field.valueOf(field.toUpperCase(Locale.ROOT)),
                        Match.valueOf(match.toUpperCase(Locale.ROOT)),
                        pattern));
    }
}

package dev.astir.agent.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.agent.probe.Observation;
import dev.astir.agent.probe.Window;
import dev.astir.protocol.Policy;
import dev.astir.protocol.Span;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyRulesTest {

    @Test
    void keepsTheAppAndNoTitleByDefault() {
        Captured captured = rules(false, true).apply(seen("Firefox", "My bank"));
        assertThat(captured).isEqualTo(new Captured(false, "Firefox", null));
    }

    @Test
    void keepsTitlesOnlyWherePolicyAndPersonAllowThem() {
        assertThat(rules(true, true).apply(seen("Firefox", "News")).title()).isEqualTo("News");
        assertThat(rules(true, false).apply(seen("Firefox", "News")).title()).isNull();
        assertThat(rules(true, false).captureTitles()).isFalse();
        assertThat(rules(false, true).captureTitles()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "KeePassXC, KeePassXC",
        "keepassxc, KeePassXC",
        "KeePass*, KeePassXC",
        "*pass*, KeePassXC",
        "org.signal.*, org.signal.Signal",
        "ÄPFEL, äpfel",
    })
    void hidesWhatIsNeverCaptured(String listed, String app) {
        PrivacyRules byPolicy = new PrivacyRules(policy(true, List.of(listed)), true, List.of());
        assertThat(byPolicy.apply(seen(app, "secret"))).isEqualTo(Captured.HIDDEN);
        PrivacyRules byPerson = new PrivacyRules(policy(true, List.of()), true, List.of(listed));
        assertThat(byPerson.apply(seen(app, "secret"))).isEqualTo(Captured.HIDDEN);
    }

    @ParameterizedTest
    @CsvSource({"KeePass, KeePassXC", "a.c, abc", "KeePassXC, Firefox"})
    void hidesNothingElse(String listed, String app) {
        PrivacyRules rules = new PrivacyRules(policy(true, List.of(listed)), true, List.of());
        assertThat(rules.apply(seen(app, "t"))).isEqualTo(new Captured(false, app, "t"));
    }

    @Test
    void hidesByTheInstanceNameToo() {
        PrivacyRules rules = new PrivacyRules(policy(true, List.of("vault")), true, List.of());
        Window window = new Window("XTerm", "vault", "t", 1);
        assertThat(rules.apply(new Observation(window, Duration.ZERO))).isEqualTo(Captured.HIDDEN);
    }

    @Test
    void keepsNothingWhereNoWindowHasTheFocus() {
        assertThat(rules(true, true).apply(new Observation(null, Duration.ZERO)))
                .isEqualTo(Captured.NOTHING);
    }

    @Test
    void bringsNamesAndTitlesIntoTheProtocolsBounds() {
        String emoji = "🙂".repeat(600);
        Captured captured = rules(true, true).apply(seen("a\u0000b\n" + "x".repeat(300), emoji));
        assertThat(captured.app())
                .startsWith("a b x")
                .hasSizeLessThanOrEqualTo(Span.MAX_NAME_LENGTH);
        assertThat(captured.title()).isEqualTo("🙂".repeat(Span.MAX_TEXT_LENGTH / 2));
        assertThat(rules(true, true).apply(seen("  ", "  ")))
                .isEqualTo(new Captured(false, "unknown", null));
    }

    private static PrivacyRules rules(boolean policyTitles, boolean personAllowsTitles) {
        return new PrivacyRules(policy(policyTitles, List.of()), personAllowsTitles, List.of());
    }

    private static Policy policy(boolean titles, List<String> neverCapture) {
        return new Policy(1, titles, false, neverCapture, 300);
    }

    private static Observation seen(String app, String title) {
        return new Observation(new Window(app, null, title, 1), Duration.ZERO);
    }
}

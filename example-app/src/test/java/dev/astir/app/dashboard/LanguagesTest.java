package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import dev.astir.app.TestApp;
import dev.astir.testing.browser.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dashboard in each language, and that no text is missing in one. */
class LanguagesTest extends PageTest {

    /** The files of texts that the page has loaded. */
    private static final String TEXTS =
            """
            [...new Set(performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname))]
              .filter((path) => path.startsWith('/messages/'))
            """;

    @Test
    void speaksGermanWhereTheBrowserDoes(Chromium chromium) {
        try (Screen german = Screen.open(chromium, app().uri(), window(1280).setLocale("de-DE"))) {
            german.page().navigate("/");
            assertThat(german.heading()).hasText("Bei Astir anmelden");
            german.page().fill("#email", admin.email());
            german.page().fill("#password", TestApp.PASSWORD);
            german.page().click("form button");

            assertThat(german.heading()).hasText("Jetzt");
            assertThat(german.find("html")).hasAttribute("lang", "de");
            assertThat(german.find(".page-head p"))
                    .hasText(
                            Pattern.compile(
                                    "^[A-Z]\\w+, \\d+\\. [A-Z][a-zä]+, [0-2]\\d:[0-5]\\d$"));
            // A browser loads its own language alone.
            assertThat((Iterable<?>) german.page().evaluate(TEXTS))
                    .isEqualTo(List.of("/messages/de.js"));
            german.screenshot("now-german-1280-light");
            german.page().click("nav >> text=Verlauf");
            assertThat(german.page()).hasTitle("Verlauf – Astir");
            german.awaitLiveFeed();
        }
    }

    @Test
    void writesClocksAsTheReadersCountryDoes(Chromium chromium) {
        try (Screen american =
                Screen.open(chromium, app().uri(), window(1280).setLocale("en-US"))) {
            american.signIn(admin.email());
            assertThat(american.find(".page-head p"))
                    .hasText(Pattern.compile(", 1?\\d:[0-5]\\d\\s[AP]M$"));
        }
    }

    @Test
    void everyTextIsThereInEveryLanguage() throws IOException {
        screen.page().navigate("/sign-in");
        Object differences =
                screen.page()
                        .evaluate(
                                """
                                async (modules) => {
                                  const shape = (value) =>
                                    typeof value === 'function' ? `function of ${value.length}` : typeof value;
                                  const shapes = (texts, path = '') =>
                                    Object.entries(texts).flatMap(([name, value]) =>
                                      shape(value) === 'object'
                                        ? shapes(value, `${path}${name}.`)
                                        : [`${path}${name}: ${shape(value)}${value === '' ? ', empty' : ''}`]);
                                  const { languages } = await import('/preferences.js');
                                  const textsOf = async (language) =>
                                    [language, (await import(`/messages/${language}.js`)).texts];
                                  const messages = Object.fromEntries(await Promise.all(languages.map(textsOf)));
                                  if (shapes(messages.en).length < 100) return ['too few'];
                                  const differences = (name, all) => {
                                    const of = (language) => new Set(shapes(all[language] ?? {}));
                                    const [first, ...others] = languages;
                                    return others.flatMap((language) =>
                                      [...of(first).symmetricDifference(of(language))]
                                        .map((each) => `${name}, ${language}: ${each}`));
                                  };
                                  const pages = await Promise.all(modules.map(async (module) =>
                                    differences(module, (await import(module)).texts)));
                                  const { languageNames } = await import('/messages.js');
                                  const named = languages.filter((language) => !languageNames[language]);
                                  return [...named, ...differences('messages', messages), ...pages.flat()];
                                }
                                """,
                                wordsOfPages());
        assertThat((Iterable<?>) differences).isEmpty();
    }

    @Test
    void everyViewThatIsRecordedHasItsWords() throws IOException {
        Pattern view = Pattern.compile("\\.viewed\\([^;\"]*[^(]\"([a-z-]+)\"");
        Set<String> views = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                view.matcher(Files.readString(file))
                        .results()
                        .forEach(found -> views.add(found.group(1)));
            }
        }
        assertThat(views).contains("sessions", "live", "tokens");
        screen.page().navigate("/sign-in");
        Object missing =
                screen.page()
                        .evaluate(
                                """
                                async (views) => {
                                  const { words } = await import('/pages/trail-words.js');
                                  return views.filter((view) => !(view in words.views));
                                }
                                """,
                                List.copyOf(views));
        assertThat((Iterable<?>) missing).isEmpty();
    }

    private static List<String> wordsOfPages() throws IOException {
        Path dashboard = Path.of("src", "main", "resources", "dashboard");
        try (Stream<Path> files = Files.walk(dashboard)) {
            List<String> words =
                    files.filter(file -> file.toString().endsWith("-words.js"))
                            .map(file -> "/" + dashboard.relativize(file))
                            .toList();
            assertThat(words).contains("/pages/me-words.js");
            return words;
        }
    }

    private static Browser.NewContextOptions window(int width) {
        return Chromium.window(width, 800, ColorScheme.LIGHT);
    }
}

package dev.astir.stream.element;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names that are suggested while one is being written. */
class SuggestionTest extends BrowserTest {

    /** Remembers what it was asked, and knows people that the feed has never seen. */
    private static final String SUGGEST =
            """
            () => {
              window.asked = [];
              document.querySelector('activity-feed').suggest = async (begun, event) => {
                window.asked.push([begun, event.message]);
                if (begun === 'err') throw new Error('planted');
                return [{ id: 'zoe', name: 'Zoë Almeida' }, { id: 'al', name: '<b>Al</b> Smith' }]
                  .filter(({ name }) => name.toLowerCase().includes(begun.toLowerCase()));
              };
            }
            """;

    @BeforeEach
    void publish() {
        server().publish(feed, "Something to talk about");
    }

    @Test
    void aNameIsChosenWithTheKeyboardAndMentioned() {
        try (FeedPage alice = open("alice");
                FeedPage bob = open("bob")) {
            Locator field = write(alice, "Hello @al");
            assertThat(options(alice)).hasText(new String[] {"Zoë Almeida", "<b>Al</b> Smith"});
            assertThat(field).isFocused();
            assertThat(field).hasAttribute("aria-autocomplete", "list");
            assertActive(alice, 0);
            alice.press("ArrowDown");
            assertActive(alice, 1);
            alice.press("ArrowDown");
            assertActive(alice, 0);
            alice.assertAccessible("suggestions");
            alice.screenshot("suggestions-light");

            alice.press("Enter");

            assertThat(field).hasValue("Hello @Zoë Almeida ");
            assertThat(list(alice)).isHidden();
            assertThat(field).not().hasAttribute("aria-activedescendant", Pattern.compile(".*"));
            alice.press("Control+Enter");
            assertThat(comments(alice).locator(".mention")).hasText("@Zoë Almeida");
            openThread(bob);
            assertThat(comments(bob)).containsText("Hello @Zoë Almeida");
            assertThat((Object) alice.page().evaluate("window.asked.at(-1)"))
                    .isEqualTo(List.of("al", "Something to talk about"));
        }
    }

    @Test
    void aNameIsChosenWithAClickAndTheFieldKeepsTheFocus() {
        try (FeedPage alice = window(360, 740, ColorScheme.DARK).show(server(), "alice", feed)) {
            Locator field = write(alice, "@sm");
            assertThat(options(alice)).hasText(new String[] {"<b>Al</b> Smith"});
            alice.screenshot("suggestions-360-dark");
            options(alice).first().click();

            assertThat(field).hasValue("@<b>Al</b> Smith ");
            assertThat(field).isFocused();
        }
    }

    @Test
    void escapeClosesTheListAloneAndAFailureShowsNothing() {
        try (FeedPage alice = open("alice")) {
            Locator field = write(alice, "@al");
            assertThat(list(alice)).isVisible();
            alice.press("Escape");
            assertThat(list(alice)).isHidden();
            assertThat(field).hasValue("@al");
            field.fill("");
            field.pressSequentially("@err");
            alice.page()
                    .waitForCondition(
                            () -> "err".equals(alice.page().evaluate("window.asked.at(-1)[0]")));
            assertThat(list(alice)).isHidden();
            field.fill("");
            field.pressSequentially("mail@al");
            field.pressSequentially(" @zo");
            assertThat(options(alice)).hasText(new String[] {"Zoë Almeida"});
            assertThat(
                            (Object)
                                    alice.page()
                                            .evaluate(
                                                    "window.asked.map(([begun]) => begun).filter((b) => b === 'al').length"))
                    .isEqualTo(1);
        }
    }

    @Test
    void namesAreSuggestedInAnswersAndWhileACommentIsEditedToo() {
        try (FeedPage alice = open("alice")) {
            write(alice, "Hello @zo");
            assertThat(options(alice)).hasCount(1);
            alice.press("Enter");
            alice.press("Control+Enter");
            assertThat(comments(alice)).hasCount(1);

            comments(alice).getByText("Reply").click();
            field(alice).pressSequentially("Yes, @al");
            assertThat(options(alice)).hasCount(2);
            alice.press("Escape");

            comments(alice).getByText("Edit").click();
            Locator editor = comments(alice).locator("textarea");
            editor.pressSequentially(" and @sm");
            assertThat(options(alice)).hasText(new String[] {"<b>Al</b> Smith"});
            alice.press("Escape");
            assertThat(editor).hasValue("Hello @Zoë Almeida and @sm");
            alice.press("i");
            assertThat(options(alice)).hasCount(1);
            alice.press("Enter");
            alice.press("Control+Enter");

            assertThat(comments(alice).locator(".mention"))
                    .hasText(new String[] {"@Zoë Almeida", "@<b>Al</b> Smith"});
        }
    }

    @Test
    void whoIsNoLongerWrittenOfIsNoLongerMentioned() {
        try (FeedPage alice = open("alice")) {
            write(alice, "Hello @zo");
            assertThat(options(alice)).hasCount(1);
            alice.press("Enter");
            alice.press("Control+Enter");
            assertThat(comments(alice).locator(".mention")).hasCount(1);

            comments(alice).getByText("Edit").click();
            comments(alice).locator("textarea").fill("Hello");
            String sent =
                    alice.page()
                            .waitForRequest(
                                    request -> request.method().equals("PATCH"),
                                    () -> alice.press("Control+Enter"))
                            .postData();

            assertThat(sent).isEqualTo("{\"body\":\"Hello\",\"mentions\":[]}");
            assertThat(comments(alice)).containsText("edited");
        }
    }

    @Test
    void withoutTheHookNothingIsSuggested() {
        try (FeedPage alice = open("alice")) {
            openThread(alice);
            assertThat(field(alice)).not().hasAttribute("aria-autocomplete", "list");
            assertThat(list(alice)).hasCount(0);
        }
    }

    private static Locator write(FeedPage page, String text) {
        page.page().evaluate(SUGGEST);
        openThread(page);
        field(page).pressSequentially(text);
        return field(page);
    }

    private static void assertActive(FeedPage page, int index) {
        Locator option = options(page).nth(index);
        assertThat(option).hasAttribute("aria-selected", "true");
        assertThat(field(page)).hasAttribute("aria-activedescendant", option.getAttribute("id"));
    }

    private static Locator field(FeedPage page) {
        return page.event("Something to talk about").locator("textarea");
    }

    private static Locator list(FeedPage page) {
        return page.find("[role=listbox]");
    }

    private static Locator options(FeedPage page) {
        return page.find("[role=listbox] [role=option]");
    }

    private static Locator comments(FeedPage page) {
        return page.find("[part=comment]");
    }

    private static void openThread(FeedPage page) {
        Locator event = page.event("Something to talk about");
        event.hover();
        event.locator("[part=comments]").click();
        assertThat(event.locator("[part=composer]")).isVisible();
    }
}

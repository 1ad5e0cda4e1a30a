package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.astir.app.identity.Role;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The palette, and the keys that every page has. */
class KeysTest extends PageTest {

    // Palette

    @Test
    void paletteFindsPeopleAndPagesWithoutTheirAccents() {
        app().addUser(admin, Role.EMPLOYEE, "Diego Álvarez");
        app().addUser(admin, Role.EMPLOYEE, "Bob Okafor");
        screen.signIn(admin.email());
        // Otherwise the page invites to connect a computer, and shows nobody.
        try (Desk desk = Desk.enrol(app().uri(), DashboardTest.enrolmentToken(admin))) {
            desk.uses("xterm");
            assertThat(screen.person("Ada Admin")).containsText("xterm");

            screen.page().keyboard().press("Control+k");
            Locator field = screen.find(".palette input");
            assertThat(field).isFocused();
            field.fill("al");
            Locator chosen = screen.find(".palette [aria-selected=true]");
            assertThat(chosen).containsText("Diego Álvarez");
            assertThat(chosen.locator("u")).hasText("Ál");
            assertThat(screen.find(".palette .option", "Bob Okafor")).hasCount(0);
            assertThat(screen.find(".palette")).hasCSS("translate", "none");
            screen.screenshot("palette-1280-light");
            screen.assertAccessible();

            field.press("Enter");
            assertThat(screen.find(".palette")).hasCount(0);
            assertThat(screen.person("Diego Álvarez")).isFocused();
        }
    }

    @Test
    void paletteIsMovedByArrowsAndClosedByEscape() {
        screen.signIn(admin.email());
        screen.find(".jump").focus();
        screen.page().keyboard().press("Enter");
        Locator field = screen.find(".palette input");
        Locator chosen = screen.find(".palette [aria-selected=true]");
        assertThat(chosen).containsText("Now");

        field.press("ArrowDown");
        assertThat(chosen).containsText("Feed");
        String id = chosen.getAttribute("id");
        assertThat(field).hasAttribute("aria-activedescendant", id);
        field.press("ArrowUp");
        field.press("ArrowUp");
        assertThat(chosen).hasAttribute("id", Pattern.compile("palette-[1-9][0-9]*"));

        field.fill("nobody is called this");
        assertThat(screen.find(".palette .none")).isVisible();
        field.press("Enter");
        assertThat(field).isVisible();

        field.press("Escape");
        assertThat(screen.find(".palette")).hasCount(0);
        assertThat(screen.find(".jump")).isFocused();

        screen.page().keyboard().press("Control+k");
        assertThat(field).isFocused();
        screen.page().mouse().click(20, 20);
        assertThat(screen.find(".palette")).hasCount(0);
    }

    // Keys

    @Test
    void lettersGoToPagesOnlyOutsideOfFields() {
        try (Desk desk = Desk.enrol(app().uri(), DashboardTest.enrolmentToken(admin))) {
            desk.uses("xterm");
            screen.signIn(admin.email());
            screen.page().keyboard().press("g");
            screen.page().keyboard().press("f");
            assertThat(screen.heading()).hasText("Feed");
            screen.page().keyboard().press("g");
            screen.page().keyboard().press("n");
            assertThat(screen.heading()).hasText("Now");

            screen.page().keyboard().press("/");
            Locator search = screen.find("astir-search input");
            assertThat(search).isFocused();
            search.pressSequentially("gf?/");
            assertThat(search).hasValue("gf?/");
            assertThat(screen.heading()).hasText("Now");
            assertThat(screen.find(".keys-help")).hasCount(0);
            assertThat(screen.find(".strip-state")).containsText("No one matches “gf?/”.");
            assertThat(screen.find(".strip-state")).containsText("The filter hides 1 person.");
            screen.screenshot("now-no-match-1280-light");

            screen.find(".strip-state button").click();
            assertThat(search).hasValue("");
            assertThat(screen.person("Ada Admin")).isVisible();
        }
    }

    @Test
    void lettersCanBeSwitchedOff() {
        screen.signIn(admin.email());
        screen.page().keyboard().press("?");
        Locator help = screen.find(".keys-help");
        assertThat(help).containsText("Search or jump");
        assertThat(help).hasCSS("translate", "none");
        screen.screenshot("keys-1280-light");
        screen.assertAccessible();
        help.getByText("Single letters act as keys").click();
        help.press("Escape");
        assertThat(help).hasCount(0);

        screen.page().keyboard().press("g");
        screen.page().keyboard().press("f");
        screen.page().keyboard().press("?");
        screen.page().keyboard().press("Control+k");
        assertThat(screen.find(".palette")).isVisible();
        assertThat(screen.find(".keys-help")).hasCount(0);
        assertThat(screen.heading()).hasText("Now");

        screen.page().reload();
        assertThat(screen.heading()).hasText("Now");
        assertThat(screen.page().evaluate("localStorage.getItem('astir.keys')")).isEqualTo("off");
    }

    @Test
    void theListOfKeysTakesThePlaceOfThePalette() {
        screen.signIn(admin.email());
        screen.page().keyboard().press("Control+k");
        screen.find(".palette input").fill("all keys");
        screen.find(".palette input").press("Enter");

        assertThat(screen.find(".keys-help")).isVisible();
        assertThat(screen.find(".palette")).hasCount(0);
        screen.page().keyboard().press("Control+k");
        assertThat(screen.find(".palette")).isVisible();
        assertThat(screen.find(".keys-help")).hasCount(0);
    }
}

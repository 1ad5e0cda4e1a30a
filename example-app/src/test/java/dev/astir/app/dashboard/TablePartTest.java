package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.ClickOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.KeyboardModifier;
import dev.astir.testing.browser.Chromium;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tables in the catalogue: twelve people, a selection of five, and 5,000. */
class TablePartTest extends PartTest {

    /** At 800 px, with those that are rendered ahead. */
    private static final int MOST_ROWS = 60;

    private Screen screen;

    @BeforeEach
    void open(Chromium chromium) {
        screen = shown(open(chromium, "table"));
    }

    @AfterEach
    void close() {
        screen.close();
    }

    private static Screen shown(Screen window) {
        assertThat(window.find("#long [data-row]").first()).isVisible();
        return window;
    }

    @Test
    void sortsByItsHeads() {
        assertThat(names("#team")).isSorted();
        assertThat(head("Person")).hasAttribute("aria-sort", "ascending");
        head("Person").locator("button").click();
        assertThat(head("Person")).hasAttribute("aria-sort", "descending");
        assertThat(names("#team")).isSortedAccordingTo(Comparator.reverseOrder());

        head("Active").locator("button").click();
        assertThat(head("Person")).not().hasAttribute("aria-sort", "descending");
        List<Integer> active = values("active");
        assertThat(active.subList(0, 11)).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(active.subList(11, 12)).as("no value").containsOnlyNulls();

        head("Active").locator("button").click();
        assertThat(values("active").subList(0, 11)).isSorted();
        assertThat(values("active").subList(11, 12)).as("no value").containsOnlyNulls();
    }

    @Test
    void equalValuesStayInThePagesOrder() {
        evaluate(
                """
                team.sort = 'project';
                team.rows = ['c', 'a', 'd', 'b'].map((name, i) => ({ id: name, name, project: i < 3 ? 'X' : 'A', first: 0, active: 1, idle: 1 }));
                """);
        assertThat(names("#team")).containsExactly("b", "c", "a", "d");
        evaluate("team.sort = '-project'");
        assertThat(names("#team")).containsExactly("c", "a", "d", "b");
    }

    @Test
    void tellsThePageHowItIsSorted() {
        evaluate("team.addEventListener('sort', ({ detail }) => (window.told = detail))");
        head("Idle").locator("button").click();
        assertThat(screen.page().evaluate("told")).isEqualTo("-idle");
        head("Idle").locator("button").click();
        assertThat(screen.page().evaluate("told")).isEqualTo("idle");
    }

    @Test
    void rendersOfManyRowsThoseThatAreSeen() {
        Number height = (Number) evaluate("return long.querySelector('tbody').offsetHeight");
        assertThat(height.intValue()).isEqualTo(5_000 * 50);
        assertThat(screen.find("#long table")).hasAttribute("aria-rowcount", "5001");
        for (int row : new int[] {0, 40, 2_500, 4_980, 17}) {
            scrollTo(row);
            Locator shown = screen.find("#long [aria-rowindex='%d']".formatted(row + 2));
            assertThat(shown).hasAttribute("data-row", "person-" + row);
            assertThat(shown).isInViewport();
            assertThat(screen.find("#long [aria-rowindex='%d']".formatted(row + 9))).isInViewport();
            Number rows = (Number) evaluate("return long.querySelectorAll('[data-row]').length");
            assertThat(rows.intValue()).isLessThan(MOST_ROWS);
            Number top =
                    (Number)
                            evaluate(
                                    "return Math.round(long.querySelector(`[data-row=person-%d]`).getBoundingClientRect().top)"
                                            .formatted(row));
            assertThat(top.intValue()).as("row %d stands below the head", row).isEqualTo(37);
            assertThat(screen.find("#long thead th").first()).isInViewport();
            assertThat(
                            evaluate(
                                    "return Math.round(long.querySelector('thead th').getBoundingClientRect().top)"))
                    .isEqualTo(0);
        }
        screen.screenshot("catalogue-table-scrolled");
    }

    @Test
    void findsWithoutAccentsAndTellsHowMany() {
        screen.find("astir-search input").fill("alvarez 16");
        assertThat(screen.find("#long [role=status]")).containsText("of 5000");
        Number shown =
                (Number) evaluate("return Number(long.querySelector('table').ariaRowCount) - 1");
        assertThat(shown.intValue()).isBetween(1, 100);
        assertThat(names("#long"))
                .allMatch(name -> name.contains("Álvarez") && name.contains("16"));

        // From far below, where those that are left are not.
        screen.find("astir-search input").fill("");
        scrollTo(3_900);
        assertThat(screen.find("#long [data-row=person-3900]")).isAttached();
        evaluate("long.query = 'Ada Lindqvist 1'");
        assertThat(screen.find("#long [data-row=person-0]")).isVisible();

        evaluate("long.query = 'nobody at all'");
        assertThat(screen.find("#long .none")).hasText("Nothing matches.");
        evaluate("long.query = ''; long.filter = ({ active }) => active === null");
        assertThat(screen.find("#long [data-row=person-3]")).isAttached();
        assertThat(screen.find("#long [data-row=person-4]")).hasCount(0);
    }

    @Test
    void isOneStopAndReadByKeys() {
        focusFirstRow();
        List<String> names = names("#team");
        assertThat(screen.find("#team tbody [tabindex='0']")).hasCount(2); // and the control in it

        press("ArrowDown", "ArrowDown", "ArrowUp", "j", "j", "k");
        assertThat(focused()).isEqualTo(names.get(2));
        press("End");
        assertThat(focused()).isEqualTo(names.getLast());
        press("Home", "ArrowUp");
        assertThat(focused()).isEqualTo(names.getFirst());
        press("ArrowDown", "Enter");
        assertThat(screen.find("#team")).hasAttribute("data-opened", names.get(1));

        // From the row to its control, from there out of the table.
        press("Tab");
        assertThat(screen.find("#team button:focus"))
                .hasAttribute("aria-label", "More of " + names.get(1));
        press("Tab");
        assertThat(screen.find("#team :focus")).hasCount(0);
        press("Shift+Tab", "Shift+Tab");
        assertThat(focused()).isEqualTo(names.get(1));
    }

    @Test
    void keysReachRowsThatAreNotRenderedYet() {
        evaluate(
                "team.remove(); selection.remove(); long.querySelector('tbody [tabindex=\"0\"]').focus()");
        press("End");
        assertThat(screen.find("#long [data-row=person-4999]")).isFocused();
        assertThat(screen.find("#long [data-row=person-4999]")).isInViewport();
        press("PageUp");
        assertThat(screen.find("#long [data-row=person-4999]")).not().isFocused();
        assertThat(screen.find("#long tbody :focus")).isInViewport();
        press("Home");
        assertThat(screen.find("#long [data-row=person-0]")).isFocused();
        press("PageDown");
        assertThat(screen.find("#long tbody :focus")).isInViewport();

        // Whoever is in a row stays there, however far away it is scrolled.
        String row = (String) evaluate("return document.activeElement.dataset.row");
        scrollTo(2_930);
        assertThat(screen.find("#long [data-row=person-2930]")).isAttached();
        assertThat(screen.find("#long [data-row=" + row + "]")).isFocused();
        press("ArrowDown");
        assertThat(screen.find("#long tbody :focus")).isInViewport();
    }

    @Test
    void rowsThatArePointedAtStayWhereTheyAre() {
        List<String> names = names("#team");
        screen.find("#team [data-row]").nth(3).hover();
        evaluate(RENAMED_AND_ONE_MORE);
        assertThat(screen.find("#team [data-row]")).hasCount(13);
        assertThat(names("#team").get(0)).isEqualTo("Zzz");
        assertThat(names("#team").subList(1, 12)).isEqualTo(names.subList(1, 12));
        assertThat(names("#team").getLast()).isEqualTo("Aaa");

        screen.page().mouse().move(5, 400);
        assertThat(screen.find("#team [data-row] strong").first()).hasText("Aaa");
        assertThat(names("#team")).isSorted();
    }

    @Test
    void rowsThatSomebodyIsInStayWhereTheyAre() {
        focusFirstRow();
        press("ArrowDown");
        String focused = focused();
        evaluate(RENAMED_AND_ONE_MORE);
        assertThat(screen.find("#team [data-row]")).hasCount(13);
        assertThat(names("#team").get(0)).isEqualTo("Zzz");
        assertThat(focused()).isEqualTo(focused);

        // Who asks for another order gets it at once; the row that is gone leaves its place to the
        // next.
        evaluate("team.sort = '-name'");
        assertThat(screen.find("#team [data-row] strong").first()).hasText("Zzz");
        assertThat(focused()).isEqualTo(focused);
        String next = names("#team").get(names("#team").indexOf(focused) + 1);
        evaluate("team.rows = team.rows.filter(({ name }) => name !== '%s')".formatted(focused));
        assertThat(screen.find("#team [data-row]")).hasCount(12);
        assertThat(focused()).isEqualTo(next);
    }

    private static final String RENAMED_AND_ONE_MORE =
            """
            const first = team.querySelector('[data-row]').row;
            const others = team.rows.filter((row) => row !== first);
            team.rows = [{ ...first, id: 'new', name: 'Aaa' }, { ...first, name: 'Zzz' }, ...others];
            """;

    @Test
    void severalAreSelected() {
        Locator boxes = screen.find("#selection tbody input");
        Locator all = screen.find("#selection thead input");
        assertThat(boxes.nth(1)).isChecked();
        assertThat(all).hasJSProperty("indeterminate", true);

        boxes.nth(2).click();
        boxes.nth(4).click(new ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
        assertThat(selected()).containsExactly("person-1", "person-2", "person-3", "person-4");
        all.click();
        assertThat(selected()).hasSize(5);
        assertThat(all).isChecked();
        all.click();
        assertThat(selected()).isEmpty();

        evaluate("selection.querySelector('[data-row]').focus()");
        press("Space", "ArrowDown", "Space");
        assertThat(selected()).containsExactly("person-0", "person-1");

        // Nobody approves what they do not see.
        evaluate("selection.texts = ({ name }) => [name]; selection.query = 'bob'");
        assertThat(boxes).hasCount(1);
        assertThat(selected()).containsExactly("person-1");
    }

    @Test
    void opensByPointerUnlessSomethingInTheRowActs() {
        screen.find("#team [data-row] button").nth(2).click();
        assertThat(screen.find("#team")).not().hasAttribute("data-opened", names("#team").get(2));
        screen.find("#team [data-row] .app").nth(2).click();
        assertThat(screen.find("#team")).hasAttribute("data-opened", names("#team").get(2));
    }

    @Test
    void isATableToScreenReaders() {
        assertThat(screen.find("#team table")).hasAccessibleName("Team");
        assertThat(screen.find("#team tbody th[scope=row]")).hasCount(12);
        assertThat(screen.find("#team tbody tr").first()).hasAttribute("aria-rowindex", "2");
        assertThat(screen.find("#empty .none")).hasText("Nothing here yet.");
        assertThat(screen.find("#no-match .none")).hasText("Nobody is called xyz.");
    }

    @Test
    void printsEveryRow() {
        evaluate(
                """
                long.rows = long.rows.slice(0, 300);
                addEventListener('beforeprint', () => {
                  window.printed = long.querySelectorAll('[data-row]').length;
                });
                """);
        screen.page().pdf();
        assertThat(screen.page().evaluate("printed")).isEqualTo(300);
        assertThat(screen.find("#long [data-row=person-200]")).hasCount(0);
    }

    @Test
    void isNarrowOrScrollsInItselfOnAPhone(Chromium chromium) {
        try (Screen phone = shown(open(chromium, "table", 390, 844, ColorScheme.LIGHT))) {
            assertThat(phone.find("#team .two-lines")).hasCount(12);
            assertThat(phone.find("#wide .two-lines")).hasCount(0);
            phone.assertNoSidewaysScrolling();
            Locator box = phone.find("#wide .box");
            assertThat((Boolean) box.evaluate("box => box.scrollWidth > box.clientWidth")).isTrue();
            box.scrollIntoViewIfNeeded();
            box.evaluate("box => box.scrollTo(400, 0)");
            assertThat(phone.find("#wide tbody th").first()).isInViewport();

            phone.find("#team select").selectOption("Active");
            assertThat(phone.find("#team .two-lines strong.numbers").last()).hasText("–");
            phone.find("#team thead button").click();
            assertThat(phone.find("#team")).hasJSProperty("sort", "active");
            phone.assertAccessible();
        }
    }

    private Locator head(String title) {
        return screen.find("#team thead th", title);
    }

    /** Until this row of the long table stands right below its head. */
    private void scrollTo(int row) {
        evaluate(
                """
                const body = long.querySelector('tbody');
                scrollTo(0, scrollY + body.getBoundingClientRect().top + %d * 50 - 37);
                """
                        .formatted(row));
    }

    private void focusFirstRow() {
        screen.find("#team [data-row]").first().focus();
    }

    private void press(String... keys) {
        for (String key : keys) {
            screen.page().keyboard().press(key);
            evaluate(
                    "await Promise.all([team, selection, long].map((table) => table.updateComplete))");
        }
    }

    @Test
    void groupsSumTheirRowsFoldAndAreSelectedAtOnce() {
        Locator heads = screen.find("#groups tr.group");
        assertThat(heads)
                .containsText(
                        new String[] {
                            "Platform 3 13h 42m",
                            "Astir core 1 20m",
                            "Support desk 3 9h 02m",
                            "Mobile app 2 5h 17m",
                            "Handbook 3 6h 53m"
                        });
        long shown = screen.find("#groups [data-row]:not(.group)").count();
        assertThat(heads.nth(4).locator(".fold")).hasAttribute("aria-expanded", "false");
        heads.nth(4).locator(".fold").click();
        assertThat(screen.find("#groups [data-row]:not(.group)")).hasCount(12);
        assertThat(shown).isLessThan(12);

        // Only those that can be selected, folded ones as well.
        int selectable = screen.find("#groups [data-row]:not(.group) input").count();
        screen.find("#groups thead input").check();
        assertThat(screen.find("#groups [data-row]:not(.group) input:checked"))
                .hasCount(selectable);
        heads.nth(0).locator(".fold").click();
        assertThat(groupsSelected()).isEqualTo(selectable);
        screen.find("#groups thead input").uncheck();
        assertThat(groupsSelected()).isZero();
        screen.assertAccessible();
    }

    private int groupsSelected() {
        return (int)
                evaluate(
                        "const groups = document.getElementById('groups'); await groups.updateComplete; return groups.selected.size");
    }

    private String focused() {
        return (String) evaluate("return document.activeElement.closest('[data-row]')?.row.name");
    }

    @SuppressWarnings("unchecked")
    private List<String> names(String table) {
        return (List<String>)
                evaluate(
                        "await document.querySelector('%1$s').updateComplete; return [...document.querySelectorAll('%1$s [data-row]')].map(({ row }) => row.name)"
                                .formatted(table));
    }

    @SuppressWarnings("unchecked")
    private List<Integer> values(String name) {
        return (List<Integer>)
                evaluate(
                        "return [...team.querySelectorAll('[data-row]')].map(({ row }) => row.%s)"
                                .formatted(name));
    }

    @SuppressWarnings("unchecked")
    private List<String> selected() {
        return (List<String>)
                evaluate("await selection.updateComplete; return [...selection.selected].sort()");
    }

    /** Runs in the page, with its tables in reach by their names. */
    private Object evaluate(String body) {
        return screen.page()
                .evaluate(
                        """
                        async () => {
                          const [team, selection, long] = ['team', 'selection', 'long'].map((id) =>
                            (window[`${id}Table`] ??= document.getElementById(id)));
                          %s
                        }
                        """
                                .formatted(body));
    }
}

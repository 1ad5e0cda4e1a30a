package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** History from a file, on the page about oneself. */
class ImportPageTest extends PageTest {

    private static final String FILE =
            """
            start,end,project,app
            2026-11-20T09:00Z,2026-11-20T12:00Z,Northwind,
            2026-11-20T09:00Z,2026-11-20T10:30Z,,vim
            """;

    @Test
    void isLookedAtBeforeItIsStored() {
        screen.signIn(admin.email());
        screen.page().navigate("/me/history");
        choose("start,end\nyesterday,2026-11-20T12:00Z\n");

        assertThat(screen.find(".history tbody tr > *"))
                .hasText(new String[] {"2", "start", wrong()});
        new Looks(screen).checkWhole("me-import-wrong");

        choose(FILE);
        assertThat(screen.find(".history .facts")).containsText("3h 00m");
        assertThat(screen.find(".history .facts")).containsText("Northwind");
        assertThat(screen.find(".history tbody tr")).hasCount(0);
        new Looks(screen).checkWhole("me-import");
        assertThat(sessions()).isZero();

        screen.page().click("text=Store 1 session");
        assertThat(screen.find(".history [role=status]")).containsText("1 session is stored.");
        assertThat(sessions()).isEqualTo(1);

        choose(FILE);
        assertThat(screen.find(".history [aria-live] p"))
                .hasText("Everything in this file is there already.");
    }

    private static String wrong() {
        return "must be a time such as 2026-11-27T09:30, on the clock of your time zone, or"
                + " 2026-11-27T09:30+01:00, but is \"yesterday\"";
    }

    private void choose(String file) {
        screen.page()
                .setInputFiles(
                        ".history-file input",
                        new FilePayload(
                                "history.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)));
    }

    private int sessions() {
        return admin.api().get("/api/sessions").expect(200).json().get("items").size();
    }
}

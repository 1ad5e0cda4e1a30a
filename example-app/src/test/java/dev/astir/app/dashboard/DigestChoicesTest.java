package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.TestApp.Person;
import dev.astir.app.savedreports.MailingApp;
import dev.astir.testing.browser.Chromium;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The digest that somebody chooses on the page about themselves, where mail can be sent. */
@ExtendWith({SharedBrowser.class, MailingApp.class})
class DigestChoicesTest {

    @Test
    void aWeeklyDigestHasItsDayAndTime(Chromium chromium) {
        Person ada = MailingApp.app().registerOrganization();
        try (Screen screen = Screen.open(chromium, MailingApp.app().uri())) {
            screen.signIn(ada.email());
            screen.page().navigate("/me/notifications");
            assertThat(screen.find("#digest option:checked")).hasText("none");
            assertThat(screen.find("#at")).hasCount(0);

            screen.find("#digest").selectOption("weekly");
            screen.find("#weekday").selectOption("friday");
            screen.find("#at").fill("");
            screen.find("button", "Save").click();
            assertThat(screen.find("#at-wrong")).isVisible();
            screen.find("#at").fill("16:30");
            screen.screenshot("me-digest-1280-light");
            screen.assertAccessible();
            screen.find("button", "Save").click();
            assertThat(screen.find(".undo-bar")).containsText("Your choices are saved.");

            JsonNode saved = ada.api().get("/api/me/notifications").expect(200).json();
            assertThat(saved.get("digest").asText()).isEqualTo("weekly");
            assertThat(saved.get("weekday").asText()).isEqualTo("friday");
            assertThat(saved.get("at").asText()).isEqualTo("16:30");
            screen.page().reload();
            assertThat(screen.find("#weekday option:checked")).hasText("Friday");
        }
    }
}

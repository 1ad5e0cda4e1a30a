package dev.astir.app.singlesignon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.app.factors.TestFactors;
import dev.astir.app.tenancy.Transactions;
import java.net.HttpCookie;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sign-in from the first address to the last, and what a browser may bring instead. */
class SingleSignOnTest extends ProviderTest {

    @Test
    void makesAnAccountAndReturnsToThePage() {
        URI end = browser.signIn(id, "/feed?type=task");

        assertThat(end.toString()).endsWith("/feed?type=task");
        assertThat(browser.me()).contains("Grace Hopper", "grace@" + domain, "employee");
        assertThat(browser.cookies("astir_sso")).isEmpty();
    }

    @Test
    void asksWithAHashOfWhatItKeeps() {
        String address = browser.start(id, null).toString();

        assertThat(address)
                .startsWith(provider.issuer() + "/authorize?")
                .contains("code_challenge_method=S256", "state=", "nonce=", "response_type=code");
        HttpCookie kept = browser.cookies("astir_sso").getFirst();
        assertThat(kept.isHttpOnly()).isTrue();
        assertThat(kept.getPath()).isEqualTo("/api/auth/sso");
        assertThat(kept.getMaxAge()).isEqualTo(600);
        assertThat(app().api().get("/api/auth/sso/" + id + "/start").header("Set-Cookie"))
                .contains("SameSite=Lax");
    }

    @Test
    void theSecondSignInIsTheSamePerson() {
        browser.signIn(id);
        String first = person(admin, "grace@" + domain).get("id").asText();
        TestBrowser second = TestBrowser.of(app());
        second.signIn(id);

        assertThat(second.me()).contains(first);
        assertThat(people(admin)).isEqualTo(1);
    }

    /** What the provider asks for is its affair. */
    @Test
    void whereASecondFactorIsRequiredTheProvidersSignInCountsAsOne() {
        inAnOrganizationOfItsOwn();
        TestFactors.setUp(app(), admin);
        admin.api().patch("/api/organization", Map.of("requireSecondFactor", true)).expect(200);

        browser.signIn(id);

        URI organization = app().uri().resolve("/api/organization");
        assertThat(browser.get(organization).statusCode()).isEqualTo(200);
        // As long as there is somebody who asks.
        change(Map.of("enabled", false));
        assertThat(browser.get(organization).statusCode()).isEqualTo(403);
        change(Map.of("enabled", true));
        assertThat(browser.get(organization).statusCode()).isEqualTo(200);
        admin.api().delete("/api/identity-providers/" + id).expect(204);
        assertThat(browser.get(organization).statusCode()).isEqualTo(403);
        assertThat(browser.me()).contains("Grace");
    }

    @Test
    void twoWindowsDoNotDisturbEachOther() {
        URI one = browser.atProvider(browser.start(id, "/now"));
        URI two = browser.atProvider(browser.start(id, "/feed"));

        assertThat(browser.back(one).getPath()).isEqualTo("/now");
        assertThat(browser.back(two).getPath()).isEqualTo("/feed");
    }

    @Test
    void whatNobodyFinishedDoesNotFillTheBrowser() {
        for (int i = 0; i < 12; i++) {
            browser.start(id, null);
        }
        assertThat(browser.cookies("astir_sso")).hasSizeLessThanOrEqualTo(6);

        browser.signIn(id);

        assertThat(browser.me()).contains("Grace");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/%5Cevil.example",
                "/now//evil.example",
                "javascript:alert(1)",
                "now",
                "/now%0D%0ASet-Cookie:%20a=b",
                "/api/auth/logout"
            })
    void leadsToNoOtherPlaceThanAPageOfOurs(String returnTo) {
        URI end = browser.signIn(id, returnTo);

        assertThat(end).isEqualTo(app().uri().resolve("/"));
        assertThat(browser.me()).contains("Grace");
    }

    @Test
    void anotherBrowsersAnswerIsNobodys() {
        URI answer = browser.atProvider(browser.start(id, null));
        TestBrowser other = TestBrowser.of(app());
        other.start(id, null);

        assertFailed(other, other.back(answer), "expired");

        browser.back(answer);
        assertThat(browser.me()).contains("Grace");
    }

    @Test
    void anAnswerWorksOnce() {
        URI answer = browser.atProvider(browser.start(id, null));
        List<HttpCookie> before = List.copyOf(browser.cookies("astir_sso"));
        browser.back(answer);
        assertThat(browser.me()).isNotEmpty();

        // The browser that kept what it was told to forget, and one that stole it.
        TestBrowser thief = TestBrowser.of(app());
        before.forEach(thief::keep);
        provider.takeAsked();
        assertFailed(thief, thief.back(answer), "expired");
        assertThat(provider.takeAsked()).isEmpty();
    }

    @Test
    void takesTenMinutesAtTheMost() {
        Attempt attempt = app().bean(SingleSignOn.class).begin(UUID.fromString(id), null).attempt();
        SingleSignOn later =
                new SingleSignOn(
                        app().bean(IdentityProviderRepository.class),
                        app().bean(UsedStates.class),
                        app().bean(OpenIdClient.class),
                        app().bean(Arrivals.class),
                        app().bean(Transactions.class),
                        Clock.fixed(attempt.expiresAt(), ZoneOffset.UTC));

        assertThatThrownBy(() -> later.complete(attempt, null))
                .isInstanceOf(SignInRefused.class)
                .hasMessage("it took too long");
        assertThat(Duration.between(Instant.now(), attempt.expiresAt()))
                .isLessThanOrEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void aCodeOfAnotherSignInIsWorthNothing() {
        // The thief puts a stolen code into an answer of their own browser's.
        URI stolen = browser.atProvider(browser.start(id, null));
        TestBrowser thief = TestBrowser.of(app());
        URI own = thief.atProvider(thief.start(id, null));
        String code = stolen.getQuery().replaceAll(".*code=([^&]+).*", "$1");
        URI mixed = URI.create(own.toString().replaceAll("code=[^&]+", "code=" + code));

        assertFailed(thief, thief.back(mixed), "answer-refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?code=x",
                "?state=x&code=y",
                "?state=&code=",
                "?state=%20&code=y",
                "?error=server_error"
            })
    void anAnswerToNothingIsRefused(String query) {
        browser.start(id, null);

        URI end = browser.back(app().uri().resolve(RedirectAddress.PATH + query));

        assertFailed(browser, end, "expired");
    }

    @Test
    void anAnswerWithTwoOfOneThingIsRefused() {
        URI answer = browser.atProvider(browser.start(id, null));

        URI end = browser.back(URI.create(answer + "&code=another"));

        assertFailed(browser, end, "answer-refused");
    }

    @Test
    void aNoOfTheProvidersIsSaid() {
        URI start = browser.start(id, null);
        String state = start.getQuery().replaceAll(".*state=([^&]+).*", "$1");

        URI end =
                browser.back(
                        app().uri()
                                .resolve(
                                        RedirectAddress.PATH
                                                + "?error=access_denied&state="
                                                + state));

        assertFailed(browser, end, "provider-refused");
    }

    @Test
    void aProviderThatIsNotInUseLetsNobodyIn() {
        URI answer = browser.atProvider(browser.start(id, null));
        change(Map.of("enabled", false));

        assertFailed(browser, browser.back(answer), "provider-unknown");
        assertFailed(browser, browser.start(id, null), "provider-unknown");
        assertFailed(
                browser,
                browser.start("00000000-0000-0000-0000-000000000000", null),
                "provider-unknown");
    }

    @Test
    void aSuspendedPersonIsOutAndStaysOut() {
        browser.signIn(id);
        assertThat(browser.me()).isNotEmpty();

        admin.api()
                .patch(
                        "/api/users/" + person(admin, "grace@" + domain).get("id").asText(),
                        Map.of("status", "suspended"))
                .expect(200);

        assertThat(browser.me()).isEmpty();
        assertFailed(browser, browser.signIn(id), "suspended");
    }
}

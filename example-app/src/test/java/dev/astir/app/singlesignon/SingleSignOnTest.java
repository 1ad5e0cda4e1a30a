package dev.astir.app.singlesignon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp.Person;
import dev.astir.app.factors.TestFactors;
import dev.astir.app.tenancy.Transactions;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpResponse;
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

    private static final String CONFIRMATION = "/api/auth/sso/confirmation";

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

    /** Its people are another server's word, however its row is called. */
    @Test
    void anotherIssuerHasLetNobodyIn() {
        inAnOrganizationOfItsOwn();
        TestFactors.setUp(app(), admin);
        admin.api().patch("/api/organization", Map.of("requireSecondFactor", true)).expect(200);
        browser.signIn(id);
        String grace = userId(browser);
        URI organization = app().uri().resolve("/api/organization");
        assertThat(browser.get(organization).statusCode()).isEqualTo(200);
        TestBrowser waiting = TestBrowser.of(app());
        waiting.back(
                waiting.atProvider(
                        waiting.ledTo(
                                app().uri().resolve("/api/auth/sso/" + id + "/start"),
                                "cross-site")));

        try (TestProvider other = TestProvider.start()) {
            change(Map.of("issuer", other.issuer()));

            // Who is in by the old one has shown no second factor any more.
            assertThat(browser.get(organization).statusCode()).isEqualTo(403);
            String yes = "{\"userId\":\"%s\"}".formatted(grace);
            assertThat(waiting.send("POST", CONFIRMATION, yes).statusCode()).isEqualTo(410);
            // The old one's name for Grace means nobody when the new one says it.
            other.person = new TestProvider.Person(provider.person.sub(), Map.of("name", "Eve"));
            assertFailed(waiting, waiting.signIn(id), "email-missing");
            other.person = other.person.withEmail("eve@elsewhere.example");
            assertFailed(waiting, waiting.signIn(id), "domain-not-allowed");
            // It is asked for what makes a link, and then its people have shown theirs.
            other.person = TestProvider.Person.named("Grace").withEmail("grace@" + domain);
            waiting.signIn(id);
            assertThat(userId(waiting)).isEqualTo(grace);
            assertThat(waiting.get(organization).statusCode()).isEqualTo(200);

            change(Map.of());
            assertThat(waiting.get(organization).statusCode()).isEqualTo(403);
            assertThat(browser.get(organization).statusCode()).isEqualTo(200);
        }
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
        Attempt attempt =
                app().bean(SingleSignOn.class).begin(UUID.fromString(id), null, false).attempt();
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

    /** Somebody leads her to the start of another organization's, where he is let in by himself. */
    @Test
    void whoIsSignedInIsAskedBeforeAnotherTakesTheirPlace() {
        browser.signIn(id);
        String grace = userId(browser);
        List<HttpCookie> before = List.copyOf(browser.cookies("astir_"));
        Person mallory = app().registerOrganization();
        String lure = add(mallory, provider.row("lure." + domain));
        provider.person = TestProvider.Person.named("Mallory").withEmail("mallory@lure." + domain);

        URI end = browser.signIn(lure, "/feed");

        assertThat(end).isEqualTo(app().uri().resolve("/confirm-sign-in"));
        assertThat(userId(browser)).isEqualTo(grace);
        assertThat(browser.cookies("astir_unconfirmed").getFirst().isHttpOnly()).isTrue();
        JsonNode asked = json(browser.send("GET", CONFIRMATION, ""));
        assertThat(asked.get("email").asText()).isEqualTo("mallory@lure." + domain);
        assertThat(asked.get("organizationName").asText()).isEqualTo(nameOf(mallory));
        assertThat(asked.at("/present/email").asText()).isEqualTo("grace@" + domain);
        assertThat(asked.at("/present/organizationName").asText()).isEqualTo(nameOf(admin));
        String yes = "{\"userId\":\"%s\"}".formatted(asked.get("userId").asText());
        // Without a word about her, about somebody else, and to what was not shown.
        assertThat(browser.send("POST", CONFIRMATION, yes).statusCode()).isEqualTo(409);
        assertThat(
                        browser.send(
                                        "POST",
                                        CONFIRMATION,
                                        yes,
                                        "X-Astir-Replace",
                                        UUID.randomUUID().toString())
                                .statusCode())
                .isEqualTo(409);
        String[] leave = {"X-Astir-Replace", grace};
        String other = "{\"userId\":\"%s\"}".formatted(grace);
        assertThat(browser.send("POST", CONFIRMATION, other, leave).statusCode()).isEqualTo(409);
        assertThat(browser.send("POST", CONFIRMATION, "{}", leave).statusCode()).isEqualTo(400);
        // Nor does another browser get in by it.
        TestBrowser thief = TestBrowser.of(app());
        assertThat(thief.send("POST", CONFIRMATION, yes, leave).statusCode()).isEqualTo(410);
        assertThat(userId(browser)).isEqualTo(grace);
        List<HttpCookie> kept = List.copyOf(browser.cookies("astir_unconfirmed"));

        HttpResponse<String> entered = browser.send("POST", CONFIRMATION, yes, leave);

        assertThat(json(entered).get("returnTo").asText()).isEqualTo("/feed");
        assertThat(browser.me()).contains("Mallory");
        assertThat(browser.cookies("astir_unconfirmed")).isEmpty();
        TestBrowser old = TestBrowser.of(app());
        before.forEach(old::keep);
        assertThat(old.me()).isEmpty();
        // Once, whoever kept it.
        kept.forEach(thief::keep);
        assertThat(thief.send("POST", CONFIRMATION, yes).statusCode()).isEqualTo(410);
        mallory.api().delete("/api/identity-providers/" + lure).expect(204);
    }

    /** Who is not signed in would not notice either. A link in a mail is "none" to a browser. */
    @Test
    void whomNoPageOfOursHasLedHereIsAsked() {
        URI start = app().uri().resolve("/api/auth/sso/" + id + "/start");
        for (String site : List.of("cross-site", "same-site", "none")) {
            URI end = browser.back(browser.atProvider(browser.ledTo(start, site)));

            assertThat(end.getPath()).as(site).isEqualTo("/confirm-sign-in");
            assertThat(browser.me()).isEmpty();
            JsonNode asked = json(browser.send("GET", CONFIRMATION, ""));
            assertThat(asked.get("email").asText()).isEqualTo("grace@" + domain);
            assertThat(asked.get("present").isNull()).isTrue();
            assertThat(browser.send("DELETE", CONFIRMATION, "").statusCode()).isEqualTo(204);
            assertThat(browser.send("GET", CONFIRMATION, "").statusCode()).isEqualTo(410);
        }
        URI end = browser.back(browser.atProvider(browser.ledTo(start, "same-origin")));

        assertThat(end.getPath()).isEqualTo("/");
        assertThat(browser.me()).contains("Grace");
    }

    /** What was asked is what is done: not after a removal, nor by a provider that is gone. */
    @Test
    void whatIsNotConfirmedEndsWithTheAccountAndTheProvider() {
        URI start = app().uri().resolve("/api/auth/sso/" + id + "/start");
        browser.back(browser.atProvider(browser.ledTo(start, "cross-site")));
        String grace = json(browser.send("GET", CONFIRMATION, "")).get("userId").asText();
        String yes = "{\"userId\":\"%s\"}".formatted(grace);

        admin.api().patch("/api/users/" + grace, Map.of("status", "suspended")).expect(200);
        assertThat(browser.send("POST", CONFIRMATION, yes).statusCode()).isEqualTo(410);
        admin.api().patch("/api/users/" + grace, Map.of("status", "active")).expect(200);
        change(Map.of("enabled", false));
        assertThat(browser.send("POST", CONFIRMATION, yes).statusCode()).isEqualTo(410);
        change(Map.of("enabled", true));
        assertThat(browser.send("POST", CONFIRMATION, yes).statusCode()).isEqualTo(200);
        assertThat(browser.me()).contains("Grace");
    }

    private static String nameOf(Person administrator) {
        return administrator.api().get("/api/organization").json().get("name").asText();
    }

    private static String userId(TestBrowser browser) {
        return json(browser.get(app().uri().resolve("/api/auth/me"))).get("id").asText();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new Api.Answer(answer).json();
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

package dev.astir.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import java.net.HttpCookie;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCookiesTest extends AppTest {

    @Test
    void leavesTheTokensOutOfTheAnswer() {
        Api.Answer answer = signIn();

        assertThat(answer.json().has("accessToken")).isFalse();
        assertThat(answer.json().has("refreshToken")).isFalse();
        assertThat(answer.json().at("/user/role").asText()).isEqualTo("admin");
        assertThat(answer.response().headers().allValues("Set-Cookie"))
                .hasSize(4)
                .allSatisfy(cookie -> assertThat(cookie).contains("SameSite=Lax"))
                .filteredOn(cookie -> !cookie.startsWith("astir_csrf="))
                .allSatisfy(cookie -> assertThat(cookie).containsIgnoringCase("HttpOnly"));
        assertThat(setCookie(answer, "astir_csrf")).doesNotContainIgnoringCase("HttpOnly");
        assertThat(setCookie(answer, "astir_refresh")).contains("Path=/api/auth");
    }

    @Test
    void readsWithTheCookieAlone() {
        browser(signIn()).get("/api/auth/me").expect(200);
    }

    @Test
    void changesNothingWithoutTheCsrfToken() {
        Api.Answer signedIn = signIn();
        Api browser = browser(signedIn);
        Map<String, String> change = Map.of("name", "Changed");

        assertThat(browser.patch("/api/organization", change).expect(403).json().get("type"))
                .hasToString("\"urn:astir:problem:csrf\"");
        browser.with("X-CSRF-Token", "planted").patch("/api/organization", change).expect(403);
        browser.with("X-CSRF-Token", cookie(signedIn, "astir_csrf"))
                .patch("/api/organization", change)
                .expect(200);
    }

    @Test
    void anotherSignInsCsrfTokenIsWorthNothing() {
        Api.Answer mine = signIn();
        Api.Answer other = signIn();

        browser(mine)
                .with("X-CSRF-Token", cookie(other, "astir_csrf"))
                .patch("/api/organization", Map.of("name", "Changed"))
                .expect(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer nonsense", "Bearer ", "Basic YTpi", "nonsense"})
    void isNotReadBesideABadHeader(String authorization) {
        Api.Answer signedIn = signIn();

        browser(signedIn)
                .with("X-CSRF-Token", cookie(signedIn, "astir_csrf"))
                .with("Authorization", authorization)
                .get("/api/auth/me")
                .expect(401);
    }

    @Test
    void asksForNoCsrfTokenBesideATokenInTheHeader() {
        TestApp.Person admin = app().registerOrganization();

        browser(signIn())
                .with("Authorization", "Bearer " + admin.accessToken())
                .patch("/api/organization", Map.of("name", "Changed"))
                .expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/auth/me", "/api/nothing-here", "/api/auth/change-password"})
    void asksForTheCsrfTokenAtEveryAddress(String path) {
        assertThat(browser(signIn()).post(path, Map.of()).expect(403).json().get("type"))
                .hasToString("\"urn:astir:problem:csrf\"");
    }

    /** To them it is nothing who is signed in; what takes a cookie judges it by itself. */
    @Test
    void asksForNoCsrfTokenWhereEverybodyMayCome() {
        Api browser = browser(signIn());

        browser.post("/api/auth/invitation", Map.of("token", "none")).expect(410);
        browser.post("/api/auth/sso/discover", Map.of("email", "ada@nowhere.example")).expect(200);
        browser.post("/api/auth/logout").expect(403);
    }

    /** Whoever is not asked might go on in somebody else's account without noticing. */
    @Test
    void nobodysSignInIsReplacedUnasked() {
        TestApp.Person ada = app().registerOrganization();
        TestApp.Person bob = app().registerOrganization();
        Api.Answer signedIn = signIn(app().api(), ada);
        Api browser =
                browser(signedIn)
                        .with("X-Astir-Session", "cookie")
                        .with("X-Astir-Replace", "nobody");
        String invitation =
                app().api()
                        .with("Authorization", "Bearer " + bob.accessToken())
                        .post("/api/invitations", Map.of("email", "eve@x.example", "role", "admin"))
                        .expect(201)
                        .json()
                        .get("url")
                        .asText()
                        .replaceAll(".*token=", "");
        Map<String, Map<String, String>> ways =
                Map.of(
                        "/api/auth/login",
                        Map.of("email", bob.email(), "password", TestApp.PASSWORD),
                        "/api/auth/second-factor",
                        Map.of("challenge", "none", "code", "123456"),
                        "/api/auth/register",
                        Map.of(
                                "organizationName",
                                "Eve's",
                                "timeZone",
                                "UTC",
                                "name",
                                "Eve",
                                "email",
                                "eve@x.example",
                                "password",
                                TestApp.PASSWORD),
                        "/api/auth/accept-invitation",
                        Map.of("token", invitation, "name", "Eve", "password", TestApp.PASSWORD));

        ways.forEach((path, body) -> {
            Api.Answer refused = browser.post(path, body).expect(409);
            assertThat(refused.json().get("type").asText()).endsWith(":signed-in-already");
            assertThat(refused.json().at("/present/email").asText()).isEqualTo(ada.email());
            assertThat(refused.json().at("/present/organizationName").asText()).isNotEmpty();
            assertThat(cookies(refused)).isEmpty();
            browser.with("X-Astir-Replace", bob.userId().toString()).post(path, body).expect(409);
        });
        app().api().post("/api/auth/invitation", Map.of("token", invitation)).expect(200);

        // Nor by a form of another site's, which is no JSON and has no cookies of hers.
        app().api()
                .with("X-Astir-Session", "cookie")
                .with("Content-Type", "text/plain")
                .post("/api/auth/login", ways.get("/api/auth/login"))
                .expect(415);
        Api.Answer again = signIn(browser, ada);
        // No window goes on with what the browser has no longer, be it the same person's.
        browser(signedIn).get("/api/auth/me").expect(401);
        Api.Answer replaced =
                signIn(browser(again).with("X-Astir-Replace", ada.userId().toString()), bob);

        assertThat(browser(replaced).get("/api/auth/me").body()).contains(bob.email());
        browser(again).get("/api/auth/me").expect(401);
        // And who is in no longer is in nobody's way.
        signIn(browser, bob);
        // A program that does not ask is not refused; the sign-in that it replaces ends.
        signIn(browser(replaced), ada);
        browser(replaced).get("/api/auth/me").expect(401);
    }

    @Test
    void refreshesByCookie() {
        Api.Answer signedIn = signIn();
        Api browser = browser(signedIn).with("X-Astir-Session", "cookie");

        browser.post("/api/auth/refresh").expect(403);
        Api.Answer refreshed =
                browser.with("X-CSRF-Token", cookie(signedIn, "astir_csrf"))
                        .post("/api/auth/refresh")
                        .expect(200);

        assertThat(cookie(refreshed, "astir_refresh"))
                .isNotEqualTo(cookie(signedIn, "astir_refresh"));
        browser(refreshed).get("/api/auth/me").expect(200);
    }

    @Test
    void givesAScriptNoTokenForACookie() {
        Api.Answer signedIn = signIn();

        Api.Answer refreshed =
                browser(signedIn)
                        .with("X-CSRF-Token", cookie(signedIn, "astir_csrf"))
                        .post("/api/auth/refresh")
                        .expect(200);

        assertThat(refreshed.json().has("accessToken")).isFalse();
        assertThat(refreshed.json().has("refreshToken")).isFalse();
        browser(refreshed).get("/api/auth/me").expect(200);
    }

    @Test
    void logoutTakesTheCookiesBack() {
        Api.Answer signedIn = signIn();

        Api.Answer out =
                browser(signedIn)
                        .with("X-CSRF-Token", cookie(signedIn, "astir_csrf"))
                        .post("/api/auth/logout")
                        .expect(204);

        assertThat(out.response().headers().allValues("Set-Cookie"))
                .hasSize(3)
                .allSatisfy(cookie -> assertThat(cookie).contains("Max-Age=0"));
        browser(signedIn).get("/api/auth/me").expect(401);
    }

    private static Api.Answer signIn() {
        return signIn(app().api(), app().registerOrganization());
    }

    private static Api.Answer signIn(Api browser, TestApp.Person admin) {
        return browser.with("X-Astir-Session", "cookie")
                .post(
                        "/api/auth/login",
                        Map.of("email", admin.email(), "password", TestApp.PASSWORD))
                .expect(200);
    }

    /** Sends the cookies that the answer set, as a browser would. */
    private static Api browser(Api.Answer answer) {
        return app().api()
                .with(
                        "Cookie",
                        cookies(answer).stream()
                                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
    }

    private static String cookie(Api.Answer answer, String name) {
        return cookies(answer).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static String setCookie(Api.Answer answer, String name) {
        return answer.response().headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .findFirst()
                .orElseThrow();
    }

    private static List<HttpCookie> cookies(Api.Answer answer) {
        return answer.response().headers().allValues("Set-Cookie").stream()
                .flatMap(header -> HttpCookie.parse(header).stream())
                .toList();
    }
}

package dev.astir.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.identity.KnownPlaces.Place;
import dev.astir.app.web.RateLimits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The limits as a client meets them; it comes from an address of its own in each test. */
class SignInLimitsTest extends AppTest {

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final String home = address();

    @Test
    void anInventedAddressBeforeTheProxysHasNoEffect() {
        String email = app().registerOrganization().email();
        exhaust(home, email, LoginLimit.FAILURES);

        for (int i = 0; i < 3; i++) {
            Api.Answer refused =
                    login(from("1.2.3." + i + ", " + home), email, "guess").expect(429);
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        }

        login(from(address()), email, TestApp.PASSWORD).expect(200);
    }

    @Test
    void whoSignedInBeforeIsNotLockedOutByStrangers() {
        String email = app().registerOrganization().email();
        String cookie = signInBrowser(from(home), email);

        attackFromEverywhere(email);

        login(from(address()), email, TestApp.PASSWORD).expect(429);
        login(from(home), email, TestApp.PASSWORD).expect(200);
        login(from(address()).with("Cookie", cookie), email, TestApp.PASSWORD).expect(200);
    }

    /** An account of one's own with another person's e-mail makes nobody known for theirs. */
    @Test
    void aKnownBrowserIsKnownForItsAccountAlone() {
        TestApp.Person victim = app().registerOrganization();
        Api.Answer own = registerMallory(victim.email());
        Api mallory = from(home).with("Cookie", deviceCookie(own));
        attackFromEverywhere(victim.email());

        // The right guess is refused like a wrong one.
        login(mallory, victim.email(), TestApp.PASSWORD).expect(401);
        login(mallory, victim.email(), "the password of mallory").expect(200);
    }

    @Test
    void aDeviceCookieIsOfUseForItsEmailAlone() {
        String email = app().registerOrganization().email();
        String other = app().registerOrganization().email();
        String cookie = signInBrowser(from(home), email);
        attackFromEverywhere(other);

        for (String planted :
                List.of(
                        cookie,
                        "astir_device=",
                        "astir_device=a.b",
                        "astir_device=a." + UUID.randomUUID() + ".c",
                        cookie.replaceFirst("=", "=x"))) {
            login(from(address()).with("Cookie", planted), other, TestApp.PASSWORD).expect(429);
        }
    }

    @Test
    void aBrowserKeepsItsName() {
        String email = app().registerOrganization().email();
        String cookie = signInBrowser(from(home), email);

        assertThat(signInBrowser(from(address()).with("Cookie", cookie), email)).isEqualTo(cookie);
        assertThat(signInBrowser(from(address()), email)).isNotEqualTo(cookie);
    }

    @Test
    void refusesManyBadRefreshTokens() {
        TestApp.Person admin = app().registerOrganization();
        refresh(from(home), admin.refreshToken()).expect(200);
        for (int i = 0; i < RefreshController.REFUSED.capacity(); i++) {
            refresh(from(home), "guess " + i).expect(401);
        }

        refresh(from(home), "guess").expect(429);

        refresh(from(address()), admin.refreshToken()).expect(200);
        // Without any token there is nothing to look up.
        from(home).post("/api/auth/refresh").expect(401);
    }

    /** 200 says that the password is not the victim's as well, 409 would say that it is. */
    @Test
    void aRightPasswordIsAGuessAtOthersWithTheEmail() {
        String victim = app().registerOrganization().email();
        registerMallory(victim);
        exhaust(home, victim, LoginLimit.FAILURES - 1);

        login(from(home), victim, "the password of mallory").expect(200);

        // Mallory is known there now, for the own account; the victim's is not looked at any more.
        login(from(home), victim, "the password of mallory").expect(200);
        login(from(home), victim, TestApp.PASSWORD).expect(401);
        login(from(address()), victim, TestApp.PASSWORD).expect(200);
    }

    private Api.Answer registerMallory(String email) {
        return from(home)
                .with("X-Astir-Session", "cookie")
                .post(
                        "/api/auth/register",
                        Map.of(
                                "organizationName", "Mine",
                                "timeZone", "UTC",
                                "name", "Mallory",
                                "email", email,
                                "password", "the password of mallory"))
                .expect(201);
    }

    private static Api.Answer refresh(Api api, String token) {
        return api.post("/api/auth/refresh", Map.of("refreshToken", token));
    }

    private static String signInBrowser(Api api, String email) {
        return deviceCookie(
                login(api.with("X-Astir-Session", "cookie"), email, TestApp.PASSWORD).expect(200));
    }

    private static String deviceCookie(Api.Answer answer) {
        String cookie =
                answer.response().headers().allValues("Set-Cookie").stream()
                        .filter(value -> value.startsWith(DeviceCookie.NAME + "="))
                        .findFirst()
                        .orElseThrow();
        assertThat(cookie)
                .containsIgnoringCase("HttpOnly")
                .contains("Path=/api/auth", "SameSite=Lax");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static Api from(String address) {
        return app().api().with("X-Forwarded-For", address);
    }

    private static Api.Answer login(Api api, String email, String password) {
        return api.post("/api/auth/login", Map.of("email", email, "password", password));
    }

    /** Failed logins, without the time that their hashes take. */
    private static void exhaust(String address, String email, int times) {
        for (int i = 0; i < times; i++) {
            app().bean(LoginLimit.class)
                    .attempt(new Place(address, address, false, Set.of()), email);
        }
    }

    private static void attackFromEverywhere(String email) {
        RateLimits limits = app().bean(RateLimits.class);
        String key = Emails.key(email);
        while (limits.tryTake(LoginLimit.OF_EMAIL, key).isEmpty()) {
            // on to the next address
        }
    }

    private static String address() {
        return "198.51.100." + NEXT.incrementAndGet();
    }
}

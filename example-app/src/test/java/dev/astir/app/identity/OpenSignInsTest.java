package dev.astir.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where people are signed in, and how that ends. */
class OpenSignInsTest extends AppTest {

    private static final String FIREFOX =
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final Person admin = app().registerOrganization();

    @Test
    void listsEachWithWhereItIsFromAndMarksTheOneThatAsks() {
        Api browser = signIn("203.0.113.9", FIREFOX);

        JsonNode items = browser.get("/api/auth/sessions").expect(200).json().get("items");

        assertThat(items).hasSize(2);
        JsonNode own = items.get(0);
        assertThat(own.get("current").asBoolean()).isTrue();
        assertThat(own.get("address").asText()).isEqualTo("203.0.113.9");
        assertThat(own.get("client")).hasToString("{\"browser\":\"Firefox\",\"system\":\"Linux\"}");
        assertThat(own.get("createdAt").asText()).isEqualTo(own.get("lastUsedAt").asText());
        JsonNode other = items.get(1);
        assertThat(other.get("current").asBoolean()).isFalse();
        assertThat(other.at("/client/browser").asText()).isEqualTo("Java-http-client");
    }

    @Test
    void showsWhenAndFromWhereOneWasRenewed() {
        app().api()
                .with("X-Forwarded-For", "198.51.100.7")
                .with("User-Agent", FIREFOX)
                .post("/api/auth/refresh", Map.of("refreshToken", admin.refreshToken()))
                .expect(200);

        JsonNode own = list(admin).get(0);

        assertThat(Instant.parse(own.get("lastUsedAt").asText()))
                .isAfter(Instant.parse(own.get("createdAt").asText()));
        assertThat(own.get("address").asText()).isEqualTo("198.51.100.7");
        assertThat(own.at("/client/system").asText()).isEqualTo("Linux");
    }

    @Test
    void goesThroughThemPageByPage() {
        app().signIn(admin.email());
        app().signIn(admin.email());
        String all = ids(list(admin)).toString();

        JsonNode first = admin.api().get("/api/auth/sessions?limit=2").expect(200).json();
        JsonNode second =
                admin.api()
                        .get("/api/auth/sessions?limit=2&after=" + first.get("next").asText())
                        .expect(200)
                        .json();

        assertThat(second.get("next").isNull()).isTrue();
        List<String> ids = new ArrayList<>(ids(first.get("items")));
        ids.addAll(ids(second.get("items")));
        assertThat(ids).hasToString(all).hasSize(3);
    }

    @Test
    void endsOneAtOnceAndNoOther() {
        Person lost = app().signIn(admin.email());
        lost.api().get("/api/auth/me").expect(200);
        String id = list(lost).get(0).get("id").asText();

        admin.api().delete("/api/auth/sessions/" + id).expect(204);

        lost.api().get("/api/auth/me").expect(401);
        refresh(lost).expect(401);
        admin.api().get("/api/auth/me").expect(200);
        assertThat(ids(list(admin))).hasSize(1).doesNotContain(id);
        admin.api().delete("/api/auth/sessions/" + id).expect(404);
        assertThat(TrailLines.about(app(), admin))
                .contains(
                        "sign-in.ended by %s {\"signInId\": \"%s\"}".formatted(admin.userId(), id));
    }

    @Test
    void endsAllOthersAndStays() {
        Person second = app().signIn(admin.email());
        Person third = app().signIn(admin.email());

        second.api().delete("/api/auth/sessions").expect(204);

        admin.api().get("/api/auth/me").expect(401);
        third.api().get("/api/auth/me").expect(401);
        second.api().get("/api/auth/me").expect(200);
        refresh(second).expect(200);
    }

    @Test
    void logsOutEverywhere() {
        Person second = app().signIn(admin.email());

        Api.Answer answer = second.api().post("/api/auth/logout-everywhere").expect(204);

        assertThat(answer.response().headers().allValues("Set-Cookie"))
                .allMatch(cookie -> cookie.contains("Max-Age=0"))
                .hasSize(3);
        admin.api().get("/api/auth/me").expect(401);
        second.api().get("/api/auth/me").expect(401);
        refresh(admin).expect(401);
    }

    @Test
    void aColleaguesAreNobodyElses() {
        Person bob = app().addUser(admin, Role.MANAGER, "Bob");
        String id = list(admin).get(0).get("id").asText();

        bob.api().delete("/api/auth/sessions/" + id).expect(404);
        bob.api().get("/api/users/" + admin.userId() + "/sessions").expect(403);
        bob.api().delete("/api/users/" + admin.userId() + "/sessions/" + id).expect(403);

        admin.api().get("/api/auth/me").expect(200);
    }

    @Test
    void administratorsSeeAndEndThoseOfAPersonAndItIsTold() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        Person again = app().signIn(bob.email());
        String sessions = "/api/users/" + bob.userId() + "/sessions";

        JsonNode items = admin.api().get(sessions).expect(200).json().get("items");
        String newest = items.get(0).get("id").asText();
        admin.api().delete(sessions + "/" + newest).expect(204);

        assertThat(items).hasSize(2).noneMatch(item -> item.get("current").asBoolean());
        again.api().get("/api/auth/me").expect(401);
        bob.api().get("/api/auth/me").expect(200);
        admin.api().delete(sessions).expect(204);
        bob.api().get("/api/auth/me").expect(401);
        admin.api().get("/api/auth/me").expect(200);
        String by = " by " + admin.userId();
        assertThat(TrailLines.about(app(), bob))
                .containsExactly(
                        "sign-ins" + by,
                        "sign-in.ended" + by + " {\"signInId\": \"" + newest + "\"}",
                        "sign-ins.ended" + by + " {\"count\": 1}");
        // One's own list is nobody's business.
        assertThat(TrailLines.about(app(), admin)).isEmpty();
    }

    /**
     * A header is whatever somebody sends: it is one short line in the list, and breaks nothing.
     */
    @Test
    void keepsALongOrStrangeProgramAsOneLine() {
        Api client = signIn("not an address", "x".repeat(2_000));

        JsonNode own = client.get("/api/auth/sessions").expect(200).json().at("/items/0");

        assertThat(own.get("address").asText()).isEqualTo("127.0.0.1");
        assertThat(own.at("/client/browser").isNull()).isTrue();
    }

    @Test
    void cutsBetweenCharactersAndKeepsNoNameOfANetworkCard() throws Exception {
        InetAddress linkLocal =
                Inet6Address.getByAddress(null, InetAddress.getByName("fe80::1").getAddress(), 1);
        String face = "\uD83D\uDE00";

        SignInOrigin origin = SignInOrigin.of(linkLocal, "a\n\u202Eb" + face.repeat(400));

        assertThat(origin)
                .isEqualTo(
                        new SignInOrigin(
                                "fe80:0:0:0:0:0:0:1",
                                "a b" + face.repeat(SignInOrigin.LONGEST_USER_AGENT - 3)));
    }

    private Api signIn(String address, String userAgent) {
        JsonNode signedIn =
                app().api()
                        .with("X-Forwarded-For", address)
                        .with("User-Agent", userAgent)
                        .post(
                                "/api/auth/login",
                                Map.of("email", admin.email(), "password", TestApp.PASSWORD))
                        .expect(200)
                        .json();
        return app().api().with("Authorization", "Bearer " + signedIn.get("accessToken").asText());
    }

    private static Api.Answer refresh(Person person) {
        return app().api().post("/api/auth/refresh", Map.of("refreshToken", person.refreshToken()));
    }

    private static JsonNode list(Person person) {
        return person.api().get("/api/auth/sessions").expect(200).json().get("items");
    }

    private static List<String> ids(JsonNode items) {
        return items.findValuesAsText("id");
    }
}

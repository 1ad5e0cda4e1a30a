package dev.astir.app.invitations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Invitations by link, where no mail is configured. */
class InvitationTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final String email = "lena-" + UUID.randomUUID() + "@demo.example";

    @Test
    void whoHasTheLinkComesInAsInvitedAndNobodyElse() {
        JsonNode invited = invite(email, "employee");
        String token = token(invited);

        assertThat(invited.get("email").asText()).isEqualTo(email);
        assertThat(invited.get("state").asText()).isEqualTo("open");
        assertThat(invited.get("mail").isNull()).isTrue();
        JsonNode shown = look(token).expect(200).json();
        assertThat(shown.get("email").asText()).isEqualTo(email);
        assertThat(shown.get("invitedByName").asText()).isEqualTo("Ada Admin");
        assertThat(shown.get("organizationName").asText()).contains(admin.email());

        JsonNode signedIn =
                app().api()
                        .post(
                                "/api/auth/accept-invitation",
                                Map.of(
                                        "token",
                                        token,
                                        "name",
                                        "Lena Berg",
                                        "password",
                                        TestApp.PASSWORD,
                                        "role",
                                        "admin",
                                        "organizationId",
                                        UUID.randomUUID(),
                                        "email",
                                        "eve@evil.example"))
                        .expect(200)
                        .json();
        assertThat(signedIn.at("/user/role").asText()).isEqualTo("employee");
        assertThat(signedIn.at("/user/email").asText()).isEqualTo(email);
        assertThat(signedIn.at("/user/organizationId").asText())
                .isEqualTo(admin.organizationId().toString());
        app().api()
                .with("Authorization", "Bearer " + signedIn.get("accessToken").asText())
                .get("/api/auth/me")
                .expect(200);
        assertThat(app().signIn(email).email()).isEqualTo(email);
        assertThat(items(admin.api().get("/api/invitations"))).isEmpty();

        assertRefused(accept(token), "invitation-used");
        assertRefused(look(token), "invitation-used");
    }

    @Test
    void anAddressHasOneOpenInvitation() {
        JsonNode first = invite(email, "employee");
        JsonNode second = invite(email.toUpperCase(java.util.Locale.ROOT), "manager");

        assertThat(second.get("id")).isEqualTo(first.get("id"));
        assertThat(items(admin.api().get("/api/invitations"))).hasSize(1);
        assertRefused(look(token(first)), "invitation-unknown");
        assertThat(accept(token(second)).expect(200).json().at("/user/role").asText())
                .isEqualTo("manager");
    }

    @Test
    void manyInvitationsOfOneAddressAtOnceAreOne() throws Exception {
        List<Api.Answer> answers = atOnce(4, i -> post(email, "employee"));

        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(items(admin.api().get("/api/invitations"))).hasSize(1);
        assertThat(answers.stream().filter(answer -> look(token(answer.json())).status() == 200))
                .hasSize(1);
    }

    @Test
    void aNewLinkEndsTheOneBefore() {
        JsonNode first = invite(email, "employee");
        JsonNode again =
                admin.api()
                        .post("/api/invitations/" + first.get("id").asText() + "/resend")
                        .expect(200)
                        .json();

        assertThat(again.get("id")).isEqualTo(first.get("id"));
        assertRefused(accept(token(first)), "invitation-unknown");
        accept(token(again)).expect(200);
        // It is over now.
        admin.api().post("/api/invitations/" + first.get("id").asText() + "/resend").expect(404);
    }

    @Test
    void aRevokedLinkLetsNobodyIn() {
        JsonNode invited = invite(email, "employee");

        admin.api().delete("/api/invitations/" + invited.get("id").asText()).expect(204);

        assertRefused(accept(token(invited)), "invitation-revoked");
        assertThat(items(admin.api().get("/api/invitations"))).isEmpty();
        admin.api().delete("/api/invitations/" + invited.get("id").asText()).expect(404);
        accept(token(invite(email, "employee"))).expect(200);
    }

    /** Else a suspended administrator could have left a door behind for themselves. */
    @Test
    void aLinkIsGoodAsLongAsWhoSentItMayInvite() {
        Person other = app().addUser(admin, Role.ADMIN, "Otto");
        JsonNode invited = invite(other, email, "admin");

        admin.api().patch("/api/users/" + other.userId(), Map.of("role", "manager")).expect(200);
        assertRefused(look(token(invited)), "invitation-revoked");
        admin.api()
                .patch(
                        "/api/users/" + other.userId(),
                        Map.of("role", "admin", "status", "suspended"))
                .expect(200);
        assertRefused(accept(token(invited)), "invitation-revoked");
        assertThat(items(admin.api().get("/api/invitations")).getFirst().get("state").asText())
                .isEqualTo("lapsed");

        JsonNode again =
                admin.api()
                        .post("/api/invitations/" + invited.get("id").asText() + "/resend")
                        .expect(200)
                        .json();
        assertThat(again.get("state").asText()).isEqualTo("open");
        accept(token(again)).expect(200);
    }

    @Test
    void whoIsHereAlreadyIsNotInvited() {
        assertThat(post(admin.email(), "employee").expect(409).json().get("type").asText())
                .isEqualTo("urn:astir:problem:email-taken");
    }

    @Test
    void whoCameInMeanwhileByAnotherWayIsNotMadeTwice() {
        String token = token(invite(email, "employee"));
        app().bean(dev.astir.app.people.People.class)
                .add(admin.organizationId(), "Lena", email, TestApp.PASSWORD, Role.EMPLOYEE);

        assertThat(accept(token).expect(409).json().get("type").asText())
                .isEqualTo("urn:astir:problem:email-taken");
        // Nothing of the attempt stayed.
        look(token).expect(200);
    }

    @Test
    void ofManyWhoAcceptAtOnceOneComesIn() throws Exception {
        String token = token(invite(email, "employee"));

        List<Api.Answer> answers = atOnce(4, i -> accept(token));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .allSatisfy(answer -> assertRefused(answer, "invitation-used"));
    }

    @Test
    void aPasswordThatIsRefusedLeavesTheLinkAsItIs() {
        String token = token(invite(email, "employee"));

        assertThat(
                        app().api()
                                .post(
                                        "/api/auth/accept-invitation",
                                        Map.of("token", token, "name", "Lena", "password", "short"))
                                .expect(400)
                                .body())
                .contains("\"field\":\"password\"")
                .doesNotContain("short\"");
        accept(token).expect(200);
    }

    /** One e-mail, two organizations, and a password of its own in each. */
    @Test
    void eachOrganizationHasItsOwnPassword() {
        Person elsewhere = app().registerOrganization();
        accept(token(invite(email, "employee"))).expect(200);
        String second = token(invite(elsewhere, email, "manager"));
        app().api()
                .post(
                        "/api/auth/accept-invitation",
                        Map.of("token", second, "name", "Lena", "password", "another password"))
                .expect(200);

        assertThat(organization("another password")).isEqualTo(elsewhere.organizationId());
        assertThat(organization(TestApp.PASSWORD)).isEqualTo(admin.organizationId());
    }

    /** Else an invitation would be a way past the provider of single sign-on. */
    @Test
    void whereNobodySignsInByPasswordALinkLetsInAdministratorsAlone() {
        String employee = token(invite(email, "employee"));
        String other = token(invite("a" + email, "admin"));
        execute("UPDATE organizations SET passwords_allowed = false");

        assertThat(accept(employee).expect(403).json().get("type").asText())
                .isEqualTo("urn:astir:problem:single-sign-on-required");
        JsonNode shown = look(employee).expect(200).json();
        assertThat(shown.get("byPassword").asBoolean()).isFalse();
        assertThat(shown.get("providers")).isEmpty();
        assertThat(look(other).expect(200).json().get("byPassword").asBoolean()).isTrue();
        accept(other).expect(200);
        execute("UPDATE organizations SET passwords_allowed = true");
        accept(employee).expect(200);
    }

    @Test
    void aBrowserGetsCookies() {
        Api.Answer answer =
                app().api()
                        .with("X-Astir-Session", "cookie")
                        .post("/api/auth/accept-invitation", body(token(invite(email, "employee"))))
                        .expect(200);

        assertThat(answer.body()).doesNotContain("accessToken", "refreshToken");
        assertThat(answer.response().headers().allValues("set-cookie"))
                .anyMatch(cookie -> cookie.startsWith("astir_access="));
    }

    @Test
    void theTrailTellsOfItAndKeepsNoLink() {
        JsonNode invited = invite(email, "manager");
        String id = invited.get("id").asText();
        JsonNode again = admin.api().post("/api/invitations/" + id + "/resend").expect(200).json();
        accept(token(again)).expect(200);
        JsonNode other = invite("x" + email, "employee");
        admin.api().delete("/api/invitations/" + other.get("id").asText()).expect(204);

        List<String> entries = entries();
        assertThat(entries.stream().map(entry -> entry.split(" ")[0]))
                .containsExactly(
                        "invitation.sent",
                        "invitation.sent-again",
                        "invitation.accepted",
                        "invitation.sent",
                        "invitation.revoked");
        assertThat(entries.getFirst()).contains(email, "manager", id);
        assertThat(entries).noneMatch(entry -> entry.contains("astir_invite_"));
    }

    @Test
    void anAddressIsInvitedOnlySoOften() {
        IntStream.range(0, 5).forEach(i -> invite(email, "employee"));

        Api.Answer answer = post(email, "employee").expect(429);

        assertThat(answer.header("Retry-After")).isNotEmpty();
        invite("other-" + email, "employee");
    }

    @Test
    void linksThatAreNotGoodAreTriedOnlySoOften() {
        Api stranger = app().api().with("X-Forwarded-For", "203.0.113.77");
        Stream<Integer> statuses =
                IntStream.range(0, 61)
                        .mapToObj(i ->
                                stranger.post("/api/auth/invitation", Map.of("token", "no" + i))
                                        .status());

        assertThat(statuses.toList()).startsWith(410).endsWith(429).contains(410, 410);
        // A good one is.
        stranger.post("/api/auth/invitation", Map.of("token", token(invite(email, "employee"))))
                .expect(200);
    }

    @Test
    void theListGoesOnAfterAPage() {
        List<String> sent =
                IntStream.range(0, 3)
                        .mapToObj(i -> invite(i + email, "employee").get("id").asText())
                        .toList();

        List<String> found = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = admin.api().get("/api/invitations?limit=2" + next).expect(200).json();
            page.get("items").forEach(item -> found.add(item.get("id").asText()));
            next = page.get("next").isNull() ? null : "&after=" + page.get("next").asText();
        } while (next != null);
        assertThat(found).containsExactlyElementsOf(sent.reversed());
    }

    private JsonNode invite(String address, String role) {
        return invite(admin, address, role);
    }

    private static JsonNode invite(Person inviter, String address, String role) {
        return inviter.api()
                .post("/api/invitations", Map.of("email", address, "role", role))
                .expect(201)
                .json();
    }

    private Api.Answer post(String address, String role) {
        return admin.api().post("/api/invitations", Map.of("email", address, "role", role));
    }

    private static String token(JsonNode invited) {
        String url = invited.get("url").asText();
        assertThat(url).startsWith(app().uri() + "/accept-invitation#token=astir_invite_");
        return url.substring(url.indexOf('=') + 1);
    }

    private static Api.Answer look(String token) {
        return app().api().post("/api/auth/invitation", Map.of("token", token));
    }

    private static Api.Answer accept(String token) {
        return app().api().post("/api/auth/accept-invitation", body(token));
    }

    private static Map<String, String> body(String token) {
        return Map.of("token", token, "name", "Lena Berg", "password", TestApp.PASSWORD);
    }

    private static void assertRefused(Api.Answer answer, String problem) {
        assertThat(answer.expect(410).json().get("type").asText())
                .isEqualTo("urn:astir:problem:" + problem);
    }

    private UUID organization(String password) {
        return UUID.fromString(
                app().api()
                        .post("/api/auth/login", Map.of("email", email, "password", password))
                        .expect(200)
                        .json()
                        .at("/user/organizationId")
                        .asText());
    }

    private static List<JsonNode> items(Api.Answer answer) {
        return StreamSupport.stream(answer.expect(200).json().get("items").spliterator(), false)
                .toList();
    }

    private List<Api.Answer> atOnce(int many, java.util.function.IntFunction<Api.Answer> request)
            throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Api.Answer>> sent =
                    IntStream.range(0, many)
                            .mapToObj(i -> clients.submit(() -> request.apply(i)))
                            .toList();
            List<Api.Answer> answers = new ArrayList<>();
            for (Future<Api.Answer> each : sent) {
                answers.add(each.get());
            }
            return answers;
        }
    }

    private void execute(String sql) {
        Transactions transactions = app().bean(Transactions.class);
        transactions.inOrganization(
                admin.organizationId(),
                () -> {
                    try (Statement statement = transactions.connection().createStatement()) {
                        statement.execute(sql);
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    /** What the trail has of the organization's invitations, oldest first. */
    private List<String> entries() {
        Transactions transactions = app().bean(Transactions.class);
        return transactions.inOrganization(
                admin.organizationId(),
                () -> {
                    try (Statement statement = transactions.connection().createStatement();
                            ResultSet rows =
                                    statement.executeQuery(
                                            "SELECT action || ' ' || details FROM audit_entries"
                                                    + " WHERE action LIKE 'invitation.%' ORDER BY"
                                                    + " at")) {
                        List<String> found = new ArrayList<>();
                        while (rows.next()) {
                            found.add(rows.getString(1));
                        }
                        return found;
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                });
    }
}

package dev.astir.app.singlesignon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who somebody is here whom a provider vouches for. */
class ArrivalsTest extends ProviderTest {

    private static final String ROLES = "realm_access.roles";

    @Test
    void anAccountWithTheProvenEmailIsTheirs() {
        Person eve = app().addUser(admin, Role.MANAGER, "Eve");
        changeDomainTo("example.org");
        provider.person = TestProvider.Person.named("Evelyn").withEmail(eve.email());

        browser.signIn(id);

        assertThat(browser.me()).contains(eve.userId().toString(), "\"Eve\"", "manager");
        assertThat(trail("person.linked").getLast().get("person_id").asText())
                .isEqualTo(eve.userId().toString());
        // A password that was theirs before stays theirs.
        app().signIn(eve.email());
    }

    @ParameterizedTest
    @CsvSource({
        "email-unverified,   email_verified, false",
        "email-unverified,   email_verified, 1",
        "email-missing,      email,          0",
        "domain-not-allowed, email,          grace@evil.example",
        "domain-not-allowed, email,          grace@%s.evil.example",
        "domain-not-allowed, email,          grace@sub.%s",
        "domain-not-allowed, email,          grace%s",
    })
    void whatIsNotProvenOpensNothing(String failure, String claim, String value) {
        Object said =
                switch (value) {
                    case "false" -> false;
                    case "0", "1" -> Integer.valueOf(value);
                    default -> value.formatted(domain);
                };
        provider.person = provider.person.with(claim, said);

        assertFailed(browser, browser.signIn(id), failure);
        assertThat(people(admin)).isZero();
    }

    @Test
    void anUnprovenEmailDoesNotOpenTheAccountThatHasIt() {
        Person eve = app().addUser(admin, Role.ADMIN, "Eve");
        changeDomainTo("example.org");
        provider.person = TestProvider.Person.named("Mallory").with("email", eve.email());

        assertFailed(browser, browser.signIn(id), "email-unverified");
    }

    @Test
    void anotherEmailOfTheSamePersonChangesNothing() {
        browser.signIn(id);
        String grace = person(admin, "grace@" + domain).get("id").asText();
        provider.person =
                new TestProvider.Person(provider.person.sub(), Map.of("email", "new@evil.example"));

        TestBrowser second = TestBrowser.of(app());
        second.signIn(id);

        assertThat(second.me()).contains(grace, "grace@" + domain);
    }

    @Test
    void anotherPersonWithTheEmailIsRefused() {
        browser.signIn(id);
        provider.person = grace(); // who has another name for the provider

        TestBrowser second = TestBrowser.of(app());

        assertFailed(second, second.signIn(id), "another-person");
    }

    @Test
    void aProviderKnowsNobodyOfAnotherOrganization() {
        browser.signIn(id);
        String grace = person(admin, "grace@" + domain).get("id").asText();
        Person thief = app().registerOrganization();
        String other = add(thief, provider.row(domain));

        TestBrowser second = TestBrowser.of(app());
        second.signIn(other);

        assertThat(second.me())
                .contains(thief.organizationId().toString())
                .doesNotContain(grace, admin.organizationId().toString());
        assertThat(people(admin)).isEqualTo(1);
        assertThat(people(thief)).isEqualTo(1);
    }

    @Test
    void noAccountIsMadeWhereNoneShallBe() {
        change(Map.of("autoCreate", false));

        assertFailed(browser, browser.signIn(id), "no-account");
        assertThat(people(admin)).isZero();
    }

    /** Else nobody but administrators could be invited where there are no passwords. */
    @Test
    void whoIsInvitedComesInAlsoWhereNoAccountIsMadeAndNoPasswordLetsIn() {
        inAnOrganizationOfItsOwn();
        change(Map.of("autoCreate", false));
        admin.api().patch("/api/sign-in-rules", Map.of("passwordsAllowed", false)).expect(200);
        UUID team = TestTeams.create(admin, "Platform");
        JsonNode invited = invite("Grace@" + domain, "manager", team);
        Map<String, Object> token = Map.of("token", token(invited));
        JsonNode shown = app().api().post("/api/auth/invitation", token).expect(200).json();
        assertThat(shown.get("byPassword").asBoolean()).isFalse();
        assertThat(shown.at("/providers/0/id").asText()).isEqualTo(id);
        assertThat(shown.at("/providers/0/host").asText()).isEqualTo("127.0.0.1");

        browser.signIn(id);

        JsonNode grace = person(admin, "grace@" + domain);
        assertThat(browser.me()).contains(grace.get("id").asText(), "Grace Hopper");
        assertThat(grace.get("role").asText()).isEqualTo("manager");
        assertThat(grace.get("teamId").asText()).isEqualTo(team.toString());
        assertThat(trail("invitation.accepted").toString())
                .contains(invited.get("id").asText(), "single sign-on by Test login");
        app().api().post("/api/auth/invitation", token).expect(410);
        TestBrowser second = TestBrowser.of(app());
        second.signIn(id);
        assertThat(second.me()).contains(grace.get("id").asText());
    }

    @Test
    void anInvitationThatIsNotGoodLetsNobodyIn() {
        change(Map.of("autoCreate", false));
        Person other = app().addUser(admin, Role.ADMIN, "Otto");
        other.api()
                .post("/api/invitations", Map.of("email", "grace@" + domain, "role", "admin"))
                .expect(201);
        admin.api().patch("/api/users/" + other.userId(), Map.of("role", "manager")).expect(200);
        assertFailed(browser, browser.signIn(id), "no-account");

        String revoked = invite("grace@" + domain, "employee", null).get("id").asText();
        admin.api().delete("/api/invitations/" + revoked).expect(204);
        assertFailed(browser, browser.signIn(id), "no-account");

        // Of somebody else; and of the e-mail, which the provider does not prove.
        invite("another@" + domain, "employee", null);
        assertFailed(browser, browser.signIn(id), "no-account");
        invite("grace@" + domain, "employee", null);
        provider.person = provider.person.with("email_verified", false);
        assertFailed(browser, browser.signIn(id), "email-unverified");
    }

    @Test
    void whoWasRemovedComesBackByAnInvitationAloneAndAsSomebodyNew() {
        browser.signIn(id);
        String before = person(admin, "grace@" + domain).get("id").asText();
        admin.api().delete("/api/users/" + before).expect(204);

        TestBrowser second = TestBrowser.of(app());
        assertFailed(second, second.signIn(id), "removed");
        // Whatever the provider calls them now.
        TestProvider.Person same = provider.person;
        provider.person = grace();
        assertFailed(second, second.signIn(id), "removed");

        provider.person = same;
        invite("grace@" + domain, "manager", null);
        second.signIn(id);
        String after = person(admin, "grace@" + domain).get("id").asText();
        assertThat(after).isNotEqualTo(before);
        assertThat(second.me()).contains(after, "manager");
        second.signIn(id);
        assertThat(second.me()).contains(after);
    }

    /** The provider's name for them is the new account's then. */
    @Test
    void whoWasRemovedAndAcceptedByPasswordIsTheNewAccount() {
        browser.signIn(id);
        String before = person(admin, "grace@" + domain).get("id").asText();
        admin.api().delete("/api/users/" + before).expect(204);
        String token = token(invite("grace@" + domain, "employee", null));
        Map<String, String> body =
                Map.of("token", token, "name", "Grace", "password", TestApp.PASSWORD);
        app().api().post("/api/auth/accept-invitation", body).expect(200);

        browser.signIn(id);

        assertThat(browser.me())
                .contains(person(admin, "grace@" + domain).get("id").asText())
                .doesNotContain(before);
    }

    @Test
    void noPasswordIsTheirs() {
        browser.signIn(id);
        String email = "grace@" + domain;

        for (String password : List.of("none", "nonenone", "", "$2b$12$none", "Grace Hopper")) {
            app().api()
                    .post("/api/auth/login", Map.of("email", email, "password", password))
                    .expect(401);
        }
    }

    @Test
    void theRoleIsTheProvidersAtEachSignInWhereItIsSaid() {
        inAnOrganizationOfItsOwn();
        changeRoles();
        assertThat(roleAfter("astir-managers")).isEqualTo("manager");
        assertThat(roleAfter("astir-admins", "astir-managers")).isEqualTo("admin");
        assertThat(roleAfter("something")).isEqualTo("employee");
        assertThat(trail("person.created")).hasSize(1);
        assertThat(trail("person.changed")).hasSize(2);
        assertThat(trail("person.changed").getFirst().toString())
                .contains("manager", "admin", "\"via\":\"single sign-on by Test login\"");
    }

    /** Only an answer says that somebody has no role. */
    @Test
    void aProviderThatCannotBeAskedForTheRoleTakesNone() {
        inAnOrganizationOfItsOwn();
        changeRoles();
        provider.userInfo = Map.of("sub", provider.person.sub());
        String role = roleAfter("astir-managers");
        provider.person = new TestProvider.Person(provider.person.sub(), Map.of("email", "x"));
        provider.pages.put("/userinfo", exchange -> TestProvider.json(exchange, 503, Map.of()));

        assertFailed(browser, browser.signIn(id), "provider-away");
        assertThat(person(admin, "grace@" + domain).get("role").asText()).isEqualTo(role);

        provider.pages.clear();
        browser.signIn(id);
        assertThat(browser.me()).contains("employee");
    }

    @Test
    void theRoleIsNotTheProvidersWhereItIsNotSaid() {
        browser.signIn(id);
        String grace = person(admin, "grace@" + domain).get("id").asText();
        admin.api().patch("/api/users/" + grace, Map.of("role", "manager")).expect(200);

        assertThat(roleAfter("astir-admins")).isEqualTo("manager");
    }

    @Test
    void theLastAdministratorStaysOne() {
        inAnOrganizationOfItsOwn();
        change(
                Map.of(
                        "allowedDomains",
                        List.of("example.org"),
                        "roleClaim",
                        ROLES,
                        "roleValues",
                        Map.of("admin", List.of("astir-admins"))));
        provider.person = TestProvider.Person.named("Ada").withEmail(admin.email());

        browser.signIn(id);

        assertThat(browser.me()).contains(admin.userId().toString(), "\"role\":\"admin\"");
        admin.api().get("/api/identity-providers").expect(200);
        assertThat(trail("person.changed")).isEmpty();
    }

    @Test
    void anEmailThatOnlyTheSecondAnswerHasIsEnough() {
        TestProvider.Person thin = TestProvider.Person.named("Grace Hopper");
        provider.person = thin;
        provider.userInfo =
                Map.of("sub", thin.sub(), "email", "grace@" + domain, "email_verified", true);

        browser.signIn(id);

        assertThat(browser.me()).contains("grace@" + domain);
    }

    @Test
    void aSecondAnswerAboutSomebodyElseIsNotBelieved() {
        provider.person = TestProvider.Person.named("Mallory");
        provider.userInfo =
                Map.of("sub", "another", "email", "grace@" + domain, "email_verified", true);

        assertFailed(browser, browser.signIn(id), "email-missing");
    }

    /** One answer's proof says nothing about the other one's e-mail. */
    @Test
    void anEmailAndItsProofComeTogether() {
        TestProvider.Person mallory =
                TestProvider.Person.named("Mallory").with("email", "grace@" + domain);
        provider.person = mallory;
        provider.userInfo = Map.of("sub", mallory.sub(), "email_verified", true);

        assertFailed(browser, browser.signIn(id), "email-unverified");
    }

    @Test
    void aNameThatSteersIsNotTaken() {
        provider.person =
                TestProvider.Person.named("Eve\u202e\u0000\n<b>").withEmail("grace@" + domain);

        browser.signIn(id);

        assertThat(person(admin, "grace@" + domain).get("name").asText())
                .doesNotContain("\u202e", "\n", "\u0000");
    }

    private JsonNode invite(String email, String role, @Nullable UUID team) {
        Map<String, Object> body = new HashMap<>(Map.of("email", email, "role", role));
        body.put("teamId", team);
        return admin.api().post("/api/invitations", body).expect(201).json();
    }

    private static String token(JsonNode invited) {
        String url = invited.get("url").asText();
        return url.substring(url.indexOf('=') + 1);
    }

    private String roleAfter(String... roles) {
        provider.person =
                new TestProvider.Person(
                        provider.person.sub(),
                        Map.of(
                                "name",
                                "Grace Hopper",
                                "email",
                                "grace@" + domain,
                                "email_verified",
                                true,
                                "realm_access",
                                Map.of("roles", List.of(roles))));
        TestBrowser.of(app()).signIn(id);
        return person(admin, "grace@" + domain).get("role").asText();
    }

    private void changeRoles() {
        change(
                Map.of(
                        "roleClaim",
                        ROLES,
                        "roleValues",
                        Map.of(
                                "admin", List.of("astir-admins"),
                                "manager", List.of("astir-managers"))));
    }

    private void changeDomainTo(String other) {
        change(Map.of("allowedDomains", List.of(other)));
    }

    private List<JsonNode> trail(String action) {
        return TrailReader.of(app(), admin.organizationId(), action);
    }
}

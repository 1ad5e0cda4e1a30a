package dev.astir.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.app.Api;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.factors.TestFactors;
import dev.astir.app.mail.MailServer;
import dev.astir.app.people.People;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where mail can be sent, links for new passwords go by it: a real server takes it. */
class ForgottenPasswordMailTest {

    private static final Pattern LINK =
            Pattern.compile("https://astir\\.example/reset-password#token=(\\S+)");

    private static MailServer server;
    private static TestApp app;

    @BeforeAll
    static void start() {
        server = MailServer.start(false);
        app =
                TestApp.start(
                        Map.of(
                                "ASTIR_SMTP_URL",
                                "smtp://127.0.0.1:" + server.port() + "?from=astir@example.org",
                                "ASTIR_PUBLIC_URL",
                                "https://astir.example"));
    }

    @AfterAll
    static void stop() throws Exception {
        app.close();
        server.stop();
    }

    @Test
    void eachAccountGetsALinkOfItsOwn() throws Exception {
        Person admin = app.registerOrganization();
        Person bob = app.addUser(admin, Role.EMPLOYEE, "Bob");
        Person other = app.registerOrganization();
        app.bean(People.class)
                .add(other.organizationId(), "Bob", bob.email(), TestApp.PASSWORD, Role.EMPLOYEE);

        forgot(bob.email());

        List<String> mails = awaitMails(bob.email(), 2);
        String ours =
                mails.stream().filter(mail -> mail.contains(admin.email())).findAny().orElseThrow();
        assertThat(mails).anyMatch(mail -> mail.contains(other.email()));
        assertThat(ours)
                .startsWith(
                        "Somebody, probably you, asked for a new password for your account at"
                                + " Organization of "
                                + admin.email()
                                + ".\n");
        // Nobody waits for an administrator.
        assertThat(admin.api().get("/api/password-resets").json().get("items")).isEmpty();

        reset(token(ours), "a better battery").expect(204);

        bob.api().get("/api/auth/me").expect(401);
        reset(token(ours), "yet another one").expect(410);
        // The account of the other organization has its own, which still works.
        String theirs =
                mails.stream().filter(mail -> mail.contains(other.email())).findAny().orElseThrow();
        reset(token(theirs), "a third battery").expect(204);
        assertThat(TrailLines.about(app, bob))
                .containsExactly(
                        "password-reset.requested",
                        "password.reset by " + bob.userId() + " via reset link");
        // Whoever did not do it hears of it.
        assertThat(awaitMails(bob.email(), 4))
                .filteredOn(mail -> mail.contains("was changed"))
                .hasSize(2)
                .allMatch(mail -> mail.contains("https://astir.example/forgot-password"));
    }

    @Test
    void anOlderLinkStaysGoodUntilOneIsUsed() throws Exception {
        Person admin = app.registerOrganization();
        forgot(admin.email());
        awaitMails(admin.email(), 1);
        forgot(admin.email());
        List<String> tokens =
                awaitMails(admin.email(), 2).stream()
                        .map(ForgottenPasswordMailTest::token)
                        .toList();

        reset(tokens.get(0), "a better battery").expect(204);

        reset(tokens.get(1), "yet another one").expect(410);
    }

    @Test
    void theSuspendedAndNobodyGetNoMail() throws Exception {
        Person admin = app.registerOrganization();
        Person eve = app.addUser(admin, Role.EMPLOYEE, "Eve");
        admin.api().patch("/api/users/" + eve.userId(), Map.of("status", "suspended")).expect(200);

        forgot(eve.email());
        forgot("nobody@nowhere.example");
        // What was asked for later is there already.
        forgot(admin.email());

        awaitMails(admin.email(), 1);
        assertThat(mails(eve.email())).isEmpty();
        assertThat(mails("nobody@nowhere.example")).isEmpty();
        assertThat(TrailLines.about(app, eve)).doesNotContain("password-reset.requested");
    }

    @Test
    void whoseFactorIsTakenAwayHearsOfIt() throws Exception {
        Person admin = app.registerOrganization();
        Person bob = app.addUser(admin, Role.EMPLOYEE, "Bob");
        TestFactors.setUp(app, bob);

        admin.api().delete("/api/users/" + bob.userId() + "/second-factor").expect(204);

        assertThat(awaitMails(bob.email(), 1).getFirst())
                .startsWith("An administrator removed the second factors of your account at");
    }

    private static void forgot(String email) {
        assertThat(
                        app.api()
                                .post("/api/auth/forgot-password", Map.of("email", email))
                                .expect(202)
                                .body())
                .isEqualTo("{\"byMail\":true}");
    }

    private static Api.Answer reset(String token, String password) {
        return app.api()
                .post("/api/auth/reset-password", Map.of("token", token, "newPassword", password));
    }

    private static String token(String mail) {
        Matcher link = LINK.matcher(mail);
        assertThat(link.find()).as(mail).isTrue();
        return link.group(1);
    }

    private static List<String> awaitMails(String address, int number) {
        await().until(() -> mails(address).size() == number);
        return mails(address);
    }

    /** The plain texts of what came for somebody. */
    private static List<String> mails(String address) {
        return Stream.of(server.getReceivedMessages())
                .filter(mail -> isTo(mail, address))
                .map(ForgottenPasswordMailTest::text)
                .toList();
    }

    private static boolean isTo(MimeMessage mail, String address) {
        try {
            return Arrays.toString(mail.getAllRecipients()).contains(address);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage mail) {
        try {
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            return String.valueOf(parts.getBodyPart(0).getContent()).replace("\r\n", "\n");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

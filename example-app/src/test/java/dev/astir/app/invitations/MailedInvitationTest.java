package dev.astir.app.invitations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.SettableClock;
import dev.astir.app.mail.MailServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Invitations by mail, through a real mail server, where nobody can register. */
class MailedInvitationTest {

    private static final Pattern LINK =
            Pattern.compile("https://astir\\.example/office/accept-invitation#token=(\\S+)");

    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.now());

    private static MailServer server;
    private static TestApp app;
    private static Person admin;

    private final String email = "omar-" + UUID.randomUUID() + "@demo.example";

    @BeforeAll
    static void start() {
        server = MailServer.start(false);
        app =
                TestApp.start(
                        Map.of(
                                "ASTIR_SMTP_URL",
                                "smtp://127.0.0.1:%d?from=astir@example.org"
                                        .formatted(server.port()),
                                "ASTIR_PUBLIC_URL",
                                "https://astir.example/office/",
                                "ASTIR_REGISTRATION",
                                "closed",
                                "ASTIR_ADMIN_EMAIL",
                                "ada@example.org",
                                "ASTIR_ADMIN_PASSWORD",
                                TestApp.PASSWORD),
                        List.<Object>of((Clock) new SettableClock(NOW)));
        admin = app.signIn("ada@example.org");
    }

    @AfterAll
    static void stop() throws IOException {
        app.close();
        server.stop();
    }

    @Test
    void theMailsLinkLetsInAndStandsNowhereElse() throws Exception {
        JsonNode invited = invite();
        assertThat(invited.get("url").isNull()).as("the link goes by mail alone").isTrue();

        MimeMessage mail = mail(1);
        assertThat(mail.getSubject()).isEqualTo("Administrator invites you to Astir on Astir");
        awaitState(invited, "sent");
        accept(token(mail)).expect(200);
        assertThat(app.signIn(email).email()).isEqualTo(email);
    }

    @Test
    void aMailboxThatIsUnknownIsShown() {
        server.refuse(email, "550 5.1.1 <" + email + ">: mailbox unknown");
        JsonNode invited = invite();

        awaitState(invited, "failed");
        assertThat(listed(invited).get("mailError").asText()).isEqualTo("mailbox unknown");

        server.accept(email);
        post("/api/invitations/" + id(invited) + "/resend", Map.of()).expect(200);
        awaitState(invited, "sent");
        assertThat(listed(invited).get("mailError").isNull()).isTrue();
    }

    @Test
    void aMailThatWaitsIsWithdrawnWithItsLink() throws Exception {
        server.refuse(email, "451 4.3.0 come again");
        JsonNode invited = invite();
        await().untilAsserted(() ->
                assertThat(listed(invited).get("mailError").asText()).isEqualTo("come again"));

        String url =
                post("/api/invitations/" + id(invited) + "/resend", Map.of("link", true))
                        .expect(200)
                        .json()
                        .get("url")
                        .asText();
        server.accept(email);
        NOW.set(NOW.get().plus(Duration.ofMinutes(1)));

        assertThat(listed(invited).get("mail").isNull()).isTrue();
        accept(url.substring(url.indexOf('=') + 1)).expect(200);
        assertThat(received()).isEmpty();
    }

    @Test
    void aLinkEndsAfterSevenDays() throws Exception {
        JsonNode invited = invite();
        String token = token(mail(1));

        NOW.set(NOW.get().plus(Invitations.LIFETIME).minusSeconds(1));
        app.api().post("/api/auth/invitation", Map.of("token", token)).expect(200);
        NOW.set(NOW.get().plusSeconds(2));
        admin = app.signIn("ada@example.org");

        assertThat(accept(token).expect(410).json().get("type").asText())
                .isEqualTo("urn:astir:problem:invitation-expired");
        assertThat(listed(invited).get("state").asText()).isEqualTo("expired");
        post("/api/invitations/" + id(invited) + "/resend", Map.of()).expect(200);
        accept(token(mail(2))).expect(200);
    }

    @Test
    void writesInTheLanguageOfWhoInvites() throws Exception {
        admin.api()
                .with("Accept-Language", "de-AT")
                .post("/api/invitations", Map.of("email", email, "role", "employee"))
                .expect(201);

        assertThat(mail(1).getSubject()).isEqualTo("Administrator lädt Sie zu Astir bei Astir ein");
    }

    private JsonNode invite() {
        return post("/api/invitations", Map.of("email", email, "role", "employee"))
                .expect(201)
                .json();
    }

    private static Api.Answer post(String path, Object body) {
        return admin.api().post(path, body);
    }

    private static Api.Answer accept(String token) {
        return app.api()
                .post(
                        "/api/auth/accept-invitation",
                        Map.of("token", token, "name", "Omar", "password", TestApp.PASSWORD));
    }

    private static String id(JsonNode invited) {
        return invited.get("id").asText();
    }

    private static JsonNode listed(JsonNode invited) {
        for (JsonNode item : admin.api().get("/api/invitations").expect(200).json().get("items")) {
            if (item.get("id").equals(invited.get("id"))) {
                return item;
            }
        }
        throw new AssertionError("not in the list: " + invited);
    }

    private static void awaitState(JsonNode invited, String state) {
        await().untilAsserted(
                        () -> assertThat(listed(invited).get("mail").asText()).isEqualTo(state));
    }

    /** The last of so many mails to this test's address. */
    private MimeMessage mail(int many) {
        await().until(() -> received().size() == many);
        return received().getLast();
    }

    private List<MimeMessage> received() {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> {
                    try {
                        return mail.getAllRecipients()[0].toString().equals(email);
                    } catch (MessagingException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    private static String token(MimeMessage mail) throws MessagingException, IOException {
        String text = (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
        Matcher link = LINK.matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return link.group(1);
    }
}

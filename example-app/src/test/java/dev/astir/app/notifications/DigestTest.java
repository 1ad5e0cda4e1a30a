package dev.astir.app.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One mail for each time, of what is new then. */
class DigestTest extends DigestScene {

    @Test
    void oneMailTellsOfWhatIsNewAndInSight() throws Exception {
        choose(tess, "daily", "08:00");
        open(mia, "overtime");
        open(bob, "overtime");
        at(tomorrow, 8);
        run();
        run();

        MimeMessage mail = mail(tess, 1);
        assertThat(mail.getSubject()).isEqualTo("1 new alert");
        assertThat(text(mail))
                .contains("Mia: long hours", "https://astir.example/office/alerts")
                .contains("every day at 08:00")
                .doesNotContain("Bob");
        assertThat(views(tess, mia)).isEqualTo("1");
        assertThat(views(tess, bob)).isEqualTo("0");
        assertThat(nextDue(tess)).isEqualTo(instant(tomorrow.plusDays(1), 8));
    }

    @Test
    void nothingNewIsNoMail() {
        choose(tess, "daily", "08:00");
        open(bob, "overtime");
        at(tomorrow, 8);
        run();

        assertThat(queued(tess)).isZero();
        assertThat(nextDue(tess)).isEqualTo(instant(tomorrow.plusDays(1), 8));
    }

    /** Three days without a node are one mail. */
    @Test
    void whatWasMissedIsOneMail() throws Exception {
        choose(mia, "daily", "08:00");
        open(mia, "idle");
        at(tomorrow, 20);
        open(mia, "overtime");
        at(tomorrow.plusDays(3), 9);
        run();

        assertThat(text(mail(mia, 1))).contains("You: away during a session", "You: long hours");
        assertThat(nextDue(mia)).isEqualTo(instant(tomorrow.plusDays(4), 8));
        run();
        assertThat(queued(mia)).isEqualTo(1);
    }

    @Test
    void typesThatSomebodyLeftOutAreInNone() {
        mia.api()
                .put(
                        CHOICES,
                        Map.of(
                                "digest",
                                "daily",
                                "types",
                                Map.of("idle", Map.of("browser", true, "mail", false))))
                .expect(200);
        open(mia, "idle");
        at(tomorrow, 8);
        run();

        assertThat(queued(mia)).isZero();
    }

    @Test
    void theTimeIsOnTheirOwnClockAndFollowsIt() {
        choose(mia, "weekly", "17:30");
        assertThat(nextDue(mia).atZone(BERLIN).getDayOfWeek().getValue()).isEqualTo(1);
        Instant before = nextDue(mia);

        mia.api().patch("/api/auth/me", Map.of("timeZone", "Asia/Tokyo")).expect(200);

        assertThat(nextDue(mia).atZone(ZoneId.of("Asia/Tokyo")).toLocalTime()).hasToString("17:30");
        assertThat(nextDue(mia)).isNotEqualTo(before);
        choose(mia, "off", "17:30");
        assertThat(text("SELECT next_due_at FROM notification_choices", mia)).isNull();
    }

    @Test
    void itIsInTheLanguageOfWhoChoseIt() throws Exception {
        mia.api().with("Accept-Language", "de").put(CHOICES, Map.of("digest", "daily")).expect(200);
        open(mia, "session-forgotten");
        at(tomorrow, 8);
        run();

        MimeMessage mail = mail(mia, 1);
        assertThat(mail.getSubject()).isEqualTo("1 neuer Hinweis");
        assertThat(text(mail)).contains("Sie: Sitzung nicht beendet");
    }
}

package dev.astir.app.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.app.savedreports.MailingApp;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Digests tell what their readers may see when they are made. */
class DigestReadersTest extends DigestScene {

    @Test
    void whoMayNotComeInGetsNone() {
        MailingApp.server().refuse(tess.email(), "451 4.3.0 come again");
        choose(tess, "daily", "08:00");
        open(mia, "overtime");
        at(tomorrow, 8);
        run();
        await().until(() -> waiting(tess).equals("1"));

        ada = app().signIn(ada.email());
        patch(tess, Map.of("status", "suspended"));
        assertThat(queued(tess)).as("taken back").isZero();
        open(mia, "idle");
        at(tomorrow.plusDays(1), 8);
        run();
        assertThat(queued(tess)).isZero();

        ada = app().signIn(ada.email());
        ada.api().delete("/api/users/" + tess.userId()).expect(204);
        assertThat(text("SELECT count(*) FROM notification_choices", tess)).isEqualTo("0");
        MailingApp.server().accept(tess.email());
    }

    @Test
    void whoIsNoManagerAnyMoreIsToldOfThemselvesAlone() {
        choose(tess, "daily", "08:00");
        open(mia, "overtime");
        patch(tess, Map.of("role", "employee"));
        at(tomorrow, 8);
        run();

        assertThat(queued(tess)).isZero();
    }

    /** It waits for a mail server that takes nothing, with Mia in it. */
    @Test
    void whoIsErasedIsInNoMailThatWaits() throws Exception {
        patch(bob, Map.of("teamId", team()));
        MailingApp.server().refuse(tess.email(), "451 4.3.0 come again");
        choose(tess, "daily", "08:00");
        open(mia, "overtime");
        open(bob, "agent-silent");
        at(tomorrow, 8);
        run();
        await().until(() -> waiting(tess).equals("1"));

        ada = app().signIn(ada.email());
        ada.api().delete("/api/users/" + mia.userId() + "/data").expect(204);

        assertThat(queued(tess)).isZero();
        MailingApp.server().accept(tess.email());
        run();
        assertThat(text(mail(tess, 1))).contains("Bob: computer silent").doesNotContain("Mia");
        assertThat(nextDue(tess)).isEqualTo(instant(tomorrow.plusDays(1), 8));
    }

    @Test
    void whoMustSetUpASecondFactorGetsItAfterwards() throws Exception {
        choose(mia, "daily", "08:00");
        open(mia, "overtime");
        sql("UPDATE organizations SET require_second_factor = true");
        at(tomorrow, 8);
        run();
        assertThat(queued(mia)).isZero();

        sql("UPDATE organizations SET require_second_factor = false");
        at(tomorrow.plusDays(1), 8);
        run();
        assertThat(text(mail(mia, 1))).contains("You: long hours");
    }
}

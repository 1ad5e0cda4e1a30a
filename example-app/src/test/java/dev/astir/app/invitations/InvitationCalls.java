package dev.astir.app.invitations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.RepositoryCalls;
import dev.astir.app.identity.Role;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;

/** Calls of the repositories of invitations. */
public final class InvitationCalls extends RepositoryCalls {

    public InvitationCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        UUID id = UUID.randomUUID();
        byte[] one = {7};
        byte[] two = {8};
        invite(id, "Lena@example.org", one);
        invite(UUID.randomUUID(), "lena@example.org", two);
        assertThat(run("InvitationRepository.page", organization, now, null, 10))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(1);
        none("InvitationRepository.page", organization, now, id, 10);
        none("InvitationLinkRepository.find", one);
        run("InvitationLinkRepository.find", two);
        run("InvitationRepository.mailed", organization, id, null);
        run("InvitationRepository.find", organization, id, now);
        none("InvitationRepository.find", organization, nobody, now);
        run("InvitationRepository.renew", organization, id, one, ada, now, later);
        none("InvitationRepository.renew", organization, nobody, one, ada, now, later);
        none("InvitationLinkRepository.accept", organization, one, later);
        run("InvitationLinkRepository.accept", organization, one, now);
        none("InvitationLinkRepository.accept", organization, one, now);
        none("InvitationRepository.revoke", organization, id, now);
        UUID other = UUID.randomUUID();
        invite(other, "lena@example.org", two);
        run("InvitationRepository.revoke", organization, other, now);
        none("InvitationRepository.find", organization, other, now);
        run("InvitationRepository.isTaken", organization, "BOB@example.org");
        none("InvitationRepository.isTaken", organization, "lena@example.org");
        UUID proven = UUID.randomUUID();
        invite(proven, "Lena@example.org", new byte[] {9});
        none("InvitationLinkRepository.acceptProven", organization, "lena@example.org", later);
        assertThat(
                        run(
                                "InvitationLinkRepository.acceptProven",
                                organization,
                                "lena@example.org",
                                now))
                .hasToString(
                        "Accepted[id=" + proven + ", role=EMPLOYEE, teamId=null, mailId=null]");
        none("InvitationLinkRepository.acceptProven", organization, "lena@example.org", now);
        none("ExpiredInvitations.deleteExpired", later, 10);
        run("ExpiredInvitations.deleteExpired", later.plusSeconds(1), 10);
    }

    private void invite(UUID id, String email, byte[] hash) {
        run(
                "InvitationRepository.save",
                organization,
                id,
                email,
                Role.EMPLOYEE,
                null,
                hash,
                ada,
                now,
                later);
    }
}

package dev.astir.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.RepositoryCalls;
import java.util.List;
import java.util.UUID;

/** Calls of the repositories of people as those who sign in. */
public final class IdentityCalls extends RepositoryCalls {

    public IdentityCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        run("Users.create", ada, organization, "Ada", "ada@example.org", "hash", Role.ADMIN, now);
        run("Users.create", bob, organization, "Bob", "bob@example.org", "hash", Role.MANAGER, now);
        none("Users.create", nobody, organization, "B", "Bob@example.org", "hash", Role.ADMIN, now);
        run("Users.findById", ada);
        none("Users.findById", nobody);
        run("Users.findByEmail", "ADA@example.org");
        run("Users.renewHash", ada, "hash", "renewed");
        run("Users.me", ada);
        run("Users.hold", ada);
        none("Users.hold", nobody);
        run("Users.changePassword", ada, "changed", now);
        none("Users.changePassword", nobody, "changed", now);
        run("CallerRepository.find", ada);
        none("CallerRepository.find", nobody);
        run("Users.organizations", List.of(organization));
        none("Users.organizationsWithoutPasswords", List.of(organization));

        UUID family = UUID.randomUUID();
        byte[] hash = {1};
        UUID second = UUID.randomUUID();
        run("TokenFamilies.create", family, organization, ada, now, later, null, null);
        run("TokenFamilies.create", second, organization, ada, now, later, "::1", "curl/8");
        run("TokenFamilies.holdPerson", ada, now);
        none("TokenFamilies.holdPerson", ada, later);
        run("TokenFamilies.addToken", hash, organization, family, later);
        run("TokenFamilies.findToken", hash);
        run("TokenFamilies.useToken", hash, now);
        run("TokenFamilies.extend", family, now, later, "::1", "curl/8");
        run("TokenFamilies.findHolder", family, now);
        none("TokenFamilies.findHolder", family, later);
        UUID[] organizations = {organization, nobody};
        UUID[] families = {family, nobody};
        run("TokenFamilies.findHeld", organizations, families, now);
        none("TokenFamilies.findHeld", organizations, families, later);
        run("TokenFamilies.revoke", family, now);
        openSignIns(second);
        run("TokenFamilies.revokeAllOf", ada, now);
        passwordResets();
        run("ExpiredRefreshTokens.deleteExpired", later.plusSeconds(1), 10);
        none("ExpiredRefreshTokens.deleteExpired", later, 10);
        run("ExpiredFamilies.deleteExpired", later.plusSeconds(1), 10);
        none("ExpiredFamilies.deleteExpired", later, 10);
    }

    private void openSignIns(UUID signIn) {
        run("OpenSignInRepository.page", ada, now, null, 10);
        none("OpenSignInRepository.page", ada, now, signIn, 10);
        none("OpenSignInRepository.page", ada, later, null, 10);
        none("OpenSignInRepository.end", bob, signIn, now);
        none("OpenSignInRepository.endAll", ada, signIn, now);
        run("OpenSignInRepository.end", ada, signIn, now);
        none("OpenSignInRepository.end", ada, signIn, now);
        UUID third = UUID.randomUUID();
        run("TokenFamilies.create", third, organization, ada, now, later, null, null);
        run("OpenSignInRepository.endAll", ada, null, now);
        run("TokenFamilies.create", UUID.randomUUID(), organization, ada, now, later, null, null);
    }

    private void passwordResets() {
        byte[] token = {4};
        byte[] other = {5};
        UUID request = UUID.randomUUID();
        run("PasswordResetRepository.addWaiting", organization, request, ada, now, later);
        run("PasswordResetRepository.addWaiting", organization, UUID.randomUUID(), ada, now, later);
        assertThat(run("PasswordResetRepository.waiting", now, null, 10))
                .hasToString(
                        "[PasswordResetRequest[id=%s, userId=%s, name=Ada, email=ada@example.org,"
                                        .formatted(request, ada)
                                + " requestedAt=%s, expiresAt=%s]]".formatted(now, later));
        none("PasswordResetRepository.waiting", now, request, 10);
        none("PasswordResetRepository.waiting", later, null, 10);
        UUID id = UUID.randomUUID();
        run("PasswordResetRepository.addLink", organization, id, ada, token, now, later, ada);
        id = UUID.randomUUID();
        run("PasswordResetRepository.addLink", organization, id, ada, other, now, later, null);
        run("PasswordResetRepository.findLink", token);
        assertThat(run("PasswordResetRepository.deleteReplaced", ada)).isEqualTo(2L);
        none("PasswordResetRepository.findLink", token);
        none("PasswordResetRepository.deleteLink", other, later);
        run("PasswordResetRepository.deleteLink", other, now);
        none("PasswordResetRepository.deleteLink", other, now);
        run("PasswordResetRepository.addWaiting", organization, request, ada, now, later);
        run("PasswordResetRepository.deleteAllOf", ada);
        run("PasswordResetRepository.addWaiting", organization, request, ada, now, later);
        none("ExpiredPasswordResets.deleteExpired", later, 10);
        run("ExpiredPasswordResets.deleteExpired", later.plusSeconds(1), 10);
    }
}

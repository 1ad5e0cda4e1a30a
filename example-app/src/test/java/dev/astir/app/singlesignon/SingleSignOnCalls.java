package dev.astir.app.singlesignon;

import dev.astir.app.RepositoryCalls;
import java.util.List;
import java.util.UUID;

/** Calls of the repositories of single sign-on. */
public final class SingleSignOnCalls extends RepositoryCalls {

    public SingleSignOnCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        UUID id = UUID.randomUUID();
        String issuer = "https://login.example.org";
        run("IdentityProviderRepository.save", SampleRows.provider(organization, id, now));
        run("IdentityProviderRepository.update", SampleRows.provider(organization, id, later));
        run("IdentityProviderRepository.find", id);
        none("IdentityProviderRepository.find", nobody);
        run("IdentityProviderRepository.all");
        run("InvitationLinkRepository.providersOf", organization, "Ada@Example.com");
        none("InvitationLinkRepository.providersOf", organization, "ada@example");
        run("IdentityProviderRepository.ofDomain", "example.com", 10);
        none("IdentityProviderRepository.ofDomain", "example", 10);
        run("IdentityProviderRepository.countOthersInUse", nobody);
        none("IdentityProviderRepository.countOthersInUse", id);
        run("IdentityLinkRepository.save", SampleRows.link(organization, id, ada, now));
        run("IdentityLinkRepository.find", issuer, "ada");
        none("IdentityLinkRepository.find", issuer, "bob");
        run("IdentityLinkRepository.isLinked", ada, issuer);
        none("IdentityLinkRepository.isLinked", bob, issuer);
        run("IdentityLinkRepository.forget", issuer, "ada");
        none("IdentityLinkRepository.forget", issuer, "ada");
        run("IdentityLinkRepository.save", SampleRows.link(organization, id, ada, now));
        run("IdentityProviderRepository.deleteById", id);
        none("IdentityLinkRepository.find", issuer, "ada");
        byte[] hash = {1};
        run("UsedStates.use", organization, hash, later);
        none("UsedStates.use", organization, hash, later);
        run("UsedStates.deleteExpired", later.plusSeconds(1), 10);
        none("UsedStates.deleteExpired", later, 10);
        run("SignInRuleRepository.passwordsAllowed");
        run("SignInRuleRepository.allowPasswords", organization, false);
        none("SignInRuleRepository.passwordsAllowed");
        run("Users.organizationsWithoutPasswords", List.of(organization));
    }
}

package dev.astir.app.factors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.RepositoryCalls;
import java.util.List;
import java.util.UUID;

/** Calls of the repositories of second factors. */
public final class FactorCalls extends RepositoryCalls {

    public FactorCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        byte[] hash = {7};
        UUID family = UUID.randomUUID();
        run("TokenFamilies.create", family, organization, ada, now, later, null, null);
        none("TokenFamilies.signedInBy", nobody);
        run("TokenFamilies.provenElsewhere", family, nobody, "https://login.example.org");
        run("TokenFamilies.signedInBy", nobody);
        run("FactorHolders.signedInAt", family);
        assertThat(run("FactorHolders.reachableWithout", now)).isEqualTo(List.of(ada));
        run("TokenFamilies.create", UUID.randomUUID(), organization, bob, now, later, null, null);
        assertThat(run("TokenFamilies.signedInByPassword")).isEqualTo(List.of(bob));
        run("TokenFamilies.revokeByPassword", now);
        none("TokenFamilies.signedInByPassword");
        none("TotpRepository.find", ada);
        run("TotpRepository.begin", organization, ada, hash, later);
        run("TotpRepository.find", ada);
        none("FactorHolders.refresh", ada);
        run("TotpRepository.confirm", ada, hash, 5L, now);
        run("FactorHolders.refresh", ada);
        run("TotpRepository.use", ada, hash, 6L);
        none("TotpRepository.use", ada, hash, 6L);
        run("RecoveryCodeRepository.add", organization, ada, hash, now);
        run("RecoveryCodeRepository.countLeft", ada);
        run("RecoveryCodeRepository.use", ada, hash, now);
        none("RecoveryCodeRepository.use", ada, hash, now);
        run("RecoveryCodeRepository.deleteOf", ada);
        UUID key = UUID.randomUUID();
        run("PasskeyRepository.add", organization, key, ada, "Key", hash, hash, 0L, now);
        none("PasskeyRepository.add", organization, nobody, ada, "Key", hash, hash, 0L, now);
        run("PasskeyRepository.of", ada);
        run("PasskeyRepository.used", ada, hash, 1L, now);
        run("PasskeyRepository.rename", ada, key, "Desk");
        run("PasskeyRepository.delete", ada, key);
        run("PasskeyRepository.add", organization, key, ada, "Key", hash, hash, 0L, now);
        run("PasskeyRepository.deleteOf", ada);
        run("ChallengeRepository.add", organization, hash, ada, null, hash, null, later);
        run("ChallengeRepository.findOrganization", hash);
        run("ChallengeRepository.find", hash, now, 5);
        run("ChallengeRepository.ask", hash, "{}", now, 5);
        run("ChallengeRepository.attempt", hash, now, 5);
        none("ChallengeRepository.attempt", hash, now, 1);
        none("ChallengeRepository.ask", hash, "{}", later, 5);
        run("ChallengeRepository.delete", hash);
        run("ChallengeRepository.add", organization, hash, ada, null, hash, null, later);
        run("ChallengeRepository.deleteOf", ada);
        run("ChallengeRepository.add", organization, hash, ada, null, hash, null, later);
        none("ExpiredChallenges.deleteExpired", later, 10);
        run("ExpiredChallenges.deleteExpired", later.plusSeconds(1), 10);
        run("TotpRepository.deleteOf", ada);
    }
}

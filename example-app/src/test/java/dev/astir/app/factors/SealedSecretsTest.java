package dev.astir.app.factors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.factors.TestFactors.Phone;
import dev.astir.app.tenancy.Transactions;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealedSecretsTest extends AppTest {

    private final SealedSecrets secrets = app().bean(SealedSecrets.class);
    private final UUID ada = UUID.randomUUID();

    @Test
    void openForWhomTheyWereSealedAndForNobodyElse() {
        byte[] secret = Totp.newSecret();
        byte[] sealed = secrets.seal(ada, secret);

        assertThat(secrets.open(ada, sealed)).hasValue(secret);
        assertThat(secrets.seal(ada, secret)).isNotEqualTo(sealed);
        assertThat(secrets.open(UUID.randomUUID(), sealed)).isEmpty();
        sealed[sealed.length - 1] ^= 1;
        assertThat(secrets.open(ada, sealed)).isEmpty();
    }

    /** What the database keeps is of no use without the app's secret. */
    @Test
    void noSecretStandsInTheDatabase() {
        Person person = app().registerOrganization();
        Phone phone = TestFactors.setUp(app(), person);

        byte[] stored =
                app().bean(Transactions.class)
                        .inOrganization(
                                person.organizationId(),
                                () ->
                                        app().bean(TotpRepository.class)
                                                .find(person.userId())
                                                .orElseThrow()
                                                .sealed());

        assertThat(text(stored)).doesNotContain(text(phone.secret()));
        assertThat(secrets.open(person.userId(), stored)).hasValue(phone.secret());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}

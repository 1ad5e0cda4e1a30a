package dev.astir.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.app.AppTest;
import dev.astir.app.platform.Secrets;
import dev.astir.app.web.ProblemException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest extends AppTest {

    private static final UUID ORGANIZATION = UUID.randomUUID();
    private static final String EMAIL = "ada@example.org";

    private final Passwords passwords = app().bean(Passwords.class);

    @Test
    void hashesWithBcryptOfCost12() {
        assertThat(app().beans(HashCost.class)).as("the app's own").contains(HashCost.DEFAULT);
        Passwords own =
                new Passwords(
                        app().bean(HashQueue.class), HashCost.DEFAULT, app().bean(Secrets.class));

        String hash = own.hash(ORGANIZATION, EMAIL, "12345678");

        assertThat(hash).startsWith("$2b$12$").hasSize(60);
        assertThat(passwords.attempt(Asker.known("somebody"), own.recipe(EMAIL), "12345678"))
                .isEqualTo(hash);
    }

    @Test
    void hashesWithASaltOfTheEmail() {
        String hash = passwords.hash(ORGANIZATION, EMAIL, "12345678");

        assertThat(hash).startsWith(passwords.recipe(" ADA@Example.org "));
        assertThat(passwords.attempt(Asker.known("somebody"), passwords.recipe(EMAIL), "12345678"))
                .isEqualTo(hash);
        assertThat(passwords.recipe("bob@example.org")).isNotEqualTo(passwords.recipe(EMAIL));
    }

    /** 7 characters, in 14 UTF-16 units too; 73 bytes, in 25 characters too; what ends a hash. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567",
                "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00",
                "1234567890123456789012345678901234567890123456789012345678901234567890123",
                "€€€€€€€€€€€€€€€€€€€€€€€€€",
                "1234\u00005678",
                "1234567\uD83D",
            })
    void refusesWhatItCannotTellFromOthers(String password) {
        assertThatThrownBy(() -> passwords.hash(ORGANIZATION, EMAIL, password))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> passwords.hashForStranger(EMAIL, password))
                .isInstanceOf(ProblemException.class);
        assertThat(passwords.attempt(Asker.known("somebody"), passwords.recipe(EMAIL), password))
                .isEmpty();
    }

    @Test
    void takesCharactersOfAnyLength() {
        assertThat(passwords.refusal("\uD83D\uDE00".repeat(8))).isEmpty();
        assertThat(passwords.refusal("€".repeat(24))).isEmpty();
        assertThat(passwords.refusal("€".repeat(25)))
                .contains("must have at most 72 bytes in UTF-8, but has 75");
    }
}

package dev.astir.app.singlesignon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read out of what a provider says. */
class VouchedTest {

    /**
     * Google proved once that somebody had another host's e-mail; who has it now it does not know.
     */
    @ParameterizedTest
    @CsvSource({
        "ada@gmail.com,   ,            true",
        "ada@example.org, ,            false",
        "ada@example.org, example.org, true",
    })
    void googleIsRightAboutItsOwnEmailsAlone(String email, String hosted, boolean expected) {
        Map<String, Object> claims = new HashMap<>(Map.of("email", email, "email_verified", true));
        if (hosted != null) {
            claims.put("hd", hosted);
        }

        assertThat(new Vouched("https://accounts.google.com", "1", claims).isEmailVerified())
                .isEqualTo(expected);
        assertThat(new Vouched("https://login.example.org", "1", claims).isEmailVerified())
                .isTrue();
    }

    @Test
    void someWriteTheProofAsAText() {
        assertThat(of("email", "a@example.org", "email_verified", "true").isEmailVerified())
                .isTrue();
        assertThat(of("email", "a@example.org", "email_verified", "yes").isEmailVerified())
                .isFalse();
        assertThat(of("email_verified", true).isEmailVerified()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ada@Example.ORG,             example.org",
        "'\"a@evil.example\"@b.org',  b.org",
        "ada@xn--bcher-kva.example,   xn--bcher-kva.example",
    })
    void theDomainStandsBehindTheLastSign(String email, String domain) {
        assertThat(of("email", email).domain()).contains(domain);
    }

    @ParameterizedTest
    @CsvSource({"ada", "ada@", "ada@localhost", "ada@exämple.org", "ada@a..b", "'ada@b.org, x'"})
    void whatIsNoDomainIsNone(String email) {
        assertThat(of("email", email).domain()).isEmpty();
    }

    @Test
    void namesAreTakenInTheirOrder() {
        assertThat(of("name", " Ada L ", "given_name", "X").name()).contains("Ada L");
        assertThat(of("given_name", "Ada", "family_name", "L").name()).contains("Ada L");
        assertThat(of("preferred_username", "ada").name()).contains("ada");
        assertThat(of("name", 7).name()).isEmpty();
    }

    @Test
    void aClaimIsFoundByItsNameAndElseByAPath() {
        Vouched vouched =
                of(
                        "groups",
                        List.of("a", 1, "b"),
                        "role",
                        "one",
                        "https://acme.example/roles",
                        List.of("c"),
                        "realm",
                        Map.of("roles", List.of("d")));

        assertThat(vouched.values("groups")).containsExactly("a", "b");
        assertThat(vouched.values("role")).containsExactly("one");
        assertThat(vouched.values("https://acme.example/roles")).containsExactly("c");
        assertThat(vouched.values("realm.roles")).containsExactly("d");
        assertThat(vouched.values("realm.none.x")).isEmpty();
        assertThat(vouched.values("none")).isEmpty();
    }

    @Test
    void aSecondAnswerAddsAndDoesNotReplace() {
        Vouched both =
                of("email", "a@b.org", "email_verified", true, "name", "Ada")
                        .with(Map.of("email", "evil@b.org", "name", "Eve", "groups", "g"));

        assertThat(both.email()).isEqualTo(Optional.of("a@b.org"));
        assertThat(both.isEmailVerified()).isTrue();
        assertThat(both.name()).contains("Ada");
        assertThat(both.values("groups")).containsExactly("g");
    }

    private static Vouched of(Object... pairs) {
        Map<String, Object> claims = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            claims.put((String) pairs[i], pairs[i + 1]);
        }
        return new Vouched("https://login.example.org", "1", claims);
    }
}

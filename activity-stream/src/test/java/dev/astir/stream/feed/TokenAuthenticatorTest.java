package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenAuthenticatorTest {
    private static final Instant END = Instant.parse("2026-01-01T12:00:00Z");

    private final Set<String> refused = new HashSet<>();
    private final SettableClock clock = new SettableClock();
    private final TokenAuthenticator authenticator =
            new TokenAuthenticator(
                    null,
                    token ->
                            refused.contains(token)
                                    ? Admission.notAuthenticated()
                                    : Admission.granted(
                                            FeedAccess.of("ann", "f", Set.of()).until(END)),
                    clock);

    @Test
    void aTokenThatIsRefusedOneDayIsRefusedToOpenConnectionsToo() {
        clock.set(END.minusSeconds(60));
        FeedAccess access = granted(authenticator.refresh(FeedAccess.of("x", "f", Set.of()), "t1"));
        assertThat(granted(authenticator.recheck(access))).isEqualTo(access);

        refused.add("t1");

        assertThat(authenticator.recheck(access)).isEqualTo(Admission.notAuthenticated());
    }

    @Test
    void aTokenThatCameToItsEndHasTheUsualGrace() {
        FeedAccess access = granted(authenticator.refresh(FeedAccess.of("x", "f", Set.of()), "t1"));
        refused.add("t1");
        clock.set(END);
        assertThat(granted(authenticator.recheck(access))).isEqualTo(access);
    }

    @Test
    void whatCameWithoutATokenStays() {
        FeedAccess access = FeedAccess.of("ann", "f", Set.of());
        assertThat(granted(authenticator.recheck(access))).isEqualTo(access);
    }

    @Test
    void theTokenIsNotShown() {
        Admission admission =
                authenticator.refresh(FeedAccess.of("x", "f", Set.of()), "secret-token");
        assertThat(admission.toString()).contains("ann").doesNotContain("secret-token");
        assertThat(String.valueOf(granted(admission).proof())).doesNotContain("secret-token");
    }

    private static FeedAccess granted(Admission admission) {
        return ((Admission.Granted) admission).access();
    }
}

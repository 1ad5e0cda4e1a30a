package dev.astir.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.app.web.ProblemException;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoginLimitTest {

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-05-01T10:00:00Z"));
    private final LoginLimit limit = new LoginLimit(new SettableClock(now));

    @Test
    void opensAgainAfterAMinute() {
        for (int i = 0; i < LoginLimit.FAILURES; i++) {
            limit.attempt("10.0.0.1", "ada@example.org");
        }
        assertRefused("10.0.0.1", "ada@example.org");

        now.updateAndGet(instant -> instant.plus(LoginLimit.PERIOD));

        limit.attempt("10.0.0.1", "ada@example.org");
    }

    @Test
    void concernsOneAddressAndEmail() {
        for (int i = 0; i < LoginLimit.FAILURES; i++) {
            limit.attempt("10.0.0.1", "ada@example.org");
        }

        limit.attempt("10.0.0.2", "ada@example.org");
        limit.attempt("10.0.0.1", "bob@example.org");
        assertRefused("10.0.0.1", " ADA@example.org");
    }

    @Test
    void aSuccessGivesItsPlaceBack() {
        for (int i = 0; i < 3 * LoginLimit.FAILURES; i++) {
            limit.attempt("10.0.0.1", "ada@example.org").succeeded();
        }
    }

    @Test
    void manyAtOnceGainNothing() {
        AtomicInteger admitted = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                threads.submit(() -> {
                    limit.attempt("10.0.0.1", "ada@example.org");
                    return admitted.incrementAndGet();
                });
            }
        }

        assertThat(admitted).hasValue(LoginLimit.FAILURES);
    }

    private void assertRefused(String address, String email) {
        assertThatThrownBy(() -> limit.attempt(address, email))
                .isInstanceOf(ProblemException.class);
    }
}

package dev.astir.app.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.web.RateLimits;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RegistrationLimitTest extends AppTest {

    private final RateLimits limits = app().bean(RateLimits.class);

    @Test
    void oneAddressCreatesAFewOrganizationsAnHour() {
        for (int i = 0; i < RegistrationController.LIMIT.capacity() - 1; i++) {
            limits.take(RegistrationController.LIMIT, "203.0.113.7", "");
        }
        // What is refused creates nothing, and so counts for nothing.
        register("203.0.113.7", "short").expect(400);
        register("203.0.113.7", TestApp.PASSWORD).expect(201);

        Api.Answer refused = register("1.2.3.4, 203.0.113.7", TestApp.PASSWORD).expect(429);

        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(3500, 3600);
        register("203.0.113.8", TestApp.PASSWORD).expect(201);
    }

    private static Api.Answer register(String address, String password) {
        return app().api()
                .with("X-Forwarded-For", address)
                .post(
                        "/api/auth/register",
                        Map.of(
                                "organizationName",
                                "One of many",
                                "timeZone",
                                "UTC",
                                "name",
                                "Ada",
                                "email",
                                "many-" + UUID.randomUUID() + "@example.org",
                                "password",
                                password));
    }
}

package dev.astir.app.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.app.outbound.TestNames;
import dev.astir.app.platform.IpNetwork;
import dev.astir.app.platform.StandardWebhooks;
import dev.astir.app.platform.TestSecrets;
import dev.astir.app.web.ProblemException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A name that leads to a public address while a webhook is made, and elsewhere afterwards. */
class EndpointsTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private final AtomicReference<String> address = new AtomicReference<>("93.184.216.34");
    private final TestEndpoint inside = TestEndpoint.start();
    private final Endpoints endpoints = new Endpoints(TestNames.leadingTo(List.of(), address::get));

    @AfterEach
    void stop() {
        endpoints.close();
        inside.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "169.254.169.254", "10.0.0.1", "::1", "fe80::1"})
    void aNameThatMovesInsideIsAFailedTry(String moved) {
        String url = "https://hooks.example.org:%d/".formatted(port());
        assertThatCode(() -> endpoints.require(url)).doesNotThrowAnyException();

        address.set(moved);

        assertThatThrownBy(() -> endpoints.require(url))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("it is not at a public address");
        Attempt attempt = attempt(url);
        assertThat(attempt.status()).isNull();
        assertThat(attempt.reason()).isEqualTo("it is not at a public address");
        assertThat(attempt.hasArrived()).isFalse();
        assertThat(inside.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://hooks.example.org/,      127.0.0.1,       422",
        "http://hooks.example.org/,      169.254.169.254, 422",
        "https://hooks.example.org/,     127.0.0.1,       422",
        "http://hooks.example.org/,      93.184.216.34,   400",
        "ftp://hooks.example.org/,       93.184.216.34,   400",
        "https://hooks.example.org/#a,   127.0.0.1,       400",
        "https://a:b@hooks.example.org/, 127.0.0.1,       400"
    })
    void whatLeadsInsideIsRefusedAsThat(String url, String to, int status) {
        address.set(to);

        assertThatThrownBy(() -> endpoints.require(url))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(status));
    }

    @Test
    void anAllowedNetworkIsAskedAsAWebServerAlone() {
        Endpoints allowing =
                new Endpoints(
                        TestNames.leadingTo(
                                List.of(IpNetwork.parse("127.0.0.0/8")), () -> "127.0.0.1"));
        try {
            assertThatThrownBy(() -> allowing.require("ftp://hooks.example.org/"))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.status()).isEqualTo(400));
        } finally {
            allowing.close();
        }
    }

    /** With the setting it is asked, as the operator wants. */
    @Test
    void aNetworkThatTheOperatorAllowsIsAsked() {
        Endpoints allowing =
                new Endpoints(
                        TestNames.leadingTo(
                                List.of(IpNetwork.parse("127.0.0.0/8")), () -> "127.0.0.1"));
        try {
            String url = "http://hooks.example.org:%d/a?b=c".formatted(port());
            assertThat(allowing.require(url)).isEqualTo(URI.create(url));
            assertThat(attempts(allowing).make(delivery(url)).status()).isEqualTo(200);
            assertThat(inside.received()).hasSize(1);
        } finally {
            allowing.close();
        }
    }

    private int port() {
        return URI.create(inside.url()).getPort();
    }

    private Attempt attempt(String url) {
        return attempts(endpoints).make(delivery(url));
    }

    private static Attempts attempts(Endpoints endpoints) {
        return new Attempts(endpoints, secrets(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static WebhookSecrets secrets() {
        return new WebhookSecrets(TestSecrets.make());
    }

    private static DueDelivery delivery(String url) {
        UUID organization = UUID.randomUUID();
        UUID webhook = UUID.randomUUID();
        return new DueDelivery(
                organization,
                UUID.randomUUID(),
                webhook,
                UUID.randomUUID(),
                "{}",
                1,
                url,
                secrets().seal(StandardWebhooks.generateSecret(), organization, webhook),
                null,
                null,
                null);
    }
}

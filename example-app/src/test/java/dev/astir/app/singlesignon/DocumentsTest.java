package dev.astir.app.singlesignon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.app.identity.SettableClock;
import dev.astir.app.outbound.Destinations;
import dev.astir.app.outbound.OutboundException;
import dev.astir.app.outbound.OutboundHttp;
import dev.astir.app.platform.IpNetwork;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long what a provider said serves, and who asks for it. */
class DocumentsTest {

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-24T09:00:00Z"));
    private final TestProvider provider = TestProvider.start();
    private final OutboundHttp http =
            new OutboundHttp(new Destinations(List.of(IpNetwork.parse("127.0.0.1"))));
    private final Documents<String> documents =
            new Documents<>(http, new SettableClock(now), (address, text) -> text);
    private final URI address = URI.create(provider.issuer() + "/jwks");

    @AfterEach
    void close() {
        provider.close();
        http.close();
    }

    @Test
    void isReadOnceWhileItIsFresh() throws Exception {
        String first = documents.get(address);
        provider.rotateKeys();
        assertThat(documents.get(address)).isEqualTo(first);
        assertThat(provider.takeAsked()).hasSize(1);

        pass(Duration.ofMinutes(30));

        assertThat(documents.get(address)).isNotEqualTo(first);
    }

    @Test
    void servesForADayWhileTheProviderIsAway() throws Exception {
        String first = documents.get(address);
        provider.close();
        pass(Duration.ofHours(23));

        assertThat(documents.get(address)).isEqualTo(first);

        pass(Duration.ofHours(1));
        assertThatThrownBy(() -> documents.get(address))
                .isInstanceOf(OutboundException.class)
                .hasMessage("it cannot be connected to");
    }

    @Test
    void manyAtOnceShareOneReading() throws Exception {
        CountDownLatch waited = new CountDownLatch(1);
        provider.pages.put(
                "/jwks",
                exchange -> {
                    try {
                        waited.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    TestProvider.json(exchange, 200, Map.of("keys", List.of()));
                });
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers =
                    IntStream.range(0, 20)
                            .mapToObj(i -> people.submit(() -> documents.get(address)))
                            .toList();
            waited.countDown();
            for (Future<String> answer : answers) {
                assertThat(answer.get()).contains("keys");
            }
        }
        // Whoever came after the answer has it from memory.
        assertThat(provider.takeAsked()).hasSize(1);
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }
}

package dev.astir.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.app.identity.SettableClock;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.http.simple.SimpleHttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ToldLimitsTest {

    private static final RateLimit AN_HOUR = RateLimit.of("an-hour", 3, Duration.ofHours(1));
    private static final RateLimit SLOW = RateLimit.oneEach("slow", 2, Duration.ofMinutes(5));

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-05-01T10:00:00Z"));
    private final RateLimits limits = TestRateLimits.inMemory(new SettableClock(now));
    private final HttpRequest<?> request = new SimpleHttpRequest<>(HttpMethod.GET, "/api/x", null);

    private MutableHttpResponse<?> told() {
        MutableHttpResponse<?> response = HttpResponse.ok();
        new ToldLimits().tell(request, response);
        return response;
    }

    private void asking(Runnable work) {
        ServerRequestContext.with(request, work);
    }

    @Test
    void aRequestThatCountsOnNothingIsToldNothing() {
        assertThat(told().getHeaders().names()).doesNotContain("RateLimit", "RateLimit-Policy");
    }

    @Test
    void tellsQuotaAndWindowAndWhatIsLeftUntilWhen() {
        asking(() -> limits.take(AN_HOUR, "ada", ""));
        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(10)));
        asking(() -> limits.take(AN_HOUR, "ada", ""));

        assertThat(told().header("RateLimit-Policy")).isEqualTo("\"an-hour\";q=3;w=3600");
        assertThat(told().header("RateLimit")).isEqualTo("\"an-hour\";r=1;t=3000");
    }

    @Test
    void whatFillsBitByBitTellsWhenItIsFullAndWithoutAnyWhenThereIsOne() {
        asking(() -> limits.take(SLOW, "ada", ""));
        assertThat(told().header("RateLimit-Policy")).isEqualTo("\"slow\";q=2;w=600");
        assertThat(told().header("RateLimit")).isEqualTo("\"slow\";r=1;t=300");

        asking(() -> limits.take(SLOW, "ada", ""));
        assertThat(told().header("RateLimit")).isEqualTo("\"slow\";r=0;t=300");

        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(1)));
        assertThatThrownBy(() -> asking(() -> limits.take(SLOW, "ada", "Slowly.")))
                .hasMessage("Slowly.");
        assertThat(told().header("RateLimit")).isEqualTo("\"slow\";r=0;t=240");
    }

    @Test
    void tellsOfAllLimitsThatARequestCountsOn() {
        asking(() -> limits.take(AN_HOUR, "ada", ""));
        limits.takeSoon(request, SLOW, "ada").join();

        assertThat(told().header("RateLimit-Policy"))
                .isEqualTo("\"an-hour\";q=3;w=3600, \"slow\";q=2;w=600");
        assertThat(told().header("RateLimit"))
                .isEqualTo("\"an-hour\";r=2;t=3600, \"slow\";r=1;t=300");
    }

    @Test
    void nobodyIsToldWhatOthersTook() {
        asking(() -> limits.takeUntold(AN_HOUR, "somebody's e-mail", ""));
        asking(() -> limits.tryTake(SLOW, "somebody's e-mail"));

        assertThat(told().header("RateLimit")).isNull();
    }
}

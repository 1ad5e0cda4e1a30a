package dev.astir.agent.probe.x11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.astir.agent.probe.Observation;
import dev.astir.agent.probe.Probe;
import dev.astir.agent.probe.ProbeException;
import dev.astir.agent.probe.Probes;
import dev.astir.agent.probe.Window;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class X11ProbeTest {

    private Desktop desktop;
    private Probe probe;

    @BeforeEach
    void start() throws IOException {
        desktop = Desktop.start();
        probe = new X11Backend().open(desktop.environment());
    }

    @AfterEach
    void stop() {
        probe.close();
        desktop.close();
    }

    @Test
    void seesTheActiveWindowWithClassTitleAndInstance() throws IOException {
        desktop.open("Editor", "draft");
        Window window = observeActive("Editor");
        assertThat(window.title()).isEqualTo("draft");
        assertThat(window.instance()).isEqualTo("xterm");
    }

    @Test
    void readsTitlesInUnicode() throws IOException {
        desktop.openWithUnicodeTitle("Editor");
        observeActive("Editor");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(probe.observe(true).window().title())
                                .isEqualTo("Notes – draft"));
    }

    @Test
    void doesNotReadTheTitleWhereItIsNotWanted() throws IOException {
        desktop.open("Editor", "secret");
        observeActive("Editor");
        assertThat(probe.observe(false).window()).isNotNull();
        assertThat(probe.observe(false).window().title()).isNull();
    }

    @Test
    void seesNoWindowOnAnEmptyDesktopAndAfterTheLastOneClosed() throws Exception {
        assertThat(probe.observe(true).window()).isNull();
        Process window = desktop.open("Editor", "one");
        observeActive("Editor");
        window.destroy();
        await().atMost(Duration.ofSeconds(30)).until(() -> probe.observe(true).window() == null);
    }

    @Test
    void wakesUpAtOnceWhenAnotherWindowGetsTheFocus() throws Exception {
        desktop.open("Editor", "one");
        desktop.open("Browser", "two");
        observeActive("Browser");
        probe.awaitChange(Duration.ofMillis(500));

        CompletableFuture<Void> change =
                CompletableFuture.runAsync(() -> {
                    desktop.activate("Editor");
                });
        long before = System.nanoTime();
        probe.awaitChange(Duration.ofSeconds(30));
        Observation observation = probe.observe(false);
        change.get(10, TimeUnit.SECONDS);
        assertThat(observation.window()).isNotNull();
        assertThat(observation.window().app()).isEqualTo("Editor");
        // Woken by the change, not by the end of its patience.
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void returnsFromTheWaitWhenNothingHappens() {
        long before = System.nanoTime();
        probe.awaitChange(Duration.ofMillis(300));
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThan(Duration.ofMillis(250));
    }

    @Test
    void countsTheTimeSinceTheLastInput() {
        desktop.type();
        await().atMost(Duration.ofSeconds(20)).until(() -> isUntouchedFor(Duration.ofSeconds(2)));
        long before = System.nanoTime();
        desktop.type();
        // Counted from the second input: never more than what has passed since just before it.
        Duration sinceInput = probe.observe(false).sinceInput();
        assertThat(sinceInput).isLessThanOrEqualTo(Duration.ofNanos(System.nanoTime() - before));
    }

    private boolean isUntouchedFor(Duration time) {
        return probe.observe(false).sinceInput().compareTo(time) > 0;
    }

    @Test
    void saysThatTheServerWentAwayAndLeavesTheProcessAlive() throws Exception {
        desktop.open("Editor", "one");
        observeActive("Editor");
        desktop.crash();
        assertThatThrownBy(() -> probe.observe(true))
                .isInstanceOf(ProbeException.class)
                .hasMessageContaining("the X server went away");
        assertThatThrownBy(() -> probe.awaitChange(Duration.ofSeconds(1)))
                .isInstanceOf(ProbeException.class);
    }

    @Test
    void saysWhyItCannotWork() {
        assertThatThrownBy(() -> new X11Backend().open(Map.of()))
                .isInstanceOf(ProbeException.class)
                .hasMessage("DISPLAY is not set");
        assertThatThrownBy(() -> new X11Backend().open(Map.of("DISPLAY", ":65000")))
                .isInstanceOf(ProbeException.class)
                .hasMessage("no X server answers at DISPLAY=:65000");
    }

    @Test
    void isChosenWhereItWorksAndNamedWithItsReasonWhereNot() {
        Probes.Choice works = Probes.open(desktop.environment());
        assertThat(works.probe()).isInstanceOf(X11Probe.class);
        works.probe().close();
        assertThat(works.attempts().getFirst()).hasToString("x11: works, and is used");

        Probes.Choice none = Probes.open(Map.of());
        assertThat(none.probe()).isNull();
        assertThat(none.reasons()).contains("x11: DISPLAY is not set", "wayland: not there yet");
    }

    private Window observeActive(String app) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> probe.observe(true).window(),
                        window -> window != null && window.app().equals(app));
    }
}

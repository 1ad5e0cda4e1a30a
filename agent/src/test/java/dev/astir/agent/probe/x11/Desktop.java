package dev.astir.agent.probe.x11;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A real desktop without a screen: Xvfb on a free display, with openbox, xterm windows, and xdotool
 * for the hands. Where one of the programs is not installed, this fails and says so.
 */
public final class Desktop implements AutoCloseable {

    private final List<Process> processes = new ArrayList<>();
    private final Process server;
    private final String display;

    private Desktop() throws IOException {
        // Xvfb chooses a free display and writes its number, once it takes connections.
        server =
                new ProcessBuilder(
                                "Xvfb",
                                "-displayfd",
                                "1",
                                "-screen",
                                "0",
                                "800x600x24",
                                "-nolisten",
                                "tcp",
                                // Or it begins anew when its only program ends, be it xdotool.
                                "-noreset")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        processes.add(server);
        try (BufferedReader lines = server.inputReader()) {
            display = ":" + lines.readLine();
        }
    }

    /** Starts a desktop with a window manager and no windows. */
    public static Desktop start() throws IOException {
        Desktop desktop;
        try {
            desktop = new Desktop();
            try {
                desktop.launch("openbox");
                // Without a window manager, nobody says which window is active.
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> desktop.xdotool("getwindowfocus").succeeded());
            } catch (IOException | RuntimeException e) {
                desktop.close();
                throw e;
            }
        } catch (IOException e) {
            throw new IOException(
                    "This test needs Xvfb, openbox, xterm and xdotool (Debian: xvfb openbox xterm"
                            + " xdotool libxss1): "
                            + e.getMessage(),
                    e);
        }
        return desktop;
    }

    /** The value of DISPLAY. */
    public String display() {
        return display;
    }

    /** The environment that a program on this desktop has. */
    public Map<String, String> environment() {
        return Map.of("DISPLAY", display);
    }

    /**
     * Opens a window of a class with a title, waits until it is active, and returns its process.
     */
    public Process open(String windowClass, String title) throws IOException {
        Process xterm = launch("xterm", "-class", windowClass, "-T", title, "-e", "sleep", "600");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> xdotool("getactivewindow", "getwindowname").out().contains(title));
        return xterm;
    }

    /** Opens a window of a class that gives itself a title with characters outside of ASCII. */
    public void openWithUnicodeTitle(String windowClass) throws IOException {
        // Arguments go through the locale, which may be ASCII here; the escape sequence does not.
        launch(
                "xterm",
                "-u8",
                "-class",
                windowClass,
                "-e",
                "sh",
                "-c",
                "printf '\\033]2;Notes \\342\\200\\223 draft\\007'; exec sleep 600");
    }

    /** Gives the focus to the window of this class, as a click on the task bar would. */
    public void activate(String windowClass) {
        xdotool("search", "--class", windowClass, "windowactivate").orFail();
    }

    /** Touches the keyboard. */
    public void type() {
        xdotool("key", "a").orFail();
    }

    /** Ends the X server itself, under everybody's feet. */
    public void crash() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    private record Result(int code, String out) {

        boolean succeeded() {
            return code == 0;
        }

        void orFail() {
            if (code != 0) {
                throw new IllegalStateException("xdotool failed: " + out);
            }
        }
    }

    private Result xdotool(String... arguments) {
        List<String> command = new ArrayList<>(List.of("xdotool"));
        Collections.addAll(command, arguments);
        try {
            Process process = builder(command).redirectErrorStream(true).start();
            String out = new String(process.getInputStream().readAllBytes());
            return new Result(process.waitFor(), out);
        } catch (IOException e) {
            throw new IllegalStateException("xdotool cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process launch(String... command) throws IOException {
        Process process =
                builder(List.of(command))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        processes.add(process);
        return process;
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment());
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }

    @Override
    public void close() {
        Collections.reverse(processes);
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}

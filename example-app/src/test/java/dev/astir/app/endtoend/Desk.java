package dev.astir.app.endtoend;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A desk without a screen: an X server of its own, a window manager, and real windows in it. */
final class Desk implements AutoCloseable {

    private final Deque<Process> processes = new ArrayDeque<>();
    private final String display;

    private Desk(String display) {
        this.display = display;
    }

    static Desk open() throws Exception {
        // Xvfb chooses a free display itself and writes its number to the descriptor it is given.
        Process server =
                new ProcessBuilder(
                                Programs.find("Xvfb"),
                                "-displayfd",
                                "1",
                                // It does not begin anew when its only program ends.
                                "-noreset",
                                "-screen",
                                "0",
                                "1024x768x24",
                                "-nolisten",
                                "tcp")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String number =
                new BufferedReader(
                                new InputStreamReader(
                                        server.getInputStream(), StandardCharsets.UTF_8))
                        .readLine();
        if (number == null) {
            throw new AssertionError("Xvfb did not start: exit code " + server.waitFor());
        }
        var desk = new Desk(":" + number.strip());
        desk.processes.push(server);
        desk.run(Programs.find("openbox"));
        return desk;
    }

    String display() {
        return display;
    }

    /**
     * Opens a real window whose application is {@code application}, and waits until it is mapped.
     */
    void openWindow(String application, String title) throws Exception {
        run(
                Programs.find("xterm"),
                "-class",
                application,
                "-name",
                application.toLowerCase(Locale.ROOT),
                "-T",
                title,
                "-e",
                "sleep",
                "600");
        xdotool("search", "--sync", "--onlyvisible", "--class", "^" + application + "$");
    }

    /** Gives that window the focus, as a click on it does. */
    void switchTo(String application) throws Exception {
        xdotool(
                "search",
                "--sync",
                "--onlyvisible",
                "--class",
                "^" + application + "$",
                "windowactivate",
                "--sync");
    }

    private void xdotool(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(Programs.find("xdotool")));
        command.addAll(List.of(arguments));
        Process process = start(command);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError("failed: " + command);
        }
    }

    private void run(String... command) throws Exception {
        processes.push(start(List.of(command)));
    }

    private Process start(List<String> command) throws Exception {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DISPLAY", display);
        Path log = Files.createDirectories(Path.of("target", "end-to-end")).resolve("desk.log");
        return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    }

    @Override
    public void close() throws Exception {
        for (Process process : processes) {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }
}

package dev.astir.agent;

import dev.astir.protocol.PlainText;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The command line. Exit codes: 0 done, 1 failed, 2 wrong usage or setting, 3 blocked by the
 * server, 4 idle time waits for a decision.
 */
@Command(
        name = "astir-agent",
        mixinStandardHelpOptions = true,
        versionProvider = Main.VersionProvider.class,
        description = "Sees the active window and idle time, and sends what you agreed to.",
        footer = {
            "",
            "Files are kept in the directory of ASTIR_AGENT_HOME (default ~/.config/astir-agent).",
            "Exit codes: 0 done, 1 failed, 2 wrong usage or setting, 3 blocked by the server,",
            "4 idle time waits for a decision (of the command idle)."
        })
public final class Main implements Runnable {

    static final int FAILED = 1;
    static final int WRONG_SETTING = 2;
    static final int BLOCKED = 3;
    static final int WAITING = 4;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private Main() {}

    /** Runs a command, and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine(System.getenv()).execute(args));
    }

    static CommandLine commandLine(Map<String, String> environment) {
        return commandLine(environment, Keyboard.ofProcess());
    }

    static CommandLine commandLine(Map<String, String> environment, Keyboard keyboard) {
        Home home = Home.of(environment);
        return new CommandLine(new Main())
                .addSubcommand(new RunCommand(home, environment))
                .addSubcommand(new EnrolCommand(home, keyboard))
                .addSubcommand(new StatusCommand(home, environment))
                .addSubcommand(new ShowCommand(home, environment))
                .addSubcommand(new IdleCommand(home, environment, keyboard))
                .addSubcommand(new PauseCommand(home))
                .addSubcommand(new ResumeCommand(home))
                .setExecutionStrategy(parsed -> {
                    requireSafe(home, parsed);
                    return new CommandLine.RunLast().execute(parsed);
                })
                .setOut(Terminal.output())
                .setErr(Terminal.errors())
                // Its escape sequences would be printed as any others.
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    line.getErr().println("astir-agent: " + PlainText.line(explain(e)));
                    return e instanceof SettingsException ? WRONG_SETTING : FAILED;
                });
    }

    /** Before any command reads or writes there; help can be had all the same. */
    private static void requireSafe(Home home, ParseResult parsed) {
        ParseResult command = parsed.subcommand();
        if (command == null || command.isUsageHelpRequested() || command.isVersionHelpRequested()) {
            return;
        }
        try {
            home.requireSafe();
        } catch (IOException | SettingsException e) {
            throw new ExecutionException(command.commandSpec().commandLine(), explain(e), e);
        }
    }

    /** The message, and those of its causes: a stack trace helps nobody at a command line. */
    private static String explain(Throwable e) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = e; t != null; t = t.getCause()) {
            String message = t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
            if (text.indexOf(message) < 0) {
                text.append(text.isEmpty() ? "" : ": ").append(message);
            }
        }
        return text.toString();
    }

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        spec.commandLine().usage(out);
    }

    /** Tells the version from the jar's manifest. */
    static final class VersionProvider implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return List.of("astir-agent " + Version.agent()).toArray(new String[0]);
        }
    }
}

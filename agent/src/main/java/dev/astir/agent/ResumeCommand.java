package dev.astir.agent;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code resume}. */
@Command(name = "resume", mixinStandardHelpOptions = true, description = "Ends a pause.")
final class ResumeCommand implements Callable<Integer> {

    private final Home home;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    ResumeCommand(Home home) {
        this.home = home;
    }

    @Override
    public Integer call() throws IOException {
        new Pause(home.paused()).end();
        spec.commandLine().getOut().println("Resumed.");
        return 0;
    }
}

package dev.astir.agent;

import dev.astir.agent.privacy.PrivateFiles;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pause}: takes effect within a second, also in an agent that runs. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = "Captures nothing for a time, or until resume.")
final class PauseCommand implements Callable<Integer> {

    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5})([smh])");

    private final Home home;

    @Parameters(
            arity = "0..1",
            paramLabel = "DURATION",
            description = "Such as 45s, 30m or 2h; without it, until resume.")
    private @Nullable String duration;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    PauseCommand(Home home) {
        this.home = home;
    }

    @Override
    public Integer call() throws IOException {
        Instant until =
                duration == null ? Pause.UNTIL_RESUMED : Instant.now().plus(parse(duration));
        PrivateFiles.createDirectory(home.path());
        new Pause(home.paused()).start(until);
        spec.commandLine()
                .getOut()
                .println("Paused until " + (duration == null ? "you resume." : until + "."));
        return 0;
    }

    private static Duration parse(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new SettingsException(
                    "DURATION", text, "the command line", "a number with s, m or h, like 30m");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }
}

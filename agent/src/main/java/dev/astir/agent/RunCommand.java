package dev.astir.agent;

import dev.astir.agent.privacy.Consent;
import dev.astir.agent.privacy.ConsentFile;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Captures and uploads in the foreground.")
final class RunCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(RunCommand.class);

    private final Home home;
    private final Map<String, String> environment;

    @Mixin private final SettingFlags flags = new SettingFlags();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    RunCommand(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings =
                SettingsLoader.load(ConfigFile.read(home.config()), environment, flags.values());
        Settings.Enrolment enrolment = settings.enrolment().orElseThrow(RunCommand::notEnrolled);
        Consent consent =
                new ConsentFile(home.consent()).read().orElseThrow(RunCommand::notEnrolled);
        RunningAgent agent =
                new RunningAgent(
                        home,
                        settings,
                        enrolment,
                        consent,
                        environment,
                        spec.commandLine().getOut());
        log.info("astir-agent {} sends to {}", Version.agent(), enrolment.server());
        String blocked = UntilExit.run(agent::stop, agent::run);
        if (blocked != null) {
            log.error("The server blocked this device: {}. Nothing more is captured.", blocked);
            return Main.BLOCKED;
        }
        return 0;
    }

    private static IllegalStateException notEnrolled() {
        return new IllegalStateException(
                "This device is not enrolled. Enrol it with: astir-agent enrol URL TOKEN");
    }
}

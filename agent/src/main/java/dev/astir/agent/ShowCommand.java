package dev.astir.agent;

import dev.astir.agent.SpanRecorder.Step;
import dev.astir.agent.privacy.Consent;
import dev.astir.agent.privacy.ConsentFile;
import dev.astir.protocol.AgentMessage;
import dev.astir.protocol.AgentMessage.Batch;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.MessageCodec;
import dev.astir.protocol.Policy;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code show}: the same capture and rules as {@code run}, to the terminal and nowhere else. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows exactly what would be sent, live; sends and stores nothing.")
final class ShowCommand implements Callable<Integer> {

    /** What applies to a device before enrolment: the least that there is. */
    private static final Policy LEAST = new Policy(1, false, false, List.of(), 300);

    private final Home home;
    private final Map<String, String> environment;

    @Mixin private final SettingFlags flags = new SettingFlags();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    ShowCommand(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Settings settings =
                SettingsLoader.load(ConfigFile.read(home.config()), environment, flags.values());
        ConsentFile file = new ConsentFile(home.consent());
        RuleBook rules =
                new RuleBook(
                        file,
                        file.read().orElse(Consent.to(LEAST)),
                        settings,
                        new Pause(home.paused()),
                        Clock.systemUTC());
        Agent agent =
                new Agent(
                        environment,
                        rules::now,
                        settings.batchInterval(),
                        step -> print(step, out));
        return UntilExit.run(
                agent::stop,
                () -> {
                    agent.run();
                    return 0;
                });
    }

    private static void print(Step step, PrintWriter out) {
        State state = step.state();
        if (state != null) {
            print(state, out);
        }
        if (!step.closed().isEmpty()) {
            print(new Batch("shown", step.closed()), out);
        }
    }

    private static void print(AgentMessage message, PrintWriter out) {
        out.println(MessageCodec.json().encodeText(message));
        out.flush();
    }
}

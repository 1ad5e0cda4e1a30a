package dev.astir.agent;

import dev.astir.agent.journal.Journal;
import dev.astir.agent.privacy.Consent;
import dev.astir.agent.privacy.ConsentFile;
import dev.astir.agent.privacy.PrivateFiles;
import dev.astir.agent.probe.Probe;
import dev.astir.agent.probe.Probes;
import dev.astir.agent.upload.RejectedSpans;
import dev.astir.protocol.PlainText;
import dev.astir.protocol.Policy;
import dev.astir.protocol.client.IdleClient;
import dev.astir.protocol.client.RefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows enrolment, policy, connection, what waits, and which probe works.")
final class StatusCommand implements Callable<Integer> {

    /** Of a person for what the server knows; the rest is here. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private final Home home;
    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    StatusCommand(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Settings settings =
                SettingsLoader.load(ConfigFile.read(home.config()), environment, Map.of());
        Journal.Summary journal = Journal.inspect(home.journal());
        out.println("home: " + home.path());
        out.println("enrolled: " + enrolment(settings));
        out.println("running: " + (journal.running() ? "yes" : "no"));
        if (journal.running() && Files.exists(home.runState())) {
            out.println(
                    "connection: "
                            + PlainText.line(PrivateFiles.readText(home.runState()).strip()));
        }
        policy(out, settings);
        Instant pausedUntil = new Pause(home.paused()).until();
        if (pausedUntil.isAfter(Instant.now())) {
            out.println(
                    "paused: until "
                            + (pausedUntil.equals(Pause.UNTIL_RESUMED) ? "resumed" : pausedUntil));
        }
        out.println(
                "spans: %d waiting, %d rejected by the server, %d dropped for want of space"
                        .formatted(
                                journal.pending(),
                                new RejectedSpans(home.rejected()).count(),
                                journal.dropped()));
        idle(out);
        probes(out);
        return 0;
    }

    private static String enrolment(Settings settings) {
        return settings.enrolment()
                .map(enrolment -> enrolment.server() + " as " + enrolment.agentId())
                .orElse("no");
    }

    private void policy(PrintWriter out, Settings settings) {
        Optional<Consent> stored = new ConsentFile(home.consent()).read();
        if (stored.isEmpty()) {
            return;
        }
        Consent consent = stored.get();
        out.println("policy: version " + consent.agreed().version() + " agreed to; what applies:");
        PolicyText.lines(consent.effective()).forEach(line -> out.println("  " + line));
        Policy pending = consent.pending();
        if (pending != null) {
            out.println(
                    "policy: version "
                            + pending.version()
                            + " waits for your acknowledgement"
                            + settings.policyPage()
                            + "; only what is stricter in it applies yet");
        }
    }

    private void idle(PrintWriter out) {
        IdleCommand.client(home, environment, LONGEST_WAIT)
                .ifPresent(client -> out.println("idle time: " + PlainText.line(idle(client))));
    }

    private static String idle(IdleClient client) {
        try {
            int count = client.waiting().items().size();
            return IdleText.waiting(count) + (count == 0 ? "" : "; decide with: astir-agent idle");
        } catch (RefusedException e) {
            return "not known: " + IdleCommand.reason(e);
        }
    }

    private void probes(PrintWriter out) {
        Probes.Choice choice = Probes.open(environment);
        choice.attempts()
                .forEach(attempt -> out.println("probe " + PlainText.line(attempt.toString())));
        Probe probe = choice.probe();
        if (probe != null) {
            probe.close();
        }
    }
}

package dev.astir.agent;

import dev.astir.agent.journal.Journal;
import dev.astir.agent.privacy.Consent;
import dev.astir.agent.privacy.ConsentFile;
import dev.astir.agent.privacy.PrivateFiles;
import dev.astir.protocol.Enrolment.EnrolRequest;
import dev.astir.protocol.Enrolment.Enrolled;
import dev.astir.protocol.Enrolment.PolicyOffer;
import dev.astir.protocol.PlainText;
import dev.astir.protocol.Policy;
import dev.astir.protocol.client.EnrolmentClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code enrol}: nothing is stored before the person has read the policy and agreed. */
@Command(
        name = "enrol",
        mixinStandardHelpOptions = true,
        description = "Enrols this device: shows what will be captured, and asks for consent.")
final class EnrolCommand implements Callable<Integer> {

    private final Home home;
    private final Keyboard keyboard;

    @Parameters(paramLabel = "URL", description = "The server's address, http or https.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String url;

    @Parameters(paramLabel = "TOKEN", description = "The enrolment token.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String token;

    @Option(
            names = "--yes",
            description = "Agrees to the policy without asking, for scripts: the person must know.")
    private boolean yes;

    @Option(
            names = "--replace",
            description =
                    "Replaces an earlier enrolment; what it has not sent yet is deleted, because"
                            + " it was not meant for another server.")
    private boolean replace;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    EnrolCommand(Home home, Keyboard keyboard) {
        this.home = home;
        this.keyboard = keyboard;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        URI server = SettingsLoader.server(url);
        if (server == null) {
            throw new SettingsException("URL", url, "the command line", Setting.SERVER.allowed());
        }
        ConfigFile config = ConfigFile.read(home.config());
        if (!mayEnrol(config)) {
            return Main.FAILED;
        }
        EnrolmentClient client = EnrolmentClient.of(server);
        PolicyOffer offer = client.policy(token);
        show(offer, out);
        if (!agreed(offer, out)) {
            out.println("Not enrolled. Nothing was stored, nothing is captured.");
            return Main.FAILED;
        }
        Enrolled enrolled =
                client.enrol(
                        new EnrolRequest(
                                token, hostname(), Version.operatingSystem(), offer.version()));
        store(config, server, enrolled, offer.settings());
        out.println("Enrolled as " + enrolled.agentId() + ". Start with: astir-agent run");
        return 0;
    }

    private boolean mayEnrol(ConfigFile config) {
        PrintWriter err = spec.commandLine().getErr();
        if (Journal.inspect(home.journal()).running()) {
            err.println("astir-agent: an agent is running with " + home.path() + "; stop it first");
            return false;
        }
        if (config.values().containsKey(Setting.AGENT_KEY) && !replace) {
            err.println(
                    "astir-agent: this device is enrolled already, with "
                            + PlainText.line(config.values().getOrDefault(Setting.SERVER, "?"))
                            + "; use --replace to leave that");
            return false;
        }
        return true;
    }

    private static void show(PolicyOffer offer, PrintWriter out) {
        Policy policy = offer.settings();
        out.println("Policy, version " + offer.version() + ":");
        out.println();
        out.println(offer.text());
        out.println();
        out.println("As settings:");
        PolicyText.lines(policy).forEach(line -> out.println("  " + line));
        out.println();
        out.flush();
    }

    private boolean agreed(PolicyOffer offer, PrintWriter out) throws IOException {
        if (yes) {
            out.println("Agreed to policy version " + offer.version() + " by --yes.");
            return true;
        }
        out.print("Do you agree? Type yes to enrol this device: ");
        out.flush();
        String answer = keyboard.readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).equals("yes");
    }

    private static String hostname() {
        String fromEnvironment = System.getenv("HOSTNAME");
        if (fromEnvironment != null && !fromEnvironment.isBlank()) {
            return fromEnvironment.strip();
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "unknown";
        }
    }

    private void store(ConfigFile config, URI server, Enrolled enrolled, Policy policy)
            throws IOException {
        PrivateFiles.createDirectory(home.path());
        for (Path old : List.of(home.journal(), home.rejected(), home.runState())) {
            delete(old);
        }
        new ConsentFile(home.consent()).write(Consent.to(policy));
        config.with(
                        Map.of(
                                Setting.SERVER, server.toString(),
                                Setting.AGENT_ID, enrolled.agentId().toString(),
                                Setting.AGENT_KEY, enrolled.agentKey()))
                .write();
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (Stream<Path> files = Files.list(path)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.deleteIfExists(path);
    }
}

package dev.astir.agent;

import dev.astir.protocol.Idle;
import dev.astir.protocol.Idle.Decision;
import dev.astir.protocol.Idle.Stretch;
import dev.astir.protocol.PlainText;
import dev.astir.protocol.client.IdleClient;
import dev.astir.protocol.client.RefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code idle}: what the time was in which nobody typed; nothing is decided without its person. */
@Command(
        name = "idle",
        mixinStandardHelpOptions = true,
        description = {
            "Asks what the idle time of your work sessions was, today and yesterday.",
            "Without a terminal it lists what waits. STRETCH is the start of one, as listed, or all."
        },
        footer = {
            "",
            "Exit codes: 0 nothing waits any more, or what was told was done; 1 failed or refused;",
            "2 wrong usage; 3 blocked by the server; 4 something still waits for a decision."
        })
final class IdleCommand implements Callable<Integer> {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final String ALL = "all";

    private final Home home;
    private final Map<String, String> environment;
    private final Keyboard keyboard;

    /** What a script decides. */
    static final class Told {

        @Option(names = "--keep", required = true, description = "It was work.")
        private boolean keep;

        @Option(names = "--discard", required = true, description = "It was no work.")
        private boolean discard;

        @Option(
                names = "--project",
                required = true,
                paramLabel = "NAME",
                description = "It was work on this project.")
        private @Nullable String project;
    }

    @ArgGroup private @Nullable Told told;

    @Parameters(
            arity = "0..1",
            paramLabel = "STRETCH",
            description = "Which to keep, discard or give to a project.")
    private @Nullable String stretch;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    IdleCommand(Home home, Map<String, String> environment, Keyboard keyboard) {
        this.home = home;
        this.environment = environment;
        this.keyboard = keyboard;
    }

    @Override
    public Integer call() throws IOException {
        if ((told == null) != (stretch == null)) {
            throw new SettingsException(
                    told == null
                            ? "STRETCH needs one of --keep, --discard and --project NAME"
                            : "--keep, --discard and --project NAME need a STRETCH");
        }
        IdleClient client =
                client(home, environment, LONGEST_WAIT)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "This device is not enrolled. Enrol it with:"
                                                + " astir-agent enrol URL TOKEN"));
        PrintWriter out = spec.commandLine().getOut();
        try {
            Idle.Waiting waiting = client.waiting();
            IdleText text = IdleText.of(waiting.timeZone(), Instant.now());
            IdleDecider decider =
                    new IdleDecider(client, waiting, text, out, spec.commandLine().getErr());
            if (told != null && stretch != null) {
                return decide(decider, waiting, text, told, stretch);
            }
            String head = IdleText.waiting(waiting.items().size());
            if (waiting.items().isEmpty()) {
                out.println("Idle time: " + head + ".");
                return 0;
            }
            out.println(head + "; times in " + text.zone() + ":");
            return keyboard.isThere() ? decider.ask(keyboard) : list(waiting, text);
        } catch (RefusedException e) {
            return refused(e);
        }
    }

    private int list(Idle.Waiting waiting, IdleText text) {
        PrintWriter out = spec.commandLine().getOut();
        for (Stretch each : waiting.items()) {
            out.println(
                    text.name(each) + "  " + PlainText.line(text.line(each, waiting.projects())));
        }
        return Main.WAITING;
    }

    private int decide(
            IdleDecider decider, Idle.Waiting waiting, IdleText text, Told told, String stretch) {
        List<Stretch> chosen = stretch.equals(ALL) ? waiting.items() : called(waiting, stretch);
        if (chosen.isEmpty()) {
            if (stretch.equals(ALL)) {
                spec.commandLine().getOut().println("Idle time: " + IdleText.waiting(0) + ".");
                return 0;
            }
            spec.commandLine()
                    .getErr()
                    .println(
                            "astir-agent: none that begins at %s waits for a decision; %s"
                                    .formatted(
                                            PlainText.line(stretch), names(waiting.items(), text)));
            return Main.FAILED;
        }
        Idle.@Nullable Project project = project(waiting, told);
        Decision decision =
                told.keep ? Decision.KEEP : told.discard ? Decision.DISCARD : Decision.REASSIGN;
        int done = 0;
        for (Stretch each : chosen) {
            done += decider.decide(each, decision, project) ? 1 : 0;
        }
        return done == chosen.size() ? 0 : Main.FAILED;
    }

    private static Idle.@Nullable Project project(Idle.Waiting waiting, Told told) {
        if (told.project == null) {
            return null;
        }
        Idle.Project project = IdleDecider.project(waiting.projects(), told.project);
        if (project == null) {
            throw new SettingsException(
                    "--project",
                    told.project,
                    "the command line",
                    "the name of one project: " + IdleDecider.names(waiting.projects()));
        }
        return project;
    }

    /** The stretch with this start, to the second; none if it does not wait. */
    private static List<Stretch> called(Idle.Waiting waiting, String stretch) {
        Instant start;
        try {
            start = OffsetDateTime.parse(stretch).toInstant().truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeException e) {
            throw new SettingsException(
                    "STRETCH",
                    stretch,
                    "the command line",
                    "all, or a start such as 2026-01-31T09:30:00+01:00");
        }
        return waiting.items().stream()
                .filter(each -> each.from().truncatedTo(ChronoUnit.SECONDS).equals(start))
                .toList();
    }

    private static String names(List<Stretch> items, IdleText text) {
        return items.isEmpty()
                ? "nothing does"
                : items.stream()
                        .map(text::name)
                        .collect(Collectors.joining(", ", "these do: ", ""));
    }

    private int refused(RefusedException e) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("astir-agent: " + PlainText.line(reason(e)));
        return e.is("agent-blocked") ? Main.BLOCKED : Main.FAILED;
    }

    /** Why a server does not tell what waits. */
    static String reason(RefusedException e) {
        if (e.is("agent-blocked")) {
            return "the server blocked this device: " + e.getMessage();
        }
        return switch (e.status()) {
            case 401 ->
                    "the server does not know this device's key; enrol it again with:"
                            + " astir-agent enrol --replace URL TOKEN";
            case 404 ->
                    "the server cannot be asked about idle time; it may be older than this agent";
            default -> String.valueOf(e.getMessage());
        };
    }

    /** Asks the server that this device is enrolled with. */
    static Optional<IdleClient> client(
            Home home, Map<String, String> environment, Duration longest) {
        return SettingsLoader.load(ConfigFile.read(home.config()), environment, Map.of())
                .enrolment()
                .map(to -> IdleClient.of(to.server(), to.agentKey(), longest));
    }
}

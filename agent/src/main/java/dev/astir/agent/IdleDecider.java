package dev.astir.agent;

import dev.astir.protocol.Idle;
import dev.astir.protocol.Idle.Decision;
import dev.astir.protocol.Idle.Project;
import dev.astir.protocol.Idle.Stretch;
import dev.astir.protocol.PlainText;
import dev.astir.protocol.client.IdleClient;
import dev.astir.protocol.client.RefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks a person about one stretch after the other, and tells the server. For one thread. */
final class IdleDecider {

    /** Others are given by their names. */
    private static final int MOST_NUMBERED = 20;

    private final IdleClient client;
    private final Idle.Waiting waiting;
    private final IdleText text;
    private final PrintWriter out;
    private final PrintWriter err;

    IdleDecider(
            IdleClient client,
            Idle.Waiting waiting,
            IdleText text,
            PrintWriter out,
            PrintWriter err) {
        this.client = client;
        this.waiting = waiting;
        this.text = text;
        this.out = out;
        this.err = err;
    }

    /** What was typed. */
    private record Choice(Decision decision, @Nullable Project project) {}

    /**
     * Asks until all are decided or left for later, or nobody types any more.
     *
     * @return the exit code
     * @throws RefusedException if the server takes nothing at all
     */
    int ask(Keyboard keyboard) throws IOException {
        showProjects();
        int later = 0;
        int refused = 0;
        List<Stretch> items = waiting.items();
        for (int i = 0; i < items.size(); i++) {
            Stretch stretch = items.get(i);
            out.println();
            out.println("%d of %d: %s".formatted(i + 1, items.size(), shown(stretch)));
            String typed;
            Answered answered = Answered.NOT_UNDERSTOOD;
            do {
                out.print(question());
                out.flush();
                typed = keyboard.readLine();
                if (typed != null) {
                    answered = answer(stretch, typed.strip());
                }
            } while (typed != null && answered == Answered.NOT_UNDERSTOOD);
            if (typed == null) {
                out.println();
                later += items.size() - i;
                break;
            }
            later += answered == Answered.LATER ? 1 : 0;
            refused += answered == Answered.REFUSED ? 1 : 0;
        }
        if (later > 0) {
            out.println(IdleText.waiting(later) + ".");
        }
        return refused > 0 ? Main.FAILED : later > 0 ? Main.WAITING : 0;
    }

    private enum Answered {
        DONE,
        LATER,
        REFUSED,
        NOT_UNDERSTOOD
    }

    private Answered answer(Stretch stretch, String typed) {
        String word = typed.toLowerCase(Locale.ROOT);
        if (word.equals("l") || word.equals("later")) {
            return Answered.LATER;
        }
        Choice choice = choice(typed, word);
        if (choice == null) {
            out.println("\"%s\" is none of these.".formatted(PlainText.line(typed)));
            return Answered.NOT_UNDERSTOOD;
        }
        return decide(stretch, choice.decision(), choice.project())
                ? Answered.DONE
                : Answered.REFUSED;
    }

    private @Nullable Choice choice(String typed, String word) {
        return switch (word) {
            case "k", "keep" -> new Choice(Decision.KEEP, null);
            case "d", "discard" -> new Choice(Decision.DISCARD, null);
            default -> {
                Project project = numbered(word);
                Project chosen = project == null ? project(waiting.projects(), typed) : project;
                yield chosen == null ? null : new Choice(Decision.REASSIGN, chosen);
            }
        };
    }

    private @Nullable Project numbered(String word) {
        try {
            int number = Integer.parseInt(word);
            return number >= 1 && number <= Math.min(MOST_NUMBERED, waiting.projects().size())
                    ? waiting.projects().get(number - 1)
                    : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The one project of this name, in capitals or not; null when there is none, or several. */
    static @Nullable Project project(List<Project> projects, String name) {
        List<Project> named =
                projects.stream()
                        .filter(project -> project.name().equalsIgnoreCase(name.strip()))
                        .toList();
        return named.size() == 1 ? named.getFirst() : null;
    }

    /** Of the first projects. */
    static String names(List<Project> projects) {
        return projects.stream()
                .limit(MOST_NUMBERED)
                .map(Project::name)
                .collect(Collectors.joining(", "));
    }

    /**
     * Tells the server, and the person what became of it.
     *
     * @return whether it was taken
     * @throws RefusedException if the server takes nothing at all: it is away, or this device is
     *     out
     */
    boolean decide(Stretch stretch, Decision decision, @Nullable Project project) {
        try {
            client.decide(
                    new Idle.Answer(
                            stretch.sessionId(),
                            stretch.from(),
                            stretch.to(),
                            decision,
                            project == null ? null : project.id()));
        } catch (RefusedException e) {
            boolean isOfThisOne = e.status() == 400 || e.status() == 404 || e.status() == 409;
            if (!isOfThisOne) {
                throw e;
            }
            err.println(
                    "astir-agent: %s was refused: %s"
                            .formatted(
                                    shown(stretch),
                                    PlainText.line(String.valueOf(e.getMessage()))));
            return false;
        }
        String done =
                switch (decision) {
                    case KEEP -> "Kept as work";
                    case DISCARD -> "Discarded";
                    case REASSIGN ->
                            "Given to \""
                                    + PlainText.line(project == null ? "" : project.name())
                                    + "\"";
                };
        out.println(done + ": " + shown(stretch));
        return true;
    }

    private String shown(Stretch stretch) {
        return PlainText.line(text.line(stretch, waiting.projects()));
    }

    private void showProjects() {
        List<Project> projects = waiting.projects();
        for (int i = 0; i < Math.min(MOST_NUMBERED, projects.size()); i++) {
            out.println(
                    "  project %d: %s".formatted(i + 1, PlainText.line(projects.get(i).name())));
        }
        if (projects.size() > MOST_NUMBERED) {
            out.println("  %d more by name".formatted(projects.size() - MOST_NUMBERED));
        }
    }

    private String question() {
        int count = Math.min(MOST_NUMBERED, waiting.projects().size());
        String projects =
                switch (count) {
                    case 0 -> "";
                    case 1 -> "1 (that project), ";
                    default -> "1 to " + count + " (that project), ";
                };
        return "keep (work), discard (no work), " + projects + "or later? ";
    }
}

package dev.astir.app.policies;

import dev.astir.protocol.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says in words what a policy captures and who may see it: what a person reads before they consent.
 * The words are the law of the code: each sentence has an id, and {@code PromisesTest} holds a
 * check for each. Stateless.
 */
final class PolicyText {

    /** A promise, or a part of what the agent tells. */
    record Sentence(String id, String text) {}

    /** The whole text. */
    static String of(
            String organization,
            Policy policy,
            int retentionDays,
            boolean insightsForManagers,
            AlertReach idleAlerts,
            AlertReach overtimeAlerts,
            String additional) {
        String generated =
                sentences(
                                organization,
                                policy,
                                retentionDays,
                                insightsForManagers,
                                idleAlerts,
                                overtimeAlerts)
                        .stream()
                        .map(Sentence::text)
                        .collect(Collectors.joining("\n"));
        return additional.isEmpty()
                ? generated
                : generated + "\n\n" + organization + " adds:\n" + additional;
    }

    /** The sentences that follow from the settings, in their order. */
    static List<Sentence> sentences(
            String organization,
            Policy policy,
            int retentionDays,
            boolean insightsForManagers,
            AlertReach idleAlerts,
            AlertReach overtimeAlerts) {
        List<@Nullable Sentence> all = new ArrayList<>();
        all.add(
                new Sentence(
                        "agent",
                        "While the Astir agent runs on this device, it tells "
                                + organization
                                + ":"));
        all.add(
                new Sentence(
                        "application",
                        "- which application is in front, and the web site's host name where it can"
                                + " be told;"));
        all.add(
                new Sentence(
                        "titles",
                        policy.captureTitles()
                                ? "- the titles of windows;"
                                : "- no titles of windows, and no addresses of pages;"));
        all.add(
                new Sentence(
                        "idle",
                        "- that nobody has typed or moved the mouse for %s or more (not what was typed);"
                                .formatted(length(policy.idleAfterSeconds()))));
        all.add(
                new Sentence(
                        "introspection",
                        policy.introspection()
                                ? "- what plays in a media player and what runs in a terminal, if"
                                        + " you switch that on."
                                : "- nothing about music, terminals or the inside of"
                                        + " applications."));
        if (!policy.neverCapture().isEmpty()) {
            all.add(
                    new Sentence(
                            "never-capture",
                            "Never captured: " + String.join(", ", policy.neverCapture()) + "."));
        }
        all.add(
                new Sentence(
                        "never",
                        "It never records keys, screens, files, sound or the content of pages."));
        all.add(
                new Sentence(
                        "control",
                        "You can stop the agent at any time, see exactly what it sends with"
                                + " `astir-agent show`, and list applications whose time only shows"
                                + " as \"private\"."));
        all.add(
                new Sentence(
                        "who",
                        "Your colleagues see what you are doing now, and when you start and stop a"
                                + " work session; managers also see your times."));
        all.add(
                new Sentence(
                        "colleagues",
                        "Now means: whether you are at work, the application or site in front and"
                                + " what plays, and since when. Colleagues see no titles of"
                                + " windows, and not what you did before. When you connect a"
                                + " computer, they are told so, with its name."));
        all.add(
                new Sentence(
                        "managers",
                        "Managers of teams see the people of their teams; administrators, and"
                                + " managers without a team, see everybody."));
        all.add(
                new Sentence(
                        "insights",
                        insightsForManagers
                                ? "Managers who see you may also look at your insights, one person"
                                        + " at a time: how much of a week you stayed with one"
                                        + " thing, how often you switched, your longest day and"
                                        + " your time in meetings, beside your own weeks before."
                                        + " They can only once you agreed to this, and never"
                                        + " compare you with others."
                                : "How long you stay with one thing, how often you switch and how"
                                        + " your weeks compare is shown to you alone, under"
                                        + " \"Insights\"."));
        all.add(new Sentence("idle-alerts", idleAlerts(idleAlerts)));
        all.add(new Sentence("overtime-alerts", overtimeAlerts(overtimeAlerts)));
        all.add(
                new Sentence(
                        "alerts",
                        "An alert tells you and the managers who see you when a session of yours"
                                + " was left running overnight, and when a computer of yours has"
                                + " given no sign for days. Nobody else hears of alerts about you."
                                + " You can say to each what it was, and you see who resolved it"
                                + " and what they noted."));
        all.add(
                new Sentence(
                        "switches",
                        "That you switched to another application is told to your managers and you"
                                + " alone, and deleted after %d days."
                                        .formatted(Promises.SWITCHES_KEPT.toDays())));
        all.add(
                new Sentence(
                        "retention",
                        "What is recorded of your time is deleted after %d days at the latest."
                                .formatted(retentionDays)));
        all.add(
                new Sentence(
                        "looks",
                        "Who looks at your times is written down, and you can read it in Astir"
                                + " under \"My data\"."));
        all.add(
                new Sentence(
                        "consent",
                        "Nothing is captured before you agree. If more is to be captured one day,"
                                + " you are asked again, and until then it is not."));
        return all.stream().map(sentence -> (Sentence) sentence).toList();
    }

    private static String idleAlerts(AlertReach reach) {
        String what =
                " you and the managers who see you when you are at work and nothing was done for"
                        + " longer than a limit. Time for which you paused the agent tells"
                        + " nobody anything.";
        return switch (reach) {
            case NONE -> "No alert is made of your being away.";
            case TEAMS -> "In teams that decided so, an alert tells" + what;
            case ALL -> "Unless your team decided otherwise, an alert tells" + what;
        };
    }

    private static String overtimeAlerts(AlertReach reach) {
        String what =
                " you and the managers who see you when a day or a week of yours has more work"
                        + " than a limit.";
        return switch (reach) {
            case NONE -> "No alert is made of long days.";
            case TEAMS -> "In teams that decided so, an alert tells" + what;
            case ALL -> "Unless your team decided otherwise, an alert tells" + what;
        };
    }

    /** In the largest unit that tells it exactly. */
    private static String length(int seconds) {
        if (seconds % 3600 == 0) {
            return counted(seconds / 3600, "hour");
        }
        return seconds % 60 == 0 ? counted(seconds / 60, "minute") : counted(seconds, "second");
    }

    private static String counted(int number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    private PolicyText() {}
}

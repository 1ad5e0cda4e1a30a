package dev.astir.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The words of what a team tells the feed, each once before any comes again. Confined to one
 * thread.
 */
final class Tellings {

    private static final int FIRST_NUMBER = 400;

    private static final Map<Job, List<String>> TASKS =
            Map.of(
                    Job.ENGINEER,
                    List.of(
                            "Keep the filter when a page is opened again",
                            "Export loses the last line",
                            "Time zone of the day's strip",
                            "Retry uploads after a restart",
                            "Faster search on the feed",
                            "Sort people by name, not by id"),
                    Job.OPERATOR,
                    List.of(
                            "Renew certificates of staging",
                            "Alert when the disk is at 80 %",
                            "Move backups to the second region",
                            "Update PostgreSQL to 18.1",
                            "Trace slow sign-ins"),
                    Job.DESIGNER,
                    List.of(
                            "Empty state of My week",
                            "Icons for the bottom bar",
                            "Dark theme of the sign-in page",
                            "Illustration for the welcome mail",
                            "Contrast of the idle mark"),
                    Job.WRITER,
                    List.of(
                            "Handbook: how to pause the agent",
                            "Release notes of November",
                            "Rewrite the page on privacy",
                            "Proofread the German texts"),
                    Job.SUPPORT,
                    List.of(
                            "Invoice address of Northwind",
                            "Agent does not start on Wayland",
                            "Call back Harbour Books",
                            "Refund for two seats",
                            "Question on time sheets from Lumen"),
                    Job.ACCOUNTANT,
                    List.of(
                            "Close the books of October",
                            "Match bank statements",
                            "Travel expenses of Lisbon",
                            "Quote for 40 seats"),
                    Job.LEAD,
                    List.of(
                            "Plan the first half of December",
                            "Agenda for the offsite",
                            "Review of the hiring plan",
                            "Roadmap for the mobile app"));

    private static final Map<Job, String> REPOSITORIES =
            Map.of(
                    Job.ENGINEER, "lumen/astir-core",
                    Job.OPERATOR, "lumen/platform",
                    Job.WRITER, "lumen/handbook");

    private static final List<String> COMMITS =
            List.of(
                    "Keep the filter in the address",
                    "Fix the export's last line",
                    "Test the upload after a restart",
                    "Remove an unused index",
                    "Raise the limit of the pool",
                    "Correct a typo in the handbook",
                    "Show the site behind the browser's name");

    private static final List<String> TO_PUSH =
            List.of(
                    "Looks good to me.",
                    "Can you add a test for the empty list?",
                    "Deployed to staging.",
                    "Nice, that was bothering me for weeks.");

    private static final List<String> TO_CREATED =
            List.of(
                    "I can take this one after lunch.",
                    "Same thing was reported yesterday, I will link it.",
                    "Is this for this week or the next?",
                    "Let us talk about it tomorrow morning.");

    private static final List<String> TO_COMPLETED =
            List.of(
                    "Thanks for the quick turnaround!",
                    "Confirmed, works here too.",
                    "I told the customer.",
                    "Great, one less for Friday.");

    private static final List<String> REACTIONS = List.of("👍", "🎉", "❤️", "👀", "🙏");

    /** A task by its number, and its title in quotation marks. */
    record Task(String reference, String title) {}

    private final Random random;
    private final Map<Job, Draw<String>> tasks = new EnumMap<>(Job.class);
    private final Draw<String> commits;
    private final Draw<String> toPush;
    private final Draw<String> toCreated;
    private final Draw<String> toCompleted;
    private final Draw<String> reactions;
    private int number = FIRST_NUMBER;

    Tellings(Random random) {
        this.random = random;
        TASKS.forEach((job, titles) -> tasks.put(job, new Draw<>(titles, random)));
        this.commits = new Draw<>(COMMITS, random);
        this.toPush = new Draw<>(TO_PUSH, random);
        this.toCreated = new Draw<>(TO_CREATED, random);
        this.toCompleted = new Draw<>(TO_COMPLETED, random);
        this.reactions = new Draw<>(REACTIONS, random);
    }

    Task task(Job job) {
        Draw<String> titles = tasks.get(job);
        if (titles == null) {
            throw new IllegalStateException("no tasks for " + job);
        }
        number += 1 + random.nextInt(4);
        return new Task("#" + number, "“" + titles.next() + "”");
    }

    /** Where people of a job push to; empty if they do not. */
    String repository(Job job) {
        return REPOSITORIES.getOrDefault(job, "");
    }

    Map<String, ?> push() {
        return Map.of(
                "branch", "main", "commits", 1 + random.nextInt(4), "message", commits.next());
    }

    String toPush() {
        return toPush.next();
    }

    String toCreated() {
        return toCreated.next();
    }

    String toCompleted() {
        return toCompleted.next();
    }

    String reaction() {
        return reactions.next();
    }

    /** Gives each once, in a random order, before any again. */
    private static final class Draw<T> {

        private final List<T> all;
        private final List<T> left = new ArrayList<>();
        private final Random random;

        Draw(List<T> all, Random random) {
            this.all = all;
            this.random = random;
        }

        T next() {
            if (left.isEmpty()) {
                left.addAll(all);
                Collections.shuffle(left, random);
            }
            return left.removeLast();
        }
    }
}

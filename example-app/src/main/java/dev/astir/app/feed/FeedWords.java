package dev.astir.app.feed;

import dev.astir.stream.digest.SummaryWords;
import dev.astir.stream.digest.SummaryWords.Words;
import java.util.Locale;

/**
 * The words of summaries: what of the feed's types is counted in one line, in English and German.
 * Types that have no words here are counted with the rest. Stateless.
 */
final class FeedWords {

    private FeedWords() {}

    static SummaryWords all() {
        return SummaryWords.builder(english()).add(german()).build();
    }

    private static Words english() {
        return Words.builder(Locale.ENGLISH)
                .line("sessions", "{0,choice,1#1 session|1<{0} sessions}", "session.started")
                .line(
                        "sessions-ended",
                        "{0,choice,1#1 session ended|1<{0} sessions ended}",
                        "session.stopped",
                        "session.stopped-by-manager")
                .line(
                        "comments",
                        "{0,choice,1#1 comment|1<{0} comments} in"
                                + " {1,choice,1#1 thread|1<{1} threads}",
                        "user.commented")
                .line(
                        "tasks-completed",
                        "{0,choice,1#1 task completed|1<{0} tasks completed}",
                        "task.completed")
                .line(
                        "tasks-created",
                        "{0,choice,1#1 task created|1<{0} tasks created}",
                        "task.created")
                .line(
                        "pushes",
                        "{0,choice,1#1 push|1<{0} pushes}",
                        "code.pushed",
                        "integration.push")
                .line(
                        "pull-requests",
                        "{0,choice,1#1 step of a pull request|1<{0} steps of pull requests}",
                        "integration.pull-request")
                .line(
                        "issues",
                        "{0,choice,1#1 step of an issue|1<{0} steps of issues}",
                        "integration.issue")
                .line("alerts", "{0,choice,1#1 alert|1<{0} alerts}", "alert.opened")
                .line(
                        "timesheets",
                        "{0,choice,1#1 step of a timesheet|1<{0} steps of timesheets}",
                        "timesheet.submitted",
                        "timesheet.withdrawn",
                        "timesheet.approved",
                        "timesheet.rejected",
                        "timesheet.reopened")
                .line(
                        "switches",
                        "{0,choice,1#1 switch of applications|1<{0} switches of applications}",
                        "app.switched")
                .named("task.created", "{0} created")
                .named("task.completed", "{0} completed")
                .other("{0,choice,1#1 other event|1<{0} other events}")
                .nothing("nothing")
                .build();
    }

    private static Words german() {
        return Words.builder(Locale.GERMAN)
                .line("sessions", "{0,choice,1#1 Sitzung|1<{0} Sitzungen}", "session.started")
                .line(
                        "sessions-ended",
                        "{0,choice,1#1 Sitzung beendet|1<{0} Sitzungen beendet}",
                        "session.stopped",
                        "session.stopped-by-manager")
                .line(
                        "comments",
                        "{0,choice,1#1 Kommentar|1<{0} Kommentare} in"
                                + " {1,choice,1#1 Gespräch|1<{1} Gesprächen}",
                        "user.commented")
                .line(
                        "tasks-completed",
                        "{0,choice,1#1 Aufgabe erledigt|1<{0} Aufgaben erledigt}",
                        "task.completed")
                .line(
                        "tasks-created",
                        "{0,choice,1#1 Aufgabe angelegt|1<{0} Aufgaben angelegt}",
                        "task.created")
                .line(
                        "pushes",
                        "{0,choice,1#1 Push|1<{0} Pushes}",
                        "code.pushed",
                        "integration.push")
                .line(
                        "pull-requests",
                        "{0,choice,1#1 Schritt eines Pull-Requests|1<{0} Schritte von Pull-Requests}",
                        "integration.pull-request")
                .line(
                        "issues",
                        "{0,choice,1#1 Schritt eines Issues|1<{0} Schritte von Issues}",
                        "integration.issue")
                .line("alerts", "{0,choice,1#1 Hinweis|1<{0} Hinweise}", "alert.opened")
                .line(
                        "timesheets",
                        "{0,choice,1#1 Schritt eines Stundenzettels|"
                                + "1<{0} Schritte von Stundenzetteln}",
                        "timesheet.submitted",
                        "timesheet.withdrawn",
                        "timesheet.approved",
                        "timesheet.rejected",
                        "timesheet.reopened")
                .line(
                        "switches",
                        "{0,choice,1#1 Wechsel der Anwendung|1<{0} Wechsel der Anwendung}",
                        "app.switched")
                .named("task.created", "{0} angelegt")
                .named("task.completed", "{0} erledigt")
                .other("{0,choice,1#1 anderes Ereignis|1<{0} andere Ereignisse}")
                .nothing("nichts")
                .build();
    }
}

package dev.astir.app.summaries;

import dev.astir.app.tenancy.Backlog;
import jakarta.inject.Singleton;

/** Marks of days that are not computed yet. Thread-safe. */
@Singleton
final class WaitingDays implements Backlog {

    private final MarkRepository marks;

    WaitingDays(MarkRepository marks) {
        this.marks = marks;
    }

    @Override
    public String name() {
        return "astir.days.waiting";
    }

    @Override
    public String description() {
        return "Marks of days that are to be computed anew, 100000 at the most";
    }

    @Override
    public long count() {
        return marks.waiting();
    }
}

package dev.astir.app.savedreports;

import dev.astir.app.mail.DueMails;
import dev.astir.app.platform.Job;
import dev.astir.app.platform.JobSchedule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Mails the reports that are due. Thread-safe. */
@Singleton
class DueReports implements Job, DueMails.Kind<SavedRow> {

    private final DueRepository due;
    private final DueReport one;
    private final DueMails mails;

    DueReports(DueRepository due, DueReport one, DueMails mails) {
        this.due = due;
        this.one = one;
        this.mails = mails;
    }

    @Override
    public String name() {
        return "report-mails";
    }

    @Override
    public JobSchedule schedule() {
        // No setting, since a report is of the time that it was due.
        return JobSchedule.every(Duration.ofSeconds(20));
    }

    @Override
    public void run(BooleanSupplier stopping) {
        mails.run(this, stopping, "%d of %d reports could not be mailed.");
    }

    @Override
    public @Nullable SavedRow take(Instant now, Instant leasedUntil) {
        return due.take(now, leasedUntil);
    }

    @Override
    public Object id(SavedRow taken) {
        return taken.id();
    }

    @Override
    public void mail(SavedRow taken, Instant now, BooleanSupplier stopping) {
        one.mail(taken, now, stopping);
    }

    @Override
    public int attempts(SavedRow taken) {
        return taken.attempts();
    }

    @Override
    public void postpone(SavedRow taken, Instant again, RuntimeException failure) {
        one.postpone(taken, again, failure);
    }
}

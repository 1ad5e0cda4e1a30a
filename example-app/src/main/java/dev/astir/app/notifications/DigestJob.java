package dev.astir.app.notifications;

import dev.astir.app.mail.DueMails;
import dev.astir.app.platform.Job;
import dev.astir.app.platform.JobSchedule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Mails the digests that are due. Thread-safe. */
@Singleton
class DigestJob implements Job, DueMails.Kind<ChoiceRow> {

    private final DigestRepository due;
    private final Digests digests;
    private final DueMails mails;

    DigestJob(DigestRepository due, Digests digests, DueMails mails) {
        this.due = due;
        this.digests = digests;
        this.mails = mails;
    }

    @Override
    public String name() {
        return "alert-digests";
    }

    @Override
    public JobSchedule schedule() {
        return JobSchedule.every(Duration.ofMinutes(1));
    }

    @Override
    public void run(BooleanSupplier stopping) {
        mails.run(this, stopping, "%d of %d digests could not be mailed.");
    }

    @Override
    public @Nullable ChoiceRow take(Instant now, Instant leasedUntil) {
        return due.take(now, leasedUntil);
    }

    @Override
    public Object id(ChoiceRow taken) {
        return taken.userId();
    }

    @Override
    public void mail(ChoiceRow taken, Instant now, BooleanSupplier stopping) {
        digests.mail(taken, now);
    }

    @Override
    public int attempts(ChoiceRow taken) {
        return taken.attempts();
    }

    @Override
    public void postpone(ChoiceRow taken, Instant again, RuntimeException failure) {
        digests.postpone(taken, again);
    }
}

package dev.astir.app.savedreports;

import dev.astir.app.mail.Mailer;
import dev.astir.app.mail.MailsWithdrawn;
import dev.astir.app.people.PersonErased;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Nobody who was erased is in a mail that goes out after that: what waits is taken back in the
 * transaction that erases, and made anew; what was made meanwhile is not sent. One that is on its
 * way to the mail server at that moment arrives. Thread-safe.
 */
@Singleton
public class ErasureGuard {

    private final ErasedRepository erased;
    private final Mailer mailer;
    private final Transactions transactions;
    private final Clock clock;

    ErasureGuard(ErasedRepository erased, Mailer mailer, Transactions transactions, Clock clock) {
        this.erased = erased;
        this.mailer = mailer;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Makes a mail and sends it; makes it anew when somebody was erased between.
     *
     * @param making not in a transaction
     * @param sending in a transaction of the organization
     */
    public <M, T> T mailed(UUID organizationId, Supplier<M> making, Function<M, T> sending) {
        while (true) {
            long before =
                    transactions.inOrganization(organizationId, () -> erased.count(organizationId));
            M mail = making.get();
            Optional<T> sent =
                    transactions.inOrganization(
                            organizationId,
                            () -> {
                                var unused = erased.hold(organizationId);
                                return erased.count(organizationId) == before
                                        ? Optional.of(sending.apply(mail))
                                        : Optional.empty();
                            });
            if (sent.isPresent()) {
                return sent.get();
            }
        }
    }

    /** Which of those that wait hold the person is not known; all of them are made anew. */
    @EventListener
    void erased(PersonErased person) {
        mailer.withdrawAboutPeople(person.organizationId());
    }

    @EventListener
    void withdrawn(MailsWithdrawn withdrawn) {
        UUID organizationId = withdrawn.organizationId();
        UUID[] mails = withdrawn.mails().toArray(UUID[]::new);
        erased.makeDue(organizationId, mails, clock.instant().truncatedTo(ChronoUnit.MICROS));
        erased.forget(organizationId, mails);
    }
}

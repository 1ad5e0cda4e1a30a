package dev.astir.app.addresses;

import static java.nio.charset.StandardCharsets.UTF_8;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Status;
import biweekly.util.Duration;
import dev.astir.app.addresses.CalendarRepository.Entry;
import dev.astir.app.identity.Caller;
import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a person's own sessions as iCalendar (RFC 5545). Thread-safe. */
@Singleton
class SessionCalendar {

    /** How far back it goes: more is a report. */
    static final java.time.Duration REACH = java.time.Duration.ofDays(90);

    /** Thirty a day. */
    private static final int MOST = 2_700;

    private static final String NAME = "Astir";
    private static final String NO_PROJECT = "Work";

    private final CalendarRepository rows;
    private final Transactions transactions;
    private final Clock clock;

    SessionCalendar(CalendarRepository rows, Transactions transactions, Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The caller's sessions, a running one up to this minute, in UTF-8. Blocks. */
    byte[] write(Caller caller) {
        Instant now = clock.instant();
        List<Entry> sessions =
                transactions.inOrganization(
                        caller.organizationId(),
                        () ->
                                rows.sessions(
                                        caller.organizationId(),
                                        caller.userId(),
                                        now.minus(REACH),
                                        MOST));
        ICalendar calendar = new ICalendar();
        calendar.setVersion(ICalVersion.V2_0);
        calendar.setProductId("-//Astir//Sessions//EN");
        calendar.setName(NAME);
        // The one that Apple's and Google's know (it is older than RFC 7986).
        calendar.setExperimentalProperty("X-WR-CALNAME", NAME);
        calendar.setRefreshInterval(Duration.builder().minutes(15).build());
        sessions.forEach(session -> calendar.addEvent(event(session, now)));
        return Biweekly.write(calendar).go().getBytes(UTF_8);
    }

    private static VEvent event(Entry session, Instant now) {
        Instant end = session.endTime();
        Instant shown = end == null ? now.truncatedTo(ChronoUnit.MINUTES) : end;
        VEvent event = new VEvent();
        event.setUid(session.id() + "@astir");
        event.setSequence((int) Math.min(session.version(), Integer.MAX_VALUE));
        // Not the time of writing: what has not changed reads as it did.
        event.setDateTimeStamp(date(stamp(session)));
        event.setDateStart(date(session.startTime()));
        event.setDateEnd(date(shown.isBefore(session.startTime()) ? session.startTime() : shown));
        event.setSummary(summary(session));
        event.setDescription(
                "Active %s, idle %s"
                        .formatted(
                                length(session.totalActiveSeconds()),
                                length(session.totalIdleSeconds())));
        event.setStatus(end == null ? Status.tentative() : Status.confirmed());
        // What was done keeps nobody from an invitation.
        event.setTransparency(true);
        return event;
    }

    private static String summary(Entry session) {
        String named =
                Stream.of(session.project(), session.task())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" · "));
        return named.isEmpty() ? NO_PROJECT : named;
    }

    private static Instant stamp(Entry session) {
        Instant end = session.endTime();
        Instant last = session.lastActivityAt();
        if (end != null) {
            return last != null && last.isAfter(end) ? last : end;
        }
        return last == null ? session.startTime() : last;
    }

    private static String length(long seconds) {
        long minutes = seconds / 60;
        return "%dh %02dm".formatted(minutes / 60, minutes % 60);
    }

    private static Date date(Instant instant) {
        return Date.from(instant);
    }
}

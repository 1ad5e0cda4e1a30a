package dev.astir.app.timesheets;

import dev.astir.app.identity.Caller;
import dev.astir.app.summaries.Seconds;
import dev.astir.app.summaries.Summaries;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timesheets.TimesheetRepository.Sheet;
import dev.astir.app.timesheets.WeekRepository.WorkedInWeek;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists weeks of people whom the caller sees. Methods block. Thread-safe. */
@Singleton
class TimesheetLists {

    private record Key(UUID person, LocalDate week) {}

    private final Transactions transactions;
    private final TimesheetRepository sheets;
    private final WeekRepository weeks;
    private final Deciders deciders;
    private final SeenPeople people;
    private final Summaries summaries;
    private final Trail trail;

    TimesheetLists(
            Transactions transactions,
            TimesheetRepository sheets,
            WeekRepository weeks,
            Deciders deciders,
            SeenPeople people,
            Summaries summaries,
            Trail trail) {
        this.transactions = transactions;
        this.sheets = sheets;
        this.weeks = weeks;
        this.deciders = deciders;
        this.people = people;
        this.summaries = summaries;
        this.trail = trail;
    }

    /**
     * A place in the list: after the week of a person.
     *
     * @param week newest first
     */
    record Cursor(LocalDate week, UUID personId) {

        private static final Cursor FIRST = new Cursor(Weeks.LATEST.plusDays(7), new UUID(0, 0));

        /**
         * Reads what {@link #toString()} wrote.
         *
         * @throws ProblemException 400 when nobody wrote it
         */
        static Cursor parse(String text) {
            try {
                int dot = text.indexOf('.');
                return new Cursor(
                        Weeks.parse(text.substring(0, dot)),
                        UUID.fromString(text.substring(dot + 1)));
            } catch (IndexOutOfBoundsException | IllegalArgumentException | ProblemException e) {
                throw ProblemException.invalid("after", text, "the \"next\" of an earlier page");
            }
        }

        /** Safe in a URL; opaque to clients. */
        @Override
        public String toString() {
            return week + "." + personId;
        }
    }

    /**
     * Weeks, newest first: those with some time, and those that were sent.
     *
     * @param userId whose; null for all whom the caller sees
     * @param from weeks that ended before this day are left out
     * @param to weeks that begin after this day are left out
     * @throws ProblemException 404 when the caller sees no such person; 400 for a period that is
     *     none, or of a day that no week is kept of
     */
    Page<Timesheet.Summary> page(
            Caller caller,
            @Nullable UUID userId,
            @Nullable TimesheetState state,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Cursor after,
            int limit) {
        if (userId != null) {
            people.require(caller, userId);
        }
        if (from != null && to != null && to.isBefore(from)) {
            throw ProblemException.invalid("to", to, "a date not before " + from);
        }
        LocalDate first = from == null ? Weeks.EARLIEST : Weeks.of(Weeks.within("from", from));
        LocalDate last = to == null ? Weeks.LATEST : Weeks.of(Weeks.within("to", to));
        UUID organizationId = caller.organizationId();
        Cursor place = after == null ? Cursor.FIRST : after;
        List<Sheet> found =
                transactions.inOrganization(
                        organizationId,
                        () ->
                                sheets.page(
                                        organizationId,
                                        caller.sight().seen(),
                                        userId,
                                        state == null ? null : state.json(),
                                        first,
                                        last,
                                        place.week(),
                                        place.personId(),
                                        limit + 1));
        Page<Sheet> page =
                Page.of(
                        found,
                        limit,
                        sheet -> new Cursor(sheet.week(), sheet.personId()).toString());
        viewed(caller, page.items(), from, to);
        return new Page<>(summaries(caller, page.items()), page.next());
    }

    private void viewed(
            Caller caller, List<Sheet> shown, @Nullable LocalDate from, @Nullable LocalDate to) {
        Map<String, Object> period = new LinkedHashMap<>();
        if (from != null) {
            period.put("from", from.toString());
        }
        if (to != null) {
            period.put("to", to.plusDays(1).toString());
        }
        trail.viewed(
                caller.actor(),
                shown.stream().map(Sheet::personId).collect(Collectors.toSet()),
                "timesheets",
                period);
    }

    private List<Timesheet.Summary> summaries(Caller caller, List<Sheet> page) {
        if (page.isEmpty()) {
            return List.of();
        }
        UUID organizationId = caller.organizationId();
        List<UUID> ids = page.stream().map(Sheet::personId).distinct().toList();
        LocalDate from = page.getLast().week();
        LocalDate to = Weeks.sunday(page.getFirst().week());
        summaries.settle(organizationId, ids, from, to);
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Map<Key, Long> worked =
                            weeks
                                    .workedByWeek(
                                            organizationId, ids.toArray(UUID[]::new), from, to)
                                    .stream()
                                    .collect(
                                            Collectors.toMap(
                                                    each -> new Key(each.personId(), each.week()),
                                                    WorkedInWeek::millis));
                    Map<UUID, Boolean> mayDecide = new HashMap<>();
                    ids.forEach(id -> mayDecide.put(id, deciders.mayDecide(caller, id)));
                    return page.stream()
                            .map(sheet ->
                                    Timesheet.Summary.of(
                                            sheet,
                                            Seconds.of(
                                                    worked.getOrDefault(
                                                            new Key(sheet.personId(), sheet.week()),
                                                            0L)),
                                            Boolean.TRUE.equals(mayDecide.get(sheet.personId()))))
                            .toList();
                });
    }
}

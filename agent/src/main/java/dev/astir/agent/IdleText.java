package dev.astir.agent;

import dev.astir.protocol.Idle;
import dev.astir.protocol.Idle.Stretch;
import dev.astir.protocol.ServerMessage.IdleMessage;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * Idle time for a person to read, on the clock of where they are. Immutable.
 *
 * @param zone the person's
 * @param today the day there
 */
record IdleText(ZoneId zone, LocalDate today) {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /**
     * @param timeZone as the server names the person's; where this machine does not know it, its
     *     own counts
     */
    static IdleText of(String timeZone, Instant now) {
        ZoneId zone;
        try {
            zone = ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            zone = ZoneId.systemDefault();
        }
        return new IdleText(zone, LocalDate.ofInstant(now, zone));
    }

    /** What is said to somebody who is back. */
    static String back(IdleMessage message, Instant now) {
        IdleText text = of(message.timeZone(), now);
        return "You were away %s (%s) in your work session: keep or discard it with `astir-agent idle`"
                .formatted(length(message.seconds()), text.period(message.from(), message.to()));
    }

    /** How much waits. */
    static String waiting(int count) {
        return switch (count) {
            case 0 -> "nothing waits for a decision";
            case 1 -> "1 stretch waits for your decision";
            default -> count + " stretches wait for your decision";
        };
    }

    /** When it was, how long, and in what. */
    String line(Stretch stretch, List<Idle.Project> projects) {
        String line = period(stretch.from(), stretch.to()) + ", " + length(stretch.seconds());
        return projects.stream()
                .filter(project -> project.id().equals(stretch.projectId()))
                .findAny()
                .map(project -> line + ", in the project \"" + project.name() + "\"")
                .orElse(line);
    }

    /** What a script calls it by: its start, to the second. */
    String name(Stretch stretch) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                stretch.from().truncatedTo(ChronoUnit.SECONDS).atZone(zone));
    }

    private String period(Instant from, Instant to) {
        ZonedDateTime start = from.atZone(zone);
        ZonedDateTime end = to.atZone(zone);
        LocalDate last = to.minusNanos(1).atZone(zone).toLocalDate();
        String until = CLOCK.format(end);
        if (end.toLocalDate().isAfter(last)) {
            until = "24:00";
        } else if (last.isAfter(start.toLocalDate())) {
            until = day(last) + until;
        }
        return day(start.toLocalDate()) + CLOCK.format(start) + " to " + until;
    }

    private String day(LocalDate date) {
        if (date.equals(today)) {
            return "";
        }
        return date.equals(today.minusDays(1)) ? "yesterday " : date + " ";
    }

    private static String length(long seconds) {
        long minutes = (seconds + 30) / 60;
        if (seconds < 90) {
            return seconds + " s";
        }
        return minutes < 60
                ? minutes + " min"
                : minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
}

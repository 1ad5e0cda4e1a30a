package dev.astir.app.dashboard;

import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.devices.Device;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timeline.SpanIntake;
import dev.astir.app.timeline.TestSpans;
import dev.astir.protocol.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Colleagues with weeks of work behind them, captured as agents do, up to a Thursday afternoon: the
 * page's clock is set to it, so that a test is the same in each year and at each hour. Confined to
 * one thread.
 */
final class Office {

    /** When it is, as the page's clock has it. */
    static final Instant NOW = Instant.parse("2026-11-26T15:42:00Z");

    static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    private static final List<String> APPS =
            List.of(
                    "IntelliJ IDEA",
                    "Firefox",
                    "Slack",
                    "Terminal",
                    "Figma",
                    "Thunderbird",
                    "Zoom",
                    "LibreOffice Writer",
                    "Visual Studio Code",
                    "Obsidian");

    private final TestApp app;
    private final Person admin;
    private final Map<String, Person> people = new LinkedHashMap<>();

    Office(TestApp app, Person admin) {
        this.app = app;
        this.admin = admin;
    }

    /** Somebody new, whose days are in this zone. */
    Person add(String name, String zone) {
        Person person = app.addUser(admin, Role.EMPLOYEE, name);
        admin.api().patch("/api/users/" + person.userId(), Map.of("timeZone", zone)).expect(200);
        people.put(name, person);
        return person;
    }

    /** Works on the days from Monday to Friday, until now. */
    void works(Person person, String zone, LocalDate from, int seed) {
        List<Span> spans = new ArrayList<>();
        from.datesUntil(TODAY.plusDays(2))
                .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
                .forEach(day ->
                        spans.addAll(
                                day(
                                        day,
                                        ZoneId.of(zone),
                                        new Random(seed * 1_000L + day.toEpochDay()),
                                        seed)));
        store(person, spans.stream().filter(span -> !span.end().isAfter(NOW)).toList());
    }

    /** What an agent of the person has captured. */
    void store(Person person, List<Span> spans) {
        Device device = TestSpans.device(person);
        app.bean(Transactions.class)
                .inOrganization(
                        person.organizationId(),
                        () -> app.bean(SpanIntake.class).store(device, spans, NOW));
    }

    static Span active(Instant start, Instant end, String application) {
        return span(start, end, Span.Kind.ACTIVE, application);
    }

    static Span idle(Instant start, Instant end) {
        return span(start, end, Span.Kind.IDLE, null);
    }

    private static Span span(
            Instant start, Instant end, Span.Kind kind, @Nullable String application) {
        return new Span(
                UUID.randomUUID().toString(), start, end, kind, application, null, null, null);
    }

    /** Stretches of work with something between them, and a longer break at noon. */
    private static List<Span> day(LocalDate day, ZoneId zone, Random random, int seed) {
        Instant at =
                day.atTime(LocalTime.of(8, 0).plusMinutes(random.nextInt(80)))
                        .atZone(zone)
                        .toInstant();
        Instant noon = day.atTime(12, random.nextInt(50)).atZone(zone).toInstant();
        Instant end = day.atTime(17, 0).plusMinutes(random.nextInt(75)).atZone(zone).toInstant();
        List<Span> spans = new ArrayList<>();
        boolean hadBreak = false;
        while (at.isBefore(end)) {
            Instant next = at.plusSeconds(900 + random.nextInt(3_000));
            spans.add(
                    active(
                            at,
                            next,
                            APPS.get(
                                    (seed + (int) Math.abs(random.nextGaussian() * 3))
                                            % APPS.size())));
            at = next;
            if (!hadBreak && at.isAfter(noon)) {
                hadBreak = true;
                at = at.plusSeconds(2_400 + random.nextInt(1_200));
            } else if (random.nextInt(4) == 0) {
                next = at.plusSeconds(180 + random.nextInt(900));
                spans.add(idle(at, next));
                at = next;
            }
        }
        return spans;
    }

    /** What the person's computer shows, since so many minutes. */
    void isAt(
            Person person,
            String state,
            @Nullable String application,
            @Nullable String site,
            int minutes) {
        UUID agent = UUID.randomUUID();
        Instant since = NOW.minusSeconds(60L * minutes);
        TestSpans.execute(
                person,
                """
                INSERT INTO agents (organization_id, id, user_id, hostname, os, key_hash, status,
                                    acknowledged_policy, enrolled_at)
                VALUES ('%1$s', '%2$s', '%3$s', 'desk', 'Linux', sha256('%2$s'), 'active', 1, now());
                INSERT INTO presence (organization_id, agent_id, user_id, connection_id, state, app, site,
                                      since, last_seen, expires_at)
                VALUES ('%1$s', '%2$s', '%3$s', gen_random_uuid(), '%4$s', %5$s, %6$s, '%7$s', now(),
                        now() + interval '1 hour')
                """
                        .formatted(
                                person.organizationId(),
                                agent,
                                person.userId(),
                                state,
                                quoted(application),
                                quoted(site),
                                since));
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "NULL" : "'" + text + "'";
    }
}

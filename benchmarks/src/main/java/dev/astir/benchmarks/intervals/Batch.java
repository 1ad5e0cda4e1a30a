package dev.astir.benchmarks.intervals;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sixty intervals of an hour of a person, made of a number: the same number is the same batch. Not
 * safe for use by several threads.
 */
final class Batch {
    static final int ROWS = 60;

    /** After what was laid down. */
    static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);

    private static final int HOURS = 8;
    private static final int FIRST_HOUR = 9;
    private static final int STEP = 37; // prime, so that neighbours in time are of everybody

    final Person person;
    final Instant receivedAt;
    private final UUID session;
    private final UUID[] ids = new UUID[ROWS];
    private final Instant[] starts = new Instant[ROWS];
    private final Instant[] ends = new Instant[ROWS];
    private final @Nullable Integer[] posted = new Integer[ROWS];
    private final @Nullable String[] deviceStarts = new String[ROWS];
    private final String[] kinds = new String[ROWS];
    private final String[] apps = new String[ROWS];
    private final @Nullable String[] sites = new String[ROWS];
    private final @Nullable String[] urls = new String[ROWS];
    private final @Nullable String[] titles = new String[ROWS];
    private final @Nullable String[] medias = new String[ROWS];

    /**
     * @param isRandom whether ids are of version 4, which lie anywhere in the key; else of version
     *     7, in the order of time
     */
    Batch(long number, List<Person> people, boolean isRandom) {
        SplittableRandom random = new SplittableRandom(number);
        person = people.get((int) (number * STEP % people.size()));
        long hour = number / people.size();
        Instant start =
                FIRST_DAY
                        .plusDays(hour / HOURS)
                        .atTime(FIRST_HOUR + (int) (hour % HOURS), 0)
                        .atZone(person.timeZone())
                        .toInstant();
        receivedAt = start.plusSeconds(3600);
        session = Person.uuid("session " + person.number() + " " + hour / HOURS);
        for (int i = 0; i < ROWS; i++) {
            long millis = start.plusSeconds(60L * i).toEpochMilli() + random.nextInt(10_000);
            int length = random.nextInt(5_000, random.nextInt(20) == 0 ? 1_800_000 : 60_000);
            int app = random.nextInt(30);
            boolean isSite = random.nextInt(5) == 0;
            ids[i] = isRandom ? random(random) : timed(millis, random);
            starts[i] = Instant.ofEpochMilli(millis);
            ends[i] = starts[i].plusMillis(length);
            posted[i] = person.isPosting() ? Integer.valueOf(length / 1000) : null;
            deviceStarts[i] = person.isPosting() ? null : starts[i].plusMillis(250).toString();
            kinds[i] = random.nextInt(10) == 0 ? "idle" : "active";
            apps[i] = "application-" + app;
            sites[i] = isSite ? "site-" + random.nextInt(200) + ".example" : null;
            urls[i] =
                    isSite && person.isPosting()
                            ? "https://" + sites[i] + "/page/" + random.nextInt(1000)
                            : null;
            titles[i] = isSite ? "Page " + random.nextInt(1000) + " of a site" : null;
        }
    }

    /** The parameters of insert.sql. */
    void bind(PreparedStatement statement) throws SQLException {
        bind(statement, 0);
    }

    /** The same with times that are later: a device's skew was measured anew. */
    void bind(PreparedStatement statement, int skewMillis) throws SQLException {
        statement.setObject(1, person.organizationId());
        statement.setObject(2, person.sourceId());
        statement.setObject(3, person.id());
        statement.setObject(4, session, Types.OTHER);
        statement.setString(5, person.isPosting() ? "api" : "agent");
        statement.setObject(6, receivedAt.atOffset(ZoneOffset.UTC));
        array(statement, 7, "uuid", ids);
        array(statement, 8, "timestamptz", texts(starts, skewMillis));
        array(statement, 9, "timestamptz", texts(ends, skewMillis));
        array(statement, 10, "integer", posted);
        array(statement, 11, "timestamptz", deviceStarts);
        array(statement, 12, "text", kinds);
        array(statement, 13, "text", apps);
        array(statement, 14, "text", sites);
        array(statement, 15, "text", urls);
        array(statement, 16, "text", titles);
        array(statement, 17, "text", medias);
    }

    private static String[] texts(Instant[] times, int skewMillis) {
        String[] texts = new String[times.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = times[i].plusMillis(skewMillis).toString();
        }
        return texts;
    }

    private static void array(
            PreparedStatement statement, int index, String type, @Nullable Object[] values)
            throws SQLException {
        Connection connection = statement.getConnection();
        Array array = connection.createArrayOf(type, values);
        statement.setArray(index, array);
    }

    private static UUID random(SplittableRandom random) {
        return new UUID(
                random.nextLong() & 0xFFFFFFFFFFFF0FFFL | 0x4000L,
                random.nextLong() & 0x3FFFFFFFFFFFFFFFL | Long.MIN_VALUE);
    }

    private static UUID timed(long millis, SplittableRandom random) {
        return new UUID(
                millis << 16 | 0x7000L | random.nextLong() & 0xFFFL,
                random.nextLong() & 0x3FFFFFFFFFFFFFFFL | Long.MIN_VALUE);
    }
}

package dev.astir.benchmarks.load;

import dev.astir.protocol.AgentMessage.Batch;
import dev.astir.protocol.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Activities that follow each other up to a time. The first half of their ids tells the batch, so
 * that it can be told afterwards which of them are stored. Stateless.
 */
public final class ActivityLogs {
    private static final int APPS = 30;
    private static final int SITES = 50;
    private static final String BROWSER = "browser";
    private static final int SITE_IN = 5;
    private static final int IDLE_IN = 10;

    private ActivityLogs() {}

    /** The first half of the ids of the batch of this number; no two have the same. */
    public static long mark(long batch) {
        // A bijection that spreads them as random ids are, and the version of such.
        long mixed = batch * 0x9E3779B97F4A7C15L;
        return mixed & 0xFFFFFFFFFFFF0000L | 0x4000L | batch & 0xFFFL;
    }

    private static UUID id(long mark, SplittableRandom random) {
        return new UUID(mark, random.nextLong() & 0x3FFFFFFFFFFFFFFFL | Long.MIN_VALUE);
    }

    /** The body of {@code POST /api/activity/batch}. */
    public static String posted(long batch, int count, UUID session, Instant end, int seconds) {
        SplittableRandom random = new SplittableRandom(batch);
        long mark = mark(batch);
        StringBuilder body = new StringBuilder(64 + count * 160);
        body.append("{\"sessionId\":\"").append(session).append("\",\"events\":[");
        for (int i = 0; i < count; i++) {
            body.append(i == 0 ? "{" : ",{")
                    .append("\"id\":\"")
                    .append(id(mark, random))
                    .append("\",\"timestamp\":\"")
                    .append(end.minusSeconds((long) seconds * (count - i)))
                    .append("\",\"activityType\":\"")
                    .append(random.nextInt(IDLE_IN) == 0 ? "idle" : "active")
                    .append("\",\"durationSeconds\":")
                    .append(seconds)
                    .append(",\"appName\":\"");
            if (random.nextInt(SITE_IN) == 0) {
                body.append(BROWSER)
                        .append("\",\"url\":\"https://site-")
                        .append(random.nextInt(SITES))
                        .append(".example/page/")
                        .append(random.nextInt(1_000));
            } else {
                body.append("application-").append(random.nextInt(APPS));
            }
            body.append("\"}");
        }
        return body.append("]}").toString();
    }

    /** The same as an agent tells it. */
    public static Batch captured(long batch, int count, Instant end, int seconds) {
        SplittableRandom random = new SplittableRandom(batch);
        long mark = mark(batch);
        List<Span> spans = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Instant start = end.minusSeconds((long) seconds * (count - i));
            boolean isSite = random.nextInt(SITE_IN) == 0;
            spans.add(
                    new Span(
                            id(mark, random).toString(),
                            start,
                            start.plusSeconds(seconds),
                            random.nextInt(IDLE_IN) == 0 ? Span.Kind.IDLE : Span.Kind.ACTIVE,
                            isSite ? BROWSER : "application-" + random.nextInt(APPS),
                            isSite ? "site-" + random.nextInt(SITES) + ".example" : null,
                            null,
                            null));
        }
        return new Batch(Long.toString(batch), spans);
    }
}

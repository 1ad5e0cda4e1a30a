package dev.astir.benchmarks;

import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.TrackerStats;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** Collects garbage, and tells how much of the heap is used then, and what the tracker holds. */
final class StatusServlet extends HttpServlet {
    static final String PATH = "/status";

    private final transient @Nullable ActivityTracker tracker;

    StatusServlet(@Nullable ActivityTracker tracker) {
        this.tracker = tracker;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        response.setContentType("text/plain");
        response.getWriter().printf("heap=%d%n", heap);
        if (tracker != null) {
            TrackerStats stats = tracker.stats();
            long refused = stats.refused().values().stream().mapToLong(Long::longValue).sum();
            response.getWriter().printf("refused=%d%n", refused);
            response.getWriter().printf("dropped=%d%n", stats.dropped());
            response.getWriter().printf("pending=%d%n", stats.pending());
        }
    }
}

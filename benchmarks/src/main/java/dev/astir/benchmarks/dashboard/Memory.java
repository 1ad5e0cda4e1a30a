package dev.astir.benchmarks.dashboard;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/**
 * What a page holds after collections of garbage.
 *
 * @param heapBytes of JavaScript
 * @param nodes of the DOM, wherever they are
 * @param detached those that are on no page any more
 * @param listeners for events
 */
record Memory(long heapBytes, long nodes, long detached, long listeners) {
    private static final int COLLECTIONS = 3;
    private static final double BETWEEN_MS = 300;

    private static final String ON_PAGE =
            """
            () => {
              const count = (node) =>
                1 + (node.shadowRoot ? count(node.shadowRoot) : 0)
                  + [...node.childNodes].reduce((sum, child) => sum + count(child), 0);
              return count(document);
            }
            """;

    static Memory of(Page page, CDPSession instruments) {
        for (int i = 0; i < COLLECTIONS; i++) {
            instruments.send("HeapProfiler.collectGarbage");
            page.waitForTimeout(BETWEEN_MS); // what finalizers let go falls to the next one
        }
        long onPage = ((Number) page.evaluate(ON_PAGE)).longValue();
        JsonObject metrics = new JsonObject();
        for (JsonElement each :
                instruments.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            JsonObject metric = each.getAsJsonObject();
            metrics.add(metric.get("name").getAsString(), metric.get("value"));
        }
        long nodes = metrics.get("Nodes").getAsLong();
        return new Memory(
                metrics.get("JSHeapUsedSize").getAsLong(),
                nodes,
                nodes - onPage,
                metrics.get("JSEventListeners").getAsLong());
    }
}

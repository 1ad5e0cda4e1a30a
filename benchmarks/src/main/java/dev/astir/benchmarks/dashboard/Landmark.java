package dev.astir.benchmarks.dashboard;

/** Where the benchmark looks on a page. What changes in the dashboard's HTML changes here alone. */
enum Landmark {
    /** Somebody on the page Now. */
    PERSON("/now", "[data-person]"),
    /** An event of the feed, in the element's shadow. */
    EVENT("/feed", "activity-feed article"),
    /** A row of the catalogue's table of 5,000. */
    ROW("/catalogue/table", "#long [data-row]");

    final String path;
    final String selector;

    Landmark(String path, String selector) {
        this.path = path;
        this.selector = selector;
    }
}

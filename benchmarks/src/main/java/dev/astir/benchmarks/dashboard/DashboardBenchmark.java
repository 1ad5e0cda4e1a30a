package dev.astir.benchmarks.dashboard;

import dev.astir.benchmarks.AppServer;
import dev.astir.benchmarks.PostgresServer;
import dev.astir.benchmarks.Settings;
import dev.astir.benchmarks.Table;
import dev.astir.testing.browser.Chromium;

/**
 * The packaged app's dashboard in Chromium, with an organization of 200 people who are all at work:
 * its first load, how soon it can be used, both beside a plain page of the same people; and its
 * memory while live updates come.
 */
public final class DashboardBenchmark {
    static final int PEOPLE = Settings.number("dashboard.people", 200);
    static final int SWITCHING = Settings.number("dashboard.switching", 40);
    static final int ROUNDS = Settings.number("dashboard.rounds", 5);

    /** A thousand a minute for an hour. */
    static final int UPDATES = Settings.number("dashboard.updates", 60_000);

    /** An event costs the app more, and a third fills the feed's list of 500 forty times. */
    static final int EVENTS = Settings.number("dashboard.events", UPDATES / 3);

    private static final int WHEEL_PIXELS = 100;
    private static final int WINDOW_PIXELS = 530;
    private static final int SLOWER = 4;

    private DashboardBenchmark() {}

    /** Measures the package in {@code example-app/target}, with a PostgreSQL of its own. */
    public static Table compare() throws Exception {
        Report report = new Report();
        try (PostgresServer database = new PostgresServer();
                AppServer app = new AppServer(database);
                Organization organization = Organization.create(app.uri(), database, PEOPLE);
                Chromium chromium = Chromium.launch()) {
            Loads dashboard = new Loads(() -> Window.signedIn(chromium, app.uri()));
            awaitEverybody(organization);
            String presence = organization.presence().toString();
            try (PlainPage page = new PlainPage(presence)) {
                Loads plain = new Loads(() -> Window.open(chromium, page.uri()));
                report.weights(
                        dashboard.weight(Landmark.PERSON),
                        dashboard.weight(Landmark.EVENT),
                        plain.weight(Landmark.PERSON));
                for (int round = 0; round < ROUNDS; round++) {
                    dashboard.round();
                    plain.round();
                }
                report.times(dashboard, plain);
            }
            try (Window window = Window.signedIn(chromium, app.uri())) {
                window.visit(Landmark.ROW);
                window.scroll(WHEEL_PIXELS); // compiles
                report.scrolled("by the wheel", window.scroll(WHEEL_PIXELS));
                report.scrolled("by windows", window.scroll(WINDOW_PIXELS));
                window.slowDown(SLOWER);
                report.scrolled("by the wheel, 4 times slower", window.scroll(WHEEL_PIXELS));
            }
            try (Window window = Window.signedIn(chromium, app.uri())) {
                window.visit(Landmark.PERSON);
                report.memory(
                        "Now",
                        Growth.measure(
                                window, new Switches(window, organization, SWITCHING), UPDATES));
            }
            try (Window window = Window.signedIn(chromium, app.uri());
                    Events events = new Events(window, organization.signIn())) {
                window.visit(Landmark.EVENT);
                report.memory("Feed", Growth.measure(window, events, EVENTS));
            }
        }
        return report.table();
    }

    /** Until all agents have said what their people do. */
    private static void awaitEverybody(Organization organization) throws Exception {
        long active;
        do {
            Thread.sleep(200);
            active =
                    organization
                            .presence()
                            .get("items")
                            .valueStream()
                            .filter(person -> person.get("state").asText().equals("active"))
                            .count();
        } while (active < PEOPLE);
    }
}

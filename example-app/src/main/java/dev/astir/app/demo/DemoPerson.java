package dev.astir.app.demo;

import dev.astir.app.identity.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the demo's people.
 *
 * @param name the full name
 * @param login what stands before the @ of the e-mail address
 * @param role what they may do
 * @param timeZone where they work
 * @param device the name of their computer
 * @param habit how they work
 */
record DemoPerson(
        String name, String login, Role role, String timeZone, String device, Habit habit) {

    /** The domain is reserved: mail to it goes nowhere (RFC 2606). */
    static final String DOMAIN = "demo.example";

    String email() {
        return login + "@" + DOMAIN;
    }

    /**
     * How somebody works.
     *
     * @param minSeconds the shortest stay in one application
     * @param maxSeconds the longest
     * @param idlePercent how many of a hundred stays are followed by a break without input
     * @param pauseEveryMinutes about how long a work session lasts before a longer pause
     * @param desk the applications, more often used first
     */
    record Habit(
            int minSeconds,
            int maxSeconds,
            int idlePercent,
            int pauseEveryMinutes,
            List<App> desk) {}

    /**
     * An application on somebody's screen.
     *
     * @param name as the agent reports it
     * @param site the host name, for a browser
     */
    record App(String name, @Nullable String site) {}

    /** The twelve. */
    static List<DemoPerson> all() {
        Habit engineer =
                habit(12, 40, 8, 25, "IntelliJ IDEA", "Terminal", "Firefox github.com", "Slack");
        Habit operator =
                habit(
                        5,
                        25,
                        12,
                        18,
                        "Terminal",
                        "Firefox grafana.com",
                        "Slack",
                        "Visual Studio Code");
        Habit designer =
                habit(15, 40, 10, 22, "Figma", "Inkscape", "Firefox figma.com", "Slack", "GIMP");
        Habit writer =
                habit(
                        10,
                        35,
                        18,
                        20,
                        "LibreOffice Writer",
                        "Firefox docs.astir.example",
                        "Thunderbird");
        Habit support =
                habit(
                        5,
                        18,
                        6,
                        30,
                        "Thunderbird",
                        "Firefox zammad.com",
                        "Slack",
                        "Firefox wikipedia.org");
        Habit accountant =
                habit(15, 40, 15, 15, "LibreOffice Calc", "Thunderbird", "Firefox bank.example");
        Habit lead =
                habit(6, 25, 14, 28, "Slack", "Firefox calendar.google.com", "Zoom", "Thunderbird");
        return List.of(
                person("Ada Lindqvist", "admin", Role.ADMIN, "Europe/Stockholm", operator),
                person("Marcus Webb", "manager", Role.MANAGER, "Europe/London", lead),
                person("Alice Moreau", "alice", Role.EMPLOYEE, "Europe/Paris", engineer),
                person("Bob Okafor", "bob", Role.EMPLOYEE, "Africa/Lagos", support),
                person("Chiyo Tanaka", "chiyo", Role.EMPLOYEE, "Asia/Tokyo", designer),
                person("Diego Álvarez", "diego", Role.EMPLOYEE, "America/Mexico_City", engineer),
                person("Elif Yıldız", "elif", Role.EMPLOYEE, "Europe/Istanbul", accountant),
                person("Farah Haddad", "farah", Role.EMPLOYEE, "Asia/Beirut", writer),
                person("Grace O'Neill", "grace", Role.EMPLOYEE, "Europe/Dublin", support),
                person("Hugo Lefèvre", "hugo", Role.EMPLOYEE, "Europe/Brussels", operator),
                person("Ines Costa", "ines", Role.EMPLOYEE, "America/Sao_Paulo", designer),
                person("Jonas Keller", "jonas", Role.EMPLOYEE, "Europe/Berlin", engineer));
    }

    private static DemoPerson person(
            String name, String login, Role role, String timeZone, Habit habit) {
        return new DemoPerson(name, login, role, timeZone, login + "-demo", habit);
    }

    private static Habit habit(int min, int max, int idle, int pauseEvery, String... apps) {
        return new Habit(
                min, max, idle, pauseEvery, List.of(apps).stream().map(DemoPerson::app).toList());
    }

    /** A name, or a browser's name and a host name; only browsers have a dot in their last word. */
    private static App app(String text) {
        int space = text.lastIndexOf(' ');
        boolean hasSite = space > 0 && text.indexOf('.', space) > 0;
        return hasSite
                ? new App(text.substring(0, space), text.substring(space + 1))
                : new App(text, null);
    }
}

package dev.astir.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.astir.benchmarks.hostile.Requests;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * What administrators' dashboards ask of the API, by turns of routes and of organizations.
 * Thread-safe.
 */
public final class Questions {
    /** What is asked by turns, of the organization's %1$s person, of today, %2$s. */
    public static final List<String> ROUTES =
            List.of(
                    "/api/presence",
                    "/api/activities?limit=50",
                    "/api/timeline?date=%2$s&userId=%1$s",
                    "/api/sessions?userId=%1$s",
                    "/api/sessions/active",
                    "/api/reports/daily?date=%2$s&userId=%1$s",
                    "/api/auth/me",
                    "/api/activities/stats?bucket=hour");

    private final Workforce workforce;
    private final int organizations;
    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));

    /**
     * Of the people of the first organizations.
     *
     * @param organizations how many
     */
    public Questions(Workforce workforce, int organizations) {
        this.workforce = workforce;
        this.organizations = organizations;
    }

    /** Which of {@link #ROUTES} the request of this number asks. */
    public static int route(long number) {
        return (int) (number % ROUTES.size());
    }

    /** The whole request of this number. */
    public byte[] request(long number) {
        long turn = number / ROUTES.size();
        int organization = (int) (turn % organizations);
        int administrator = workforce.administrator(organization);
        int person = administrator + (int) (turn * 7 % workforce.people());
        return Requests.get(
                        ROUTES.get(route(number)).formatted(Workforce.person(person), today),
                        Workforce.token(administrator))
                .text()
                .getBytes(US_ASCII);
    }
}

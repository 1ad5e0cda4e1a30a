package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.SelectOption;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every list of people follows what another administrator does, without anybody loading a page
 * again.
 */
class PeopleListsTest extends PageTest {

    private static final String NAME = "Bob Okafor";

    /** Those in which somebody stays who is suspended. */
    private static final Map<String, String> OF_ALL =
            Map.of(
                    "/admin/people", "astir-table [data-row]",
                    "/admin/teams", ".members li",
                    "/admin/privacy", "#erased option",
                    "/admin/audit", "select[name=who] option",
                    "/reports", "select[name=whom] option");

    private final Person other = app().addUser(admin, Role.ADMIN, "Olga Other");

    @BeforeEach
    void signIn() {
        screen.signIn(admin.email());
    }

    @Test
    void whoeverIsRemovedIsInNoneOfThem() {
        OF_ALL.forEach((page, rows) -> {
            Person bob = app().addUser(admin, Role.EMPLOYEE, NAME);
            screen.page().navigate(page);
            Locator row = screen.find(rows, NAME);
            assertThat(row).hasCount(1);
            screen.awaitSubscribed("presence");

            other.api().delete("/api/users/" + bob.userId()).expect(204);

            assertThat(row).hasCount(0, soon());
        });
    }

    @Test
    void whatHappensBetweenTheListAndTheSubscriptionIsSeenToo() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, NAME);
        List<Runnable> held = new ArrayList<>();
        AtomicBoolean isOpen = new AtomicBoolean();
        screen.page()
                .routeWebSocket(
                        "**/api/live",
                        line -> {
                            WebSocketRoute server = line.connectToServer();
                            line.onMessage(frame -> {
                                Runnable send = () -> server.send(frame.text());
                                if (isOpen.get() || !frame.text().contains("\"presence\"")) {
                                    send.run();
                                } else {
                                    held.add(send);
                                }
                            });
                        });
        screen.page().navigate("/admin/people");
        Locator row = screen.find("astir-table [data-row]", NAME);
        assertThat(row).hasCount(1);
        screen.page().waitForCondition(() -> !held.isEmpty());

        other.api().delete("/api/users/" + bob.userId()).expect(204);
        isOpen.set(true);
        held.forEach(Runnable::run);

        assertThat(row).hasCount(0, soon());
    }

    @Test
    void thePageOfPeopleSaysWhoIsSuspended() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, NAME);
        screen.page().navigate("/admin/people");
        Locator row = screen.find("astir-table [data-row]", NAME);
        Locator pill = row.getByText("suspended");
        assertThat(row).hasCount(1);
        screen.awaitSubscribed("presence");

        status(bob, "suspended");
        assertThat(pill).hasCount(1, soon());
        assertThat(screen.find(".page-head")).containsText("1 suspended");

        status(bob, "active");
        assertThat(pill).hasCount(0, soon());
    }

    @Test
    void whoeverIsSuspendedCanBeChosenNowhere() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, NAME);
        screen.page().navigate("/admin/computers");
        Locator option = screen.find("select[name=userId] option", NAME);
        assertThat(option).hasCount(1);
        screen.awaitSubscribed("presence");
        Locator lasts = screen.find("select[name=lasts]");
        lasts.selectOption(new SelectOption().setIndex(2));
        String chosen = lasts.inputValue();

        status(bob, "suspended");
        assertThat(option).hasCount(0, soon());
        status(bob, "active");
        assertThat(option).hasCount(1, soon());
        assertThat(lasts).hasValue(chosen);

        screen.page().keyboard().press("Control+k");
        Locator field = screen.find(".palette input");
        assertThat(field).isFocused();
        field.fill("okafor");
        Locator found = screen.find("astir-palette .option", NAME);
        assertThat(found).hasCount(1);
        screen.awaitSubscribed("presence");
        status(bob, "suspended");
        assertThat(found).hasCount(0, soon());
        status(bob, "active");
        assertThat(found).hasCount(1, soon());
    }

    @Test
    void theFilterOfTheFeedFollows() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, NAME);
        screen.page().navigate("/feed");
        screen.awaitLiveFeed();
        Locator opener = screen.find("activity-feed button.opener", "Person");
        Locator choice = screen.find("activity-feed .boxes label", NAME);
        opener.click();
        assertThat(choice).hasCount(1);
        screen.awaitSubscribed("presence");

        status(bob, "suspended");
        assertThat(choice).hasCount(0, soon());

        status(bob, "active");
        await().pollInSameThread()
                .untilAsserted(() -> {
                    screen.page().keyboard().press("Escape");
                    opener.click();
                    assertThat(choice.count()).isEqualTo(1);
                });
    }

    private void status(Person person, String status) {
        other.api().patch("/api/users/" + person.userId(), Map.of("status", status)).expect(200);
    }

    /** Patience for a busy machine; a channel that is silent is asked again after 30 s. */
    private static HasCountOptions soon() {
        return new HasCountOptions().setTimeout(25_000);
    }
}

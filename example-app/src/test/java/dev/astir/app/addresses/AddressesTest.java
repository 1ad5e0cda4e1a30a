package dev.astir.app.addresses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.feed.Audience;
import dev.astir.app.identity.Role;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read at addresses, by programs that others wrote. */
class AddressesTest extends AppTest {

    private final Person admin = app().registerOrganization();

    @Test
    void aFeedReaderReadsTheFeed() {
        publish("deploy.finished", "Billing <4.2> & more is \"live\"", "/projects");
        publish("task.completed", "Fix the login", "https://tracker.example/42");
        Api.Answer answer = app().api().get(address(admin, "atom")).expect(200);

        assertThat(answer.header("Content-Type")).isEqualTo("application/atom+xml;charset=utf-8");
        SyndFeed feed = feed(answer);
        assertThat(feed.getFeedType()).isEqualTo("atom_1.0");
        assertThat(feed.getUri()).isEqualTo("urn:uuid:" + admin.organizationId());
        assertThat(feed.getEntries())
                .extracting(SyndEntry::getTitle)
                .startsWith("Fix the login", "Billing <4.2> & more is \"live\"");
        SyndEntry newest = feed.getEntries().getFirst();
        assertThat(newest.getLink()).isEqualTo("https://tracker.example/42");
        assertThat(newest.getAuthor()).isEqualTo("Ada Admin");
        assertThat(newest.getCategories().getFirst().getName()).isEqualTo("task.completed");
        assertThat(newest.getUpdatedDate()).isEqualTo(feed.getPublishedDate());
        assertThat(feed.getEntries().get(1).getLink()).isEqualTo(app().uri() + "/projects");
    }

    @Test
    void theFiltersOfTheFeedGoWithIt() {
        publish("deploy.finished", "Billing is live", null);
        publish("task.completed", "Fix the login", null);
        String address = address(admin, "atom");

        assertThat(feed(app().api().get(address + "?type=deploy.*").expect(200)).getEntries())
                .extracting(SyndEntry::getTitle)
                .containsExactly("Billing is live");
        JsonNode problem = app().api().get(address + "?important=very").expect(400).json();
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("important");
        assertThat(problem.at("/errors/0/message").asText()).contains("very");
    }

    @Test
    void anEmptyFeedIsOne() {
        assertThat(feed(app().api().get(address(admin, "atom") + "?q=nothing").expect(200)))
                .extracting(SyndFeed::getEntries)
                .asList()
                .isEmpty();
    }

    @Test
    void whatXmlCannotHoldIsReplaced() {
        assertThat(XmlText.of("a\u0001b\uFFFEc\ud800d\uD83D\uDE00\te"))
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uD83D\uDE00\te");
    }

    @Test
    void itsPersonSeesThereWhatTheyMaySeeAndItIsRemembered() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        Person mia = app().addUser(admin, Role.MANAGER, "Mia");
        publishForManagers("Only for managers");

        assertThat(feed(app().api().get(address(bob, "atom")).expect(200)).getEntries())
                .extracting(SyndEntry::getTitle)
                .doesNotContain("Only for managers");
        assertThat(feed(app().api().get(address(mia, "atom")).expect(200)).getEntries())
                .extracting(SyndEntry::getTitle)
                .contains("Only for managers");
        assertThat(admin.api().get("/api/me/views").expect(200).body()).contains("Mia", "feed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"atom", "calendar"})
    void whoeverAsksAgainGetsItOnlyWhenItChanged(String kind) {
        String address = address(admin, kind);
        String tag = app().api().get(address).expect(200).header("ETag");

        Api.Answer same = app().api().with("If-None-Match", "\"x\", W/" + tag).get(address);
        assertThat(same.expect(304).body()).isEmpty();
        assertThat(same.header("ETag")).isEqualTo(tag);

        publish("task.completed", "Fix the login", null);
        Instant hourAgo = Instant.now().minus(1, ChronoUnit.HOURS);
        session(hourAgo, hourAgo.plusSeconds(600), null);
        app().api().with("If-None-Match", tag).get(address).expect(200);
    }

    @Test
    void aCalendarReadsOnesOwnSessions() {
        String project =
                admin.api()
                        .post("/api/projects", Map.of("name", "Atlas; größer, weiter\\n"))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        Instant start = Instant.now().minus(3, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        String id = session(start, start.plusSeconds(3_600), project);
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        bob.api().post("/api/sessions/start", Map.of()).expect(201);
        Api.Answer answer = app().api().get(address(admin, "calendar")).expect(200);

        assertThat(answer.header("Content-Type")).isEqualTo("text/calendar;charset=utf-8");
        VEvent event = onlyEvent(answer);
        assertThat(value(event, Property.UID)).isEqualTo(id + "@astir");
        assertThat(value(event, Property.SUMMARY)).isEqualTo("Atlas; größer, weiter\\n");
        assertThat(value(event, Property.STATUS)).isEqualTo("CONFIRMED");
        assertThat(value(event, Property.DTSTART)).isEqualTo(inCalendar(start));
        assertThat(value(event, Property.DTEND)).isEqualTo(inCalendar(start.plusSeconds(3_600)));
        assertThat(value(event, Property.DESCRIPTION)).isEqualTo("Active 0h 00m, idle 0h 00m");
        assertThat(answer.body().lines()).allMatch(line -> line.getBytes(UTF_8).length <= 75);

        VEvent running = onlyEvent(app().api().get(address(bob, "calendar")).expect(200));
        assertThat(value(running, Property.STATUS)).isEqualTo("TENTATIVE");
        assertThat(value(running, Property.SUMMARY)).isEqualTo("Work");
    }

    @ParameterizedTest
    @CsvSource({"atom,/feed.atom,/sessions.ics", "calendar,/sessions.ics,/feed.atom"})
    void aTokenOfAnAddressOpensNothingElse(String kind, String own, String other) {
        String address = address(admin, kind);
        String token = token(address);
        assertThat(address).endsWith(own);
        app().api().get("/api/addresses/" + token + other).expect(404);
        Api script = app().api().with("Authorization", "Bearer " + token);
        for (String path : List.of("/api/auth/me", "/api/activities", "/api/sessions")) {
            JsonNode problem = script.get(path).expect(403).json();
            assertThat(problem.get("type").asText()).endsWith(":scope-missing");
        }
        script.post("/api/activities", Map.of("eventType", "a.b", "message", "x")).expect(403);
    }

    @Test
    void nothingElseOpensAnAddress() {
        String reading = made(admin, List.of("read", "write", "admin")).get("token").asText();
        for (String token : List.of(reading, admin.accessToken(), "ast_nobodys", "x")) {
            app().api().get("/api/addresses/" + token + "/feed.atom").expect(404);
            app().api().get("/api/addresses/" + token + "/sessions.ics").expect(404);
        }
        // Who is signed in and asks for somebody else's address is not let in by that.
        admin.api().get("/api/addresses/x/feed.atom").expect(404);
    }

    @Test
    void anAddressEndsWithItsTokenAndRestsWithItsPerson() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        JsonNode made = made(bob, List.of("atom"));
        String address = URI.create(made.get("url").asText()).getPath();
        app().api().get(address).expect(200);
        String person = "/api/users/" + bob.userId();

        admin.api().patch(person, Map.of("status", "suspended")).expect(200);
        app().api().get(address).expect(404);
        admin.api().patch(person, Map.of("status", "active")).expect(200);
        app().api().get(address).expect(200);

        admin.api().delete("/api/tokens/" + made.get("id").asText()).expect(204);
        app().api().get(address).expect(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"atom,read", "read,calendar", "atom,calendar"})
    void anAddressIsForOneThingAlone(String scopes) {
        JsonNode problem =
                admin.api()
                        .post(
                                "/api/tokens",
                                Map.of("name", "x", "scopes", List.of(scopes.split(","))))
                        .expect(400)
                        .json();

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("scopes");
        assertThat(problem.at("/errors/0/message").asText()).contains("atom alone");
    }

    @Test
    void aTokenForTheApiHasNoAddress() {
        assertThat(made(admin, List.of("read")).get("url").isNull()).isTrue();
    }

    private void publish(String type, String message, String url) {
        Map<String, String> event =
                url == null
                        ? Map.of("eventType", type, "message", message)
                        : Map.of("eventType", type, "message", message, "entityUrl", url);
        admin.api().post("/api/activities", event).expect(201);
    }

    private void publishForManagers(String message) {
        app().bean(ActivityStream.class)
                .publish(
                        admin.organizationId().toString(),
                        ActivityEvent.builder("note.written")
                                .actor(admin.userId().toString())
                                .message(message)
                                .audience(Audience.MANAGERS)
                                .build())
                .join();
    }

    private String session(Instant start, Instant end, String project) {
        Map<String, String> body = new HashMap<>();
        body.put("startTime", start.toString());
        body.put("endTime", end.toString());
        body.put("reason", "forgotten");
        if (project != null) {
            body.put("projectId", project);
        }
        return admin.api().post("/api/sessions", body).expect(201).json().get("id").asText();
    }

    private static JsonNode made(Person person, List<String> scopes) {
        return person.api()
                .post("/api/tokens", Map.of("name", "Reader", "scopes", scopes))
                .expect(201)
                .json();
    }

    /** The path of a new address. */
    private static String address(Person person, String kind) {
        String url = made(person, List.of(kind)).get("url").asText();
        assertThat(url).startsWith(app().uri().toString());
        return URI.create(url).getPath();
    }

    private static String token(String address) {
        return address.split("/")[3];
    }

    private static SyndFeed feed(Api.Answer answer) {
        try {
            return new SyndFeedInput().build(new StringReader(answer.body()));
        } catch (FeedException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private static VEvent onlyEvent(Api.Answer answer) {
        try {
            Calendar calendar = new CalendarBuilder().build(new StringReader(answer.body()));
            List<VEvent> events = calendar.getComponents(VEvent.VEVENT);
            assertThat(events).hasSize(1);
            return events.getFirst();
        } catch (IOException | ParserException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private static String value(VEvent event, String property) {
        return event.getRequiredProperty(property).getValue();
    }

    private static String inCalendar(Instant instant) {
        return DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }
}

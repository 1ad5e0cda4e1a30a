package dev.astir.app.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An administrator and Emil, who works, on a Monday at eight in the morning. All tests of it share
 * one app and its clock, which only goes on.
 */
@ExtendWith(AlertApp.class)
abstract class AlertScene {

    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    LocalDate monday;
    Person ada;
    Person emil;

    static TestApp app() {
        return AlertApp.app();
    }

    static Instant now() {
        return AlertApp.NOW.get();
    }

    @BeforeEach
    final void begin() {
        LocalDate today = now().atZone(BERLIN).toLocalDate();
        monday = today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        at(monday, "08:00");
        ada = app().registerOrganization();
        emil = app().addUser(ada, Role.EMPLOYEE, "Emil");
    }

    /** It is this time, in Berlin. */
    static void at(LocalDate day, String time) {
        AlertApp.NOW.set(instant(day, time));
    }

    static Instant instant(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(BERLIN).toInstant();
    }

    /** A client of somebody whose token may be too old by now. */
    static Api as(Person person) {
        return app().signIn(person.email()).api();
    }

    final void decide(Map<String, ?> settings) {
        as(ada).patch("/api/organization", settings).expect(200);
    }

    static void run(String job) {
        TestAlerts.run(app(), job);
    }

    /** Alerts that the administrator finds, newest first. */
    final List<JsonNode> alerts(String type) {
        List<JsonNode> found = new ArrayList<>();
        as(ada).get("/api/alerts?type=" + type).expect(200).json().get("items").forEach(found::add);
        return found;
    }

    /** The only one of them. */
    final JsonNode alert(String type) {
        List<JsonNode> found = alerts(type);
        if (found.size() != 1) {
            throw new AssertionError("not one alert but " + found);
        }
        return found.getFirst();
    }

    static Instant time(JsonNode alert, String field) {
        return Instant.parse(alert.at(field).asText());
    }

    final String start(Person person) {
        return as(person).post("/api/sessions/start").expect(201).json().get("id").asText();
    }

    /** Runs a statement in the organization. */
    final void sql(String statement) {
        app().bean(Transactions.class)
                .inOrganization(
                        ada.organizationId(),
                        () ->
                                app().bean(JdbcOperations.class)
                                        .prepareStatement(statement, PreparedStatement::execute));
    }

    /** Says that they did something up to now. */
    final void works(Person person, String session, int seconds) {
        as(person)
                .post(
                        "/api/sessions/" + session + "/activity",
                        Map.of("activityType", "active", "durationSeconds", seconds))
                .expect(201);
    }

    /** A session by hand; its id. */
    final String worked(Person person, Instant from, Instant to) {
        return as(person)
                .post(
                        "/api/sessions",
                        Map.of(
                                "startTime",
                                from.toString(),
                                "endTime",
                                to.toString(),
                                "reason",
                                "by hand"))
                .expect(201)
                .json()
                .get("id")
                .asText();
    }
}

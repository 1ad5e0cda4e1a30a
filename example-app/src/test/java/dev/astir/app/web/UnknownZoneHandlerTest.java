package dev.astir.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.organizations.Registration;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A time zone that the database does not know, which the validation has let through. */
class UnknownZoneHandlerTest extends AppTest {

    private final UnknownZoneHandler handler =
            new UnknownZoneHandler(new ProblemExceptionHandler());

    @Test
    void whatTheDatabaseRefusesIsTheCallersField() {
        DataAccessException refused =
                catchThrowableOfType(
                        DataAccessException.class,
                        () ->
                                app().bean(Registration.class)
                                        .register(
                                                "Red",
                                                "Mars/Phobos",
                                                "Ada",
                                                "red@example.org",
                                                TestApp.PASSWORD));

        HttpResponse<?> answer = handler.handle(HttpRequest.GET("/"), refused);

        assertThat(answer.code()).isEqualTo(400);
        assertThat(((Problem) answer.body()).errors())
                .containsExactly(
                        new Problem.FieldError(
                                "timeZone",
                                "must be a time zone that the database knows as well, but is"
                                        + " \"Mars/Phobos\""));
    }

    @Test
    void otherFailuresAreTheServers() {
        DataAccessException other =
                new DataAccessException("", new SQLException("the disk is full", "53100"));

        assertThatThrownBy(() -> handler.handle(HttpRequest.GET("/"), other)).isSameAs(other);
    }
}

package dev.astir.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.StreamException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseAwayTest {

    static Stream<SQLException> away() {
        return Stream.of(
                new SQLTransientConnectionException("the pool waited"),
                new SQLException("refused", "08001"),
                new SQLException("an I/O error", "08006"),
                new SQLException("terminating", "57P01"),
                new SQLException("starting up", "57P03"),
                new SQLException("too many clients", "53300"));
    }

    static Stream<SQLException> broken() {
        return Stream.of(
                new SQLException("no such column", "42703"),
                new SQLException("cancelled", "57014"),
                new SQLException("no state"));
    }

    @ParameterizedTest
    @MethodSource("away")
    void whoeverAsksIsToldToComeAgain(SQLException cause) {
        for (Exception failure :
                new Exception[] {
                    cause,
                    new DataAccessException("no rows", cause),
                    new StreamException("no events", new IllegalStateException(cause))
                }) {
            MutableHttpResponse<Problem> answer = answer(failure);
            assertThat(answer.code()).isEqualTo(503);
            assertThat(answer.body().type()).endsWith(":service-unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("5");
        }
    }

    @ParameterizedTest
    @MethodSource("broken")
    void whatWaitingDoesNotMendIsTheServers(SQLException cause) {
        assertThat(answer(new DataAccessException("no rows", cause)).code()).isEqualTo(500);
        assertThat(answer(new DataAccessException("no rows", cause)).header("Retry-After"))
                .isNull();
    }

    private static MutableHttpResponse<Problem> answer(Exception failure) {
        return new ProblemResponses()
                .processResponse(
                        ErrorContext.builder(HttpRequest.GET("/")).cause(failure).build(),
                        HttpResponse.serverError());
    }
}

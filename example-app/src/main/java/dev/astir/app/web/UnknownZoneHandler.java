package dev.astir.app.web;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers a time zone that Java knows and the database does not: its own data of zones may be older
 * or leave old names out. Other failures of the database are the server's. Thread-safe.
 */
@Singleton
final class UnknownZoneHandler implements ExceptionHandler<DataAccessException, HttpResponse<?>> {

    private static final String INVALID_PARAMETER_VALUE = "22023";
    private static final Pattern ZONE = Pattern.compile("time zone \"([^\"]*)\" not recognized");

    private final ProblemExceptionHandler problems;

    UnknownZoneHandler(ProblemExceptionHandler problems) {
        this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, DataAccessException failure) {
        if (failure.getCause() instanceof SQLException refused
                && INVALID_PARAMETER_VALUE.equals(refused.getSQLState())) {
            Matcher zone = ZONE.matcher(String.valueOf(refused.getMessage()));
            if (zone.find()) {
                return problems.handle(
                        request,
                        ProblemException.invalid(
                                "timeZone",
                                zone.group(1),
                                "a time zone that the database knows as well"));
            }
        }
        throw failure;
    }
}

package dev.astir.app.addresses;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Scope;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.Problems;
import dev.astir.stream.EventFilter;
import dev.astir.stream.InvalidInputException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;

/**
 * What is read at an address with a token in it: {@code /api/addresses/{token}}. Stateless.
 *
 * <p>Whoever knows the address is let in as the token's person, and to nothing else.
 */
@Problems
@Tag(name = "Addresses for readers")
@Controller("/api/addresses/{token}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
class AddressController {

    private static final String ATOM = "application/atom+xml";
    private static final String CALENDAR = "text/calendar";

    private final AddressHolders holders;
    private final AtomFeed feed;
    private final SessionCalendar calendar;

    AddressController(AddressHolders holders, AtomFeed feed, SessionCalendar calendar) {
        this.holders = holders;
        this.feed = feed;
        this.calendar = calendar;
    }

    /** Answers the newest events of the feed as Atom (RFC 4287), by the filters of the feed. */
    @Get("/feed.atom")
    @Produces(ATOM)
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = ATOM, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "304", description = "It is as it was when it was last read.")
    HttpResponse<byte[]> feed(HttpRequest<?> request, String token) {
        Caller caller = holders.require(token, Scope.ATOM);
        return Unchanged.or(request, feed.write(caller, filter(request)), ATOM);
    }

    private static EventFilter filter(HttpRequest<?> request) {
        try {
            return EventFilter.fromQuery(request.getParameters().asMap());
        } catch (InvalidInputException e) {
            List<String> given = request.getParameters().getAll(e.field());
            throw ProblemException.invalid(e.field(), String.join(", ", given), e.allowed());
        }
    }

    /** Answers the sessions of the last 90 days as iCalendar (RFC 5545). */
    @Get("/sessions.ics")
    @Produces(CALENDAR)
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = CALENDAR, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "304", description = "It is as it was when it was last read.")
    HttpResponse<byte[]> sessions(HttpRequest<?> request, String token) {
        Caller caller = holders.require(token, Scope.CALENDAR);
        return Unchanged.or(request, calendar.write(caller), CALENDAR);
    }
}

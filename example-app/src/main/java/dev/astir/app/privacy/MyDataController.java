package dev.astir.app.privacy;

import dev.astir.app.files.Files;
import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.LocalDate;
import org.reactivestreams.Publisher;

/** What is kept of the caller: {@code /api/me/data}. Stateless. */
@Problems
@ForPeople
@Controller("/api/me/data")
@Secured(Role.IS_EMPLOYEE)
@ExecuteOn(TaskExecutors.BLOCKING)
class MyDataController {

    private final MyData data;
    private final Files files;
    private final Clock clock;

    MyDataController(MyData data, Files files, Clock clock) {
        this.data = data;
        this.files = files;
        this.clock = clock;
    }

    /** All of it, as a file: JSON, or a ZIP of tables. */
    @Get
    @Produces(MediaType.ALL)
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "application/json"),
                @Content(mediaType = "application/zip")
            })
    HttpResponse<Publisher<byte[]>> copy(
            HttpRequest<?> request,
            Caller caller,
            @QueryValue(defaultValue = "json")
                    @Pattern(regexp = "json|csv", message = "must be json or csv")
                    String format) {
        String name = "astir-my-data-" + LocalDate.now(clock);
        return format.equals("csv")
                ? files.answer(
                        request, caller, "application/zip", name + ".zip", data.tables(caller))
                : files.answer(
                        request, caller, "application/json", name + ".json", data.json(caller));
    }

    /** Which kinds there are, how much of each, since when, and how long they are kept. */
    @Get("/summary")
    MyData.Summary summary(Caller caller) {
        return data.summary(caller);
    }
}

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
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.LocalDate;
import org.reactivestreams.Publisher;

/** What is kept of the caller: {@code /api/me/data}. Stateless. */
@Problems
@ForPeople
@Tag(name = "Privacy and audit")
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

    /**
     * Gives all that is kept of oneself, as a file: JSON, or a ZIP of tables.
     *
     * @param format of which kind
     */
    @Get
    @Produces(MediaType.ALL)
    @Operation(
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content = {
                                @Content(
                                        mediaType = "application/json",
                                        schema = @Schema(type = "object")),
                                @Content(
                                        mediaType = "application/zip",
                                        schema = @Schema(type = "string", format = "binary"))
                            }))
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

    /**
     * Tells what is kept of oneself: which kinds, how much of each, since when, and for how long.
     */
    @Get("/summary")
    MyData.Summary summary(Caller caller) {
        return data.summary(caller);
    }
}

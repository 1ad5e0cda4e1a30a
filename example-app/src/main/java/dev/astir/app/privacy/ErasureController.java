package dev.astir.app.privacy;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.PageLimit;
import dev.astir.app.web.Problems;
import dev.astir.app.web.StorableText;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asking to be erased, answering that, and erasing. Stateless. */
@Problems
@ForPeople
@Tag(name = "Privacy and audit")
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
class ErasureController {

    private final ErasureRequests requests;
    private final Erasures erasures;

    ErasureController(ErasureRequests requests, Erasures erasures) {
        this.requests = requests;
        this.erasures = erasures;
    }

    /** Why somebody wants it. */
    @Introspected
    record Wish(@Nullable @Size(max = 2_000) @StorableText String reason) {}

    /** Why it is not done. */
    @Introspected
    record Refusal(@NotBlank @Size(max = 2_000) @StorableText String note) {}

    /** What there is to say about it. */
    @Introspected
    record Consent(@Nullable @Size(max = 2_000) @StorableText String note) {}

    /** Shows one's own newest wish to be erased; nothing, if there is none. */
    @Get("/me/erasure-request")
    @Secured(Role.IS_EMPLOYEE)
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ErasureRequest.class)))
    @ApiResponse(responseCode = "204")
    HttpResponse<ErasureRequest> own(Caller caller) {
        return requests.own(caller)
                .<HttpResponse<ErasureRequest>>map(HttpResponse::ok)
                .orElseGet(HttpResponse::noContent);
    }

    /** Asks that one's own data be erased; administrators answer it. */
    @Post("/me/erasure-request")
    @Secured(Role.IS_EMPLOYEE)
    @Status(HttpStatus.CREATED)
    ErasureRequest ask(Caller caller, @Nullable @Body @Valid Wish wish) {
        return requests.ask(caller, wish == null ? null : wish.reason());
    }

    /** Takes one's own wish back. */
    @Delete("/me/erasure-request")
    @Secured(Role.IS_EMPLOYEE)
    @Status(HttpStatus.NO_CONTENT)
    void withdraw(Caller caller) {
        requests.withdraw(caller);
    }

    /**
     * Lists wishes to be erased, newest first.
     *
     * @param after the {@code next} of the page before
     */
    @Get("/erasure-requests")
    @Secured(Role.IS_ADMIN)
    Page<ErasureRequest> list(
            Caller caller,
            @Nullable @QueryValue UUID after,
            @QueryValue(defaultValue = "50") @PageLimit int limit) {
        return requests.page(caller, after, limit);
    }

    /** Declines a wish to be erased, and says why. */
    @Post("/erasure-requests/{id}/decline")
    @Secured(Role.IS_ADMIN)
    ErasureRequest decline(Caller caller, UUID id, @Body @Valid Refusal refusal) {
        return requests.decline(caller, id, refusal.note());
    }

    /** Erases whoever asked for it. */
    @Post("/erasure-requests/{id}/approve")
    @Secured(Role.IS_ADMIN)
    @Status(HttpStatus.NO_CONTENT)
    void approve(Caller caller, UUID id, @Nullable @Body @Valid Consent consent) {
        requests.approve(caller, id, consent == null ? null : consent.note());
    }

    /** Erases somebody, asked or not; once more changes nothing. */
    @Delete("/users/{id}/data")
    @Secured(Role.IS_ADMIN)
    @Status(HttpStatus.NO_CONTENT)
    void erase(Caller caller, UUID id) {
        erasures.erase(caller, id, null);
    }
}

package dev.astir.app.invitations;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.InPerson;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.PageLimit;
import dev.astir.app.web.Problems;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
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
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The organization's invitations: {@code /api/invitations}. */
@Problems
@ForPeople
@Tag(name = "People and teams")
@Controller("/api/invitations")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_ADMIN)
class InvitationsController {

    private final Invitations invitations;

    /** How the new link goes: by mail, or true for the answer. */
    @Introspected
    record Resend(@Nullable Boolean link) {}

    InvitationsController(Invitations invitations) {
        this.invitations = invitations;
    }

    /**
     * Lists invitations that nobody accepted yet.
     *
     * @param after the {@code next} of the page before
     */
    @Get
    Page<Invitation> list(
            Caller caller,
            @QueryValue(defaultValue = "100") @PageLimit int limit,
            @QueryValue @Nullable UUID after) {
        return invitations.page(caller.organizationId(), after, limit);
    }

    /** Invites somebody. In person: an administrator who is invited outlives every token. */
    @Post
    @InPerson
    @Status(HttpStatus.CREATED)
    IssuedInvitation invite(
            Caller caller, HttpRequest<?> request, @Body @Valid InvitationRequest body) {
        return invitations.invite(caller, body, locale(request));
    }

    /** Makes a new link for an invitation; the old one ends. */
    @Post("/{id}/resend")
    @InPerson
    IssuedInvitation resend(
            Caller caller, HttpRequest<?> request, UUID id, @Body @Nullable @Valid Resend body) {
        boolean asLink = body != null && Boolean.TRUE.equals(body.link());
        return invitations.resend(caller, id, asLink, locale(request));
    }

    /** Takes an invitation back. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void revoke(Caller caller, UUID id) {
        invitations.revoke(caller, id);
    }

    private static Locale locale(HttpRequest<?> request) {
        return request.getLocale().orElse(Locale.ENGLISH);
    }
}

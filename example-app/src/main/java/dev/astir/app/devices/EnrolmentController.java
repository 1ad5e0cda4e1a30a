package dev.astir.app.devices;

import dev.astir.app.policies.PolicyVersion;
import dev.astir.app.web.Problems;
import dev.astir.protocol.Enrolment.EnrolRequest;
import dev.astir.protocol.Enrolment.Enrolled;
import dev.astir.protocol.Enrolment.PolicyOffer;
import dev.astir.protocol.Enrolment.PolicyRequest;
import dev.astir.protocol.MessageCodec;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/**
 * Enrolment over HTTP: the two requests of a device carry a token instead of a sign-in. Stateless.
 */
@Problems
@Tag(name = "Agents")
@Controller("/api/agents")
@ExecuteOn(TaskExecutors.BLOCKING)
class EnrolmentController {

    private final DeviceEnrolment enrolment;
    private final MessageCodec codec = MessageCodec.json();

    EnrolmentController(DeviceEnrolment enrolment) {
        this.enrolment = enrolment;
    }

    /** Shows the policy that somebody would agree to by enrolling a device. */
    @Post("/policy")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Produces(MediaType.APPLICATION_JSON)
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = PolicyOffer.class)))
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = PolicyRequest.class)))
    byte[] policy(@Body byte[] body) {
        String token = codec.decodePolicyRequest(body).token();
        PolicyVersion policy = enrolment.policyFor(token);
        return codec.encode(new PolicyOffer(policy.version(), policy.text(), policy.settings()));
    }

    /** Enrols a device, and shows its key this once. */
    @Post("/enrol")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Status(HttpStatus.CREATED)
    @Produces(MediaType.APPLICATION_JSON)
    @ApiResponse(
            responseCode = "201",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = Enrolled.class)))
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = EnrolRequest.class)))
    byte[] enrol(@Body byte[] body) {
        return codec.encode(enrolment.enrol(codec.decodeEnrolRequest(body)));
    }
}

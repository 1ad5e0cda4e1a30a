package dev.astir.app.devices;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.policies.PolicyVersion;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import dev.astir.protocol.Enrolment.PolicyOffer;
import dev.astir.protocol.MessageCodec;
import io.micronaut.core.annotation.Introspected;
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
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Enrolment over HTTP. The two requests of a device carry a token instead of a sign-in. Stateless.
 */
@Problems
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
class EnrolmentController {

    private final DeviceEnrolment enrolment;
    private final MessageCodec codec = MessageCodec.json();

    EnrolmentController(DeviceEnrolment enrolment) {
        this.enrolment = enrolment;
    }

    /**
     * @param userId whose device; the caller's own if absent
     * @param expiresInSeconds an hour if absent
     * @param maxUses one if absent
     */
    @Introspected
    record TokenRequest(
            @Nullable UUID userId,
            @Nullable @Min(1) @Max(DeviceEnrolment.LONGEST_SECONDS) Long expiresInSeconds,
            @Nullable @Min(1) @Max(DeviceEnrolment.MOST_USES) Integer maxUses) {}

    @Post("/enrolment-tokens")
    @ForPeople
    @Secured(Role.IS_EMPLOYEE)
    @Status(HttpStatus.CREATED)
    EnrolmentToken token(Caller caller, @Body @Valid TokenRequest request) {
        return enrolment.issue(
                caller, request.userId(), request.expiresInSeconds(), request.maxUses());
    }

    @Post("/agents/policy")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Produces(MediaType.APPLICATION_JSON)
    byte[] policy(@Body byte[] body) {
        String token = codec.decodePolicyRequest(body).token();
        PolicyVersion policy = enrolment.policyFor(token);
        return codec.encode(new PolicyOffer(policy.version(), policy.text(), policy.settings()));
    }

    @Post("/agents/enrol")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Status(HttpStatus.CREATED)
    @Produces(MediaType.APPLICATION_JSON)
    byte[] enrol(@Body byte[] body) {
        return codec.encode(enrolment.enrol(codec.decodeEnrolRequest(body)));
    }
}

package dev.astir.app.devices;

import dev.astir.app.policies.PolicyVersion;
import dev.astir.app.web.Problems;
import dev.astir.protocol.Enrolment.PolicyOffer;
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

/**
 * Enrolment over HTTP: the two requests of a device carry a token instead of a sign-in. Stateless.
 */
@Problems
@Controller("/api/agents")
@ExecuteOn(TaskExecutors.BLOCKING)
class EnrolmentController {

    private final DeviceEnrolment enrolment;
    private final MessageCodec codec = MessageCodec.json();

    EnrolmentController(DeviceEnrolment enrolment) {
        this.enrolment = enrolment;
    }

    @Post("/policy")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Produces(MediaType.APPLICATION_JSON)
    byte[] policy(@Body byte[] body) {
        String token = codec.decodePolicyRequest(body).token();
        PolicyVersion policy = enrolment.policyFor(token);
        return codec.encode(new PolicyOffer(policy.version(), policy.text(), policy.settings()));
    }

    @Post("/enrol")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Status(HttpStatus.CREATED)
    @Produces(MediaType.APPLICATION_JSON)
    byte[] enrol(@Body byte[] body) {
        return codec.encode(enrolment.enrol(codec.decodeEnrolRequest(body)));
    }
}

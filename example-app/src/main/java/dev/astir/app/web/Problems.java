package dev.astir.app.web;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** For controllers: what they refuse is described as a {@link Problem} in {@code /openapi.json}. */
@Documented
@ApiResponse(
        responseCode = "4XX",
        description =
                "Refused, and why. 429 says in `Retry-After` when to ask again; what counts on a"
                        + " limit says in `RateLimit-Policy` and `RateLimit` what is left.",
        content =
                @Content(
                        mediaType = Problem.MEDIA_TYPE,
                        schema = @Schema(implementation = Problem.class)))
@ApiResponse(
        responseCode = "5XX",
        description =
                "Not now: 503 says in `Retry-After` when to ask again; what broke is in the log.",
        content =
                @Content(
                        mediaType = Problem.MEDIA_TYPE,
                        schema = @Schema(implementation = Problem.class)))
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Problems {}

package dev.astir.app.web;

import dev.astir.app.platform.OpaqueTokens;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /openapi.json}: the API's description, which the compiler writes from the controllers.
 * It may be kept by caches, and asked for by its tag. Immutable.
 */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Astir",
                        version = "1",
                        description =
                                "JSON in camelCase, times ISO-8601 in UTC, ids UUIDs; lists are"
                                        + " {items, next}. Errors are problem details (RFC 9457)."))
@SecurityScheme(
        name = ApiDescription.BEARER,
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "The accessToken of a sign-in, or an API token.")
@SecurityScheme(
        name = ApiDescription.COOKIE,
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.COOKIE,
        paramName = "astir_access",
        description =
                "Set by a sign-in with X-Astir-Session: cookie. Changing requests then need"
                        + " X-CSRF-Token, the value of the cookie astir_csrf.")
@SecurityScheme(
        name = ApiDescription.AGENT_KEY,
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "The agentKey of an enrolment.")
@Hidden
@Controller("/openapi.json")
@Secured(SecurityRule.IS_ANONYMOUS)
public class ApiDescription {

    /** Security scheme: a person's access token, or an API token of theirs. */
    public static final String BEARER = "bearer";

    /** Security scheme: a person's access token as a cookie. */
    public static final String COOKIE = "cookie";

    /** Security scheme: a device's key. */
    public static final String AGENT_KEY = "agentKey";

    private final byte[] json;
    private final String tag;

    ApiDescription() {
        try (InputStream file =
                ApiDescription.class.getResourceAsStream("/META-INF/swagger/openapi.json")) {
            json =
                    Objects.requireNonNull(file, "the compiler wrote no openapi.json")
                            .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tag = '"' + HexFormat.of().formatHex(OpaqueTokens.sha256(json), 0, 16) + '"';
    }

    @Get
    @Produces(MediaType.APPLICATION_JSON)
    HttpResponse<byte[]> show(@Nullable @Header(HttpHeaders.IF_NONE_MATCH) String known) {
        MutableHttpResponse<byte[]> response =
                known != null && known.contains(tag)
                        ? HttpResponse.notModified()
                        : HttpResponse.ok(json);
        return response.header(HttpHeaders.ETAG, tag).header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }
}

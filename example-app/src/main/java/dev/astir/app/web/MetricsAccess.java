package dev.astir.app.web;

import dev.astir.app.platform.Settings;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Who may read what tells of all organizations: the operator, who is known by being on this machine
 * or by a token. Immutable.
 */
@Singleton
final class MetricsAccess {

    private static final String BEARER = "bearer ";

    private final Optional<byte[]> token;

    MetricsAccess(Settings settings) {
        this.token = settings.metricsToken().map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    boolean allows(HttpRequest<?> request) {
        return hasToken(request.getHeaders()) || ThisMachine.asksByProgram(request);
    }

    private boolean hasToken(HttpHeaders headers) {
        List<String> values = headers.getAll(HttpHeaders.AUTHORIZATION);
        if (token.isEmpty() || values.size() != 1) {
            return false;
        }
        String value = values.getFirst();
        if (!value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return false;
        }
        byte[] given = value.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
        // In a time that does not tell how much of it was right.
        return MessageDigest.isEqual(given, token.orElseThrow());
    }
}

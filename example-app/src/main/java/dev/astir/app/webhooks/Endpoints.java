package dev.astir.app.webhooks;

import dev.astir.app.outbound.Destinations;
import dev.astir.app.outbound.OutboundException;
import dev.astir.app.outbound.OutboundHttp;
import dev.astir.app.platform.Settings;
import dev.astir.app.web.ProblemException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where webhooks may be, and the way there: public addresses, and the networks of {@code
 * ASTIR_WEBHOOK_NETWORKS}. Thread-safe.
 */
@Singleton
final class Endpoints {

    private final Destinations destinations;
    private final OutboundHttp http;

    @Inject
    Endpoints(Settings settings) {
        this(new Destinations(settings.webhookNetworks()));
    }

    Endpoints(Destinations destinations) {
        this.destinations = destinations;
        this.http = new OutboundHttp(destinations);
    }

    /** Sends requests, each to an address that is judged anew. */
    OutboundHttp http() {
        return http;
    }

    /**
     * The address, where a webhook may be at it now. Looks its name up, so not in a transaction.
     *
     * @throws ProblemException 400 when it is no address that can be asked, 422 {@code
     *     address-not-public} or {@code address-unknown} for what its name leads to
     */
    URI require(String url) {
        URI uri = parse(url);
        try {
            http.check(uri);
            return uri;
        } catch (OutboundException e) {
            if (!e.isInside() && !hasForm(uri)) {
                throw invalid(url);
            }
            throw ProblemException.unprocessable(
                    e.isNameUnknown() ? "address-unknown" : "address-not-public",
                    "This server cannot be told of events: %s.".formatted(e.getMessage()));
        }
    }

    private static URI parse(String url) {
        try {
            URI uri = new URI(url);
            if (uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // the same answer as for an address of another kind
        }
        throw invalid(url);
    }

    private boolean hasForm(URI uri) {
        try {
            destinations.checkForm(uri);
            return true;
        } catch (OutboundException e) {
            return false;
        }
    }

    private static ProblemException invalid(String url) {
        return ProblemException.invalid(
                "url", url, "an https address without # such as https://hooks.example.org/astir");
    }

    @PreDestroy
    void close() {
        http.close();
    }
}

package dev.astir.app.singlesignon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.TestApp;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Keeps cookies, and follows each redirect only when told to. Confined to one thread. */
final class TestBrowser {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final URI app;
    private final Map<String, HttpCookie> cookies = new LinkedHashMap<>();

    TestBrowser(URI app) {
        this.app = app;
    }

    /** Begins to sign in; gives the address of the provider. */
    URI start(String providerId, String returnTo) {
        HttpResponse<String> answer =
                get(
                        app.resolve(
                                "/api/auth/sso/"
                                        + providerId
                                        + "/start"
                                        + (returnTo == null ? "" : "?returnTo=" + returnTo)));
        assertThat(answer.statusCode()).isEqualTo(302);
        return location(answer);
    }

    /** Follows a link of another page's; gives the address that it is led to. */
    URI ledTo(URI address, String site) {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(address).header("Sec-Fetch-Site", site));
        assertThat(answer.statusCode()).isEqualTo(302);
        return location(answer);
    }

    /** Signs in, and gives the address that it ends at. */
    URI signIn(String providerId) {
        return signIn(providerId, null);
    }

    URI signIn(String providerId, String returnTo) {
        return back(atProvider(start(providerId, returnTo)));
    }

    /** What the provider says to the browser: the address of the callback. */
    URI atProvider(URI address) {
        HttpResponse<String> answer = get(address);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return location(answer);
    }

    /** Brings the provider's answer; gives the address that it ends at. */
    URI back(URI callback) {
        HttpResponse<String> answer = get(callback);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return location(answer);
    }

    /** Who is signed in; empty for nobody. */
    String me() {
        HttpResponse<String> answer = get(app.resolve("/api/auth/me"));
        return answer.statusCode() == 200 ? answer.body() : "";
    }

    List<HttpCookie> cookies(String prefix) {
        return cookies.values().stream()
                .filter(cookie -> cookie.getName().startsWith(prefix))
                .toList();
    }

    HttpResponse<String> get(URI address) {
        return send(HttpRequest.newBuilder(address));
    }

    /** Asks a route of the app, as a page of its own does. */
    HttpResponse<String> send(String method, String path, String json, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(app.resolve(path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(json));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            URI address = request.build().uri();
            String header =
                    cookies.values().stream()
                            .filter(cookie -> address.getPath().startsWith(cookie.getPath()))
                            .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; "));
            if (address.getPort() == app.getPort() && !header.isEmpty()) {
                request.header("Cookie", header);
            }
            HttpResponse<String> answer =
                    CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").stream()
                    .flatMap(value -> HttpCookie.parse(value).stream())
                    .forEach(this::keep);
            return answer;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void keep(HttpCookie cookie) {
        if (cookie.getMaxAge() == 0) {
            cookies.remove(cookie.getName());
        } else {
            cookies.put(cookie.getName(), cookie);
        }
    }

    private URI location(HttpResponse<String> answer) {
        return app.resolve(answer.headers().firstValue("Location").orElseThrow());
    }

    static TestBrowser of(TestApp app) {
        return new TestBrowser(app.uri());
    }
}

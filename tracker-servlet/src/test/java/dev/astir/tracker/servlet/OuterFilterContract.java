package dev.astir.tracker.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.ActivityTracker;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other filters in front, and other ways in which a request comes to this one. */
interface OuterFilterContract extends FilterFixture {
    String BODY = "{\"client_id\":\"body\"}";

    /** Decompresses a body; tells so by the headers, or leaves them as they are. */
    final class Decompressed extends HttpServletRequestWrapper {
        private final boolean told;
        private @Nullable ServletInputStream body;

        Decompressed(HttpServletRequest request, boolean told) {
            super(request);
            this.told = told;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (body == null) {
                body = new TestInput(new GZIPInputStream(super.getInputStream()));
            }
            return body;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return told && name.equals("Content-Encoding") ? null : super.getHeader(name);
        }

        @Override
        public long getContentLengthLong() {
            return told ? -1 : super.getContentLengthLong();
        }
    }

    private static Filter decompressing(boolean told) {
        return (request, response, chain) ->
                chain.doFilter(new Decompressed((HttpServletRequest) request, told), response);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void doesNotWaitForACompressedBodyThatNobodyReads(boolean told) throws Exception {
        byte[] random = new byte[10_000];
        new Random(5).nextBytes(random);
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(random);
        }
        byte[] half = Arrays.copyOf(zipped.toByteArray(), 5_000);
        String head =
                RawConnection.post(
                        "/ignore", "Content-Encoding: gzip", "Content-Length: " + zipped.size());
        try (ActivityTracker tracker = tracker();
                ServletContainer container =
                        start(decompressing(told), ActivityTrackingFilter.of(tracker));
                RawConnection connection = new RawConnection(TestClient.of(container))) {
            connection.send(head + new String(half, StandardCharsets.ISO_8859_1));

            assertThat(connection.response().body()).isEqualTo("ignored");
        }
    }

    @Test
    default void leavesTheBodyToWhoeverIncludesWhatIsTracked() throws Exception {
        try (ActivityTracker tracker = tracker()) {
            ActivityTrackingFilter tracking = ActivityTrackingFilter.of(tracker);
            Filter includes =
                    (request, response, chain) -> {
                        if (request.getDispatcherType() == DispatcherType.INCLUDE) {
                            tracking.doFilter(request, response, chain);
                        } else {
                            chain.doFilter(request, response);
                        }
                    };
            String head =
                    RawConnection.post(
                            "/include-and-read?client_id=query",
                            "Content-Length: " + BODY.length());
            try (ServletContainer container = start(includes);
                    RawConnection connection = new RawConnection(TestClient.of(container))) {
                connection.send(head + BODY); // at once, so that it has arrived
                assertThat(connection.response().body()).isEqualTo("ignored" + BODY);
            }
        }
        assertThat(database().clients()).containsExactly("query");
    }

    @Test
    default void letsTheApplicationGoBackInABodyThatAnotherFilterHasKept() throws Exception {
        Filter keeping =
                (request, response, chain) -> {
                    byte[] kept = request.getInputStream().readAllBytes();
                    chain.doFilter(
                            new HttpServletRequestWrapper((HttpServletRequest) request) {
                                private final ServletInputStream body = new TestInput(kept);

                                @Override
                                public ServletInputStream getInputStream() {
                                    return body;
                                }
                            },
                            response);
                };
        String later = "{\"x\":1,\"client_id\":\"later\"}";
        try (ActivityTracker tracker = tracker();
                ServletContainer container = start(keeping, ActivityTrackingFilter.of(tracker))) {
            for (String body : new String[] {BODY, later}) {
                HttpResponse<String> response =
                        TestClient.of(container).post("/peek", TestClient.JSON, body);

                assertThat(response.headers().firstValue("Peeked")).contains(body.substring(0, 5));
                assertThat(response.body()).isEqualTo(body);
            }
        }
        assertThat(database().clients()).containsExactly("body", "later");
    }

    @Test
    default void doesNotWaitForAChunkAlthoughALengthIsGivenToo() throws Exception {
        try (RawConnection actual = new RawConnection(tracked());
                RawConnection expected = new RawConnection(plain())) {
            for (RawConnection connection : new RawConnection[] {actual, expected}) {
                connection.send(
                        RawConnection.post(
                                        "/ignore?client_id=query",
                                        "Transfer-Encoding: chunked",
                                        "Content-Length: 22")
                                + "16\r\n");
            }
            assertThat(actual.response().status()).isEqualTo(expected.response().status());
        }
    }
}

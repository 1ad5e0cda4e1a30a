package dev.astir.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.http.JsonField;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RequestBytesTest {
    private static final Pattern POST =
            Pattern.compile("POST /items .*\r\nContent-Length: (\\d+)\r\n\r\n(.*)", Pattern.DOTALL);

    @Test
    void namesTheClientInABodyOfTheLengthThatItTells() {
        assertThat(body(RequestBytes.post())).hasSizeBetween(500, 1_000);
        assertThat(body(RequestBytes.postClientLast())).hasSizeBetween(500, 1_000);
        assertThat(body(RequestBytes.postMuch())).hasSizeGreaterThan(64 * 1_024);
    }

    private static byte[] body(RequestBytes request) {
        MatchResult post = matched(POST, request.of(12_345_678));
        byte[] body = post.group(2).getBytes(US_ASCII);
        assertThat(body).hasSize(Integer.parseInt(post.group(1)));
        assertThat(JsonField.named("client_id").find(body, body.length))
                .hasValue(RequestBytes.clientId(12_345_678));
        return body;
    }

    @Test
    void forgetsTheClientBefore() {
        RequestBytes request = RequestBytes.get();
        request.of(12_345_678);

        assertThat(new String(request.of(9), US_ASCII))
                .contains("?page=2&client_id=client-00000009 ");
    }

    @Test
    void doesNotShareItsBytesWithACopy() {
        RequestBytes request = RequestBytes.get();
        byte[] bytes = request.of(1);
        request.copy().of(2);

        assertThat(new String(bytes, US_ASCII)).contains(RequestBytes.clientId(1));
    }

    private static MatchResult matched(Pattern pattern, byte[] bytes) {
        Matcher matcher = pattern.matcher(new String(bytes, US_ASCII));
        assertThat(matcher.matches()).isTrue();
        return matcher;
    }
}

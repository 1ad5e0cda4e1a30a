package dev.astir.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptEncodingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "gzip, deflate, br",
                "br;q=1.0, GZIP;q=0.8, *;q=0.1",
                "deflate , gzip ; q=0.001",
                "x-gzip",
                "*",
                "identity;q=0.5, *;q=0.2",
            })
    void takesGzip(String header) {
        assertThat(AcceptEncoding.of(header).takesGzip()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "identity",
                "br, deflate",
                "gzip;q=0",
                "gzip; q=0.000, br",
                "*;q=0",
                "gzip;q=0, *",
                "*, gzip;q=0",
                "gzip;q=much",
                "gzipped",
            })
    void takesNoGzip(String header) {
        assertThat(AcceptEncoding.of(header).takesGzip()).isFalse();
    }
}

package dev.astir.app.web;

import io.micronaut.http.HttpHeaders;
import java.util.List;
import java.util.Locale;

/** Which content codings a client takes, RFC 9110 section 12.5.3. Thread-safe. */
record AcceptEncoding(List<String> codings) {

    static final String GZIP = "gzip";

    static AcceptEncoding of(HttpHeaders headers) {
        return of(String.join(",", headers.getAll(HttpHeaders.ACCEPT_ENCODING)));
    }

    static AcceptEncoding of(String header) {
        return new AcceptEncoding(List.of(header.toLowerCase(Locale.ROOT).split(",", -1)));
    }

    /** Whether gzip is taken: named or meant by the star, and not with a weight of zero. */
    boolean takesGzip() {
        String star = "";
        for (String coding : codings) {
            String name = coding.split(";", 2)[0].strip();
            if (name.equals(GZIP) || name.equals("x-gzip")) {
                return weight(coding) > 0;
            }
            if (name.equals("*")) {
                star = coding;
            }
        }
        return !star.isEmpty() && weight(star) > 0;
    }

    private static double weight(String coding) {
        for (String parameter : coding.split(";", -1)) {
            String text = parameter.strip();
            if (text.startsWith("q=")) {
                try {
                    return Double.parseDouble(text.substring(2));
                } catch (NumberFormatException e) {
                    return 0; // not understood, so not taken
                }
            }
        }
        return 1;
    }
}

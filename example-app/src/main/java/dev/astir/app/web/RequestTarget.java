package dev.astir.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * What a request asks for: a path with perhaps a query, in the characters that RFC 3986 allows, and
 * brackets; percent-encoded is UTF-8, without control characters but the ends of lines in a query.
 * What is none of that the framework would take for the path {@code /}. Stateless.
 */
final class RequestTarget {

    /** Beside letters and digits. */
    private static final String PATH = "-._~!$&'()*+,;=:@/%";

    /** Brackets are not the standard's, and usual. */
    private static final String QUERY = PATH + "?[]";

    private RequestTarget() {}

    static boolean isSound(HttpRequest request) {
        String target = request.uri();
        if (target.equals("*")) {
            return request.method().equals(HttpMethod.OPTIONS);
        }
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return path.startsWith("/")
                && !path.contains("//")
                && isSound(path, PATH, "")
                && (query < 0 || isSound(target.substring(query + 1), QUERY, "\t\n\r"));
    }

    private static boolean isSound(String part, String marks, String controls) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(part.length());
        for (int i = 0; i < part.length(); i++) {
            char character = part.charAt(i);
            if (!isAllowed(character, marks)) {
                return false;
            }
            int octet = character;
            if (character == '%') {
                octet = octet(part, i + 1);
                i += 2;
                if (octet < 0 || (isControl(octet) && controls.indexOf(octet) < 0)) {
                    return false;
                }
            }
            decoded.write(octet);
        }
        return isUtf8(decoded.toByteArray());
    }

    private static boolean isAllowed(char character, String marks) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || marks.indexOf(character) >= 0;
    }

    private static boolean isControl(int octet) {
        return octet < ' ' || octet == 0x7f;
    }

    /** -1 if there are no two hexadecimal digits. */
    private static int octet(String part, int start) {
        if (start + 2 > part.length()) {
            return -1;
        }
        int high = Character.digit(part.charAt(start), 16);
        int low = Character.digit(part.charAt(start + 1), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}

package dev.astir.stream.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.stream.InvalidInputException;
import dev.astir.stream.StreamPosition;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What nodes tell each other, as short texts of lines: {@code access} and a principal, or the
 * position of a feed and its name. Names are percent-encoded, so the text is ASCII, whatever a
 * database or a broker does with encodings. A node passes over a line that it does not understand,
 * as builds do that know of feeds alone. Immutable.
 *
 * @param principals whose rights have changed
 * @param heads how far feeds have got
 */
record Hints(Set<String> principals, Map<String, StreamPosition> heads) {
    private static final Logger LOG = LoggerFactory.getLogger(Hints.class);

    /** No position looks like this. */
    private static final String ACCESS = "access";

    boolean isEmpty() {
        return principals.isEmpty() && heads.isEmpty();
    }

    /** As few texts as there can be, none longer than allowed. */
    List<String> encode(int longest) {
        Texts texts = new Texts(longest);
        // First: somebody may be reading what they should not.
        principals.forEach(principal -> texts.add(ACCESS, principal));
        heads.forEach((feed, position) -> texts.add(position.toString(), feed));
        return texts.end();
    }

    /** What a text says, as far as it makes sense: anybody may have sent it. */
    static Hints decode(String text) {
        Set<String> principals = new LinkedHashSet<>();
        Map<String, StreamPosition> heads = new LinkedHashMap<>();
        for (String line : text.split("\n", -1)) {
            int space = line.indexOf(' ');
            try {
                String kind = line.substring(0, space);
                String name = URLDecoder.decode(line.substring(space + 1), UTF_8);
                if (kind.equals(ACCESS)) {
                    principals.add(name);
                } else {
                    heads.put(name, StreamPosition.parse(kind));
                }
            } catch (InvalidInputException
                    | IllegalArgumentException
                    | IndexOutOfBoundsException e) {
                LOG.debug("this is no hint; somebody else uses the channel, perhaps", e);
            }
        }
        return new Hints(principals, heads);
    }

    /** Lines, put together. */
    private static final class Texts {
        private final int longest;
        private final List<String> texts = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        Texts(int longest) {
            this.longest = longest;
        }

        void add(String kind, String name) {
            String line = kind + " " + URLEncoder.encode(name, UTF_8);
            if (line.length() > longest) {
                // No feed of a stream has such a name; the others find out by themselves.
                LOG.debug("no hint about a name of {} characters", name.length());
                return;
            }
            if (text.length() > 0 && text.length() + 1 + line.length() > longest) {
                end();
            }
            text.append(text.length() == 0 ? "" : "\n").append(line);
        }

        List<String> end() {
            if (text.length() > 0) {
                texts.add(text.toString());
                text.setLength(0);
            }
            return texts;
        }
    }
}

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
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What nodes tell each other, as short texts of lines: {@code access} and a principal, the position
 * of a feed and its name, or {@code item} and the parts of an item's change. Names are
 * percent-encoded, so the text is ASCII, whatever a database or a broker does with encodings. A
 * node passes over a line that it does not understand, as builds do that know of feeds alone.
 * Immutable.
 *
 * @param principals whose rights have changed
 * @param heads how far feeds have got
 * @param items what is not what it was
 */
record Hints(Set<String> principals, Map<String, StreamPosition> heads, List<ItemChange> items) {
    private static final Logger LOG = LoggerFactory.getLogger(Hints.class);

    // No position looks like these.
    private static final String ACCESS = "access";
    private static final String ITEM = "item";

    boolean isEmpty() {
        return principals.isEmpty() && heads.isEmpty() && items.isEmpty();
    }

    /** As few texts as there can be, none longer than allowed. */
    List<String> encode(int longest) {
        Texts texts = new Texts(longest);
        // First: somebody may be reading what they should not.
        principals.forEach(principal -> texts.add(ACCESS, principal));
        heads.forEach((feed, position) -> texts.add(position.toString(), feed));
        items.forEach(texts::add);
        return texts.end();
    }

    /** What a text says, as far as it makes sense: anybody may have sent it. */
    static Hints decode(String text) {
        Set<String> principals = new LinkedHashSet<>();
        Map<String, StreamPosition> heads = new LinkedHashMap<>();
        List<ItemChange> items = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            int space = line.indexOf(' ');
            try {
                String kind = line.substring(0, space);
                String rest = line.substring(space + 1);
                switch (kind) {
                    case ACCESS -> principals.add(decoded(rest));
                    case ITEM -> items.add(item(rest.split(" ", -1)));
                    default -> heads.put(decoded(rest), StreamPosition.parse(kind));
                }
            } catch (InvalidInputException
                    | IllegalArgumentException
                    | IndexOutOfBoundsException e) {
                LOG.debug("this is no hint; somebody else uses the channel, perhaps", e);
            }
        }
        return new Hints(principals, heads, items);
    }

    private static ItemChange item(String[] parts) {
        String event = parts.length > 4 ? decoded(parts[4]) : null;
        return new ItemChange(
                decoded(parts[0]), decoded(parts[1]), decoded(parts[2]), decoded(parts[3]), event);
    }

    private static String decoded(String name) {
        return URLDecoder.decode(name, UTF_8);
    }

    /** Lines, put together. */
    private static final class Texts {
        private final int longest;
        private final List<String> texts = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        Texts(int longest) {
            this.longest = longest;
        }

        void add(ItemChange item) {
            StringJoiner line = new StringJoiner(" ").add(ITEM);
            Stream.of(item.mark(), item.channel(), item.feed(), item.id(), item.event())
                    .filter(Objects::nonNull)
                    .forEach(part -> line.add(URLEncoder.encode(part, UTF_8)));
            add(line.toString());
        }

        void add(String kind, String name) {
            add(kind + " " + URLEncoder.encode(name, UTF_8));
        }

        private void add(String line) {
            if (line.length() > longest) {
                // No feed of a stream has such a name; the others find out by themselves.
                LOG.debug("no hint of {} characters", line.length());
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

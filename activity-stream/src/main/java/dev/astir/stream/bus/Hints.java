package dev.astir.stream.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.stream.InvalidInputException;
import dev.astir.stream.StreamPosition;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hints as short texts: a line for each feed, its position and its name. Names are percent-encoded,
 * so the text is ASCII, whatever a database or a broker does with encodings. Stateless.
 */
final class Hints {
    private static final Logger LOG = LoggerFactory.getLogger(Hints.class);

    private Hints() {}

    /** As few texts as there can be, none longer than allowed. */
    static List<String> encode(Map<String, StreamPosition> heads, int longest) {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        heads.forEach((feed, position) -> {
            String line = position + " " + URLEncoder.encode(feed, UTF_8);
            if (line.length() > longest) {
                // No feed of a stream has such a name; the others would find out by the table.
                LOG.debug("no hint about a feed of {} characters", feed.length());
                return;
            }
            if (text.length() > 0 && text.length() + 1 + line.length() > longest) {
                texts.add(text.toString());
                text.setLength(0);
            }
            text.append(text.length() == 0 ? "" : "\n").append(line);
        });
        if (text.length() > 0) {
            texts.add(text.toString());
        }
        return texts;
    }

    /** What a text says, as far as it makes sense: anybody may have sent it. */
    static Map<String, StreamPosition> decode(String text) {
        Map<String, StreamPosition> heads = new LinkedHashMap<>();
        for (String line : text.split("\n", -1)) {
            int space = line.indexOf(' ');
            try {
                StreamPosition position = StreamPosition.parse(line.substring(0, space));
                heads.put(URLDecoder.decode(line.substring(space + 1), UTF_8), position);
            } catch (InvalidInputException
                    | IllegalArgumentException
                    | IndexOutOfBoundsException e) {
                LOG.debug("this is no hint; somebody else uses the channel, perhaps", e);
            }
        }
        return heads;
    }
}

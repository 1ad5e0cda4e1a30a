package dev.astir.stream;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A picture, a film or another file that belongs to an event. The stream keeps the link, never the
 * file. Immutable.
 *
 * @param url http(s) or relative
 * @param type its media type, such as {@code image/png}
 * @param title what it shows, at most 500 characters, or null
 */
public record MediaLink(String url, String type, @Nullable String title) {
    /** The most links that an event has. */
    public static final int MOST = 10;

    private static final int LONGEST_TYPE = 100;
    // RFC 6838, section 4.2, in lower case and without parameters.
    private static final Pattern TYPE =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*");

    public MediaLink {
        url = Objects.requireNonNull(Rules.url("media.url", url));
        if (type.length() > LONGEST_TYPE || !TYPE.matcher(type).matches()) {
            throw new InvalidInputException("media.type", type, "a media type such as image/png");
        }
        title = Rules.name("media.title", title);
    }

    /** A link without a title. */
    public static MediaLink of(String url, String type) {
        return new MediaLink(url, type, null);
    }

    static List<MediaLink> checked(List<MediaLink> links) {
        if (links.size() > MOST) {
            throw new InvalidInputException("media", links.size() + " links", "at most " + MOST);
        }
        return List.copyOf(links);
    }
}

package dev.astir.app.mail;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person is told by mail. All of it is plain text, from anywhere: it is escaped where it is
 * shown, and line breaks and other control characters become spaces, so that none of it can become
 * a header. Immutable.
 *
 * @param to the one address that it goes to
 * @param paragraphs what it says before the link
 * @param link where it leads; null for nowhere
 * @param smallPrint what it says at its end
 * @param goodUntil when it means nothing any more; it is not sent after that
 * @param attachment a file that comes with it; null for none
 * @param aboutPeople whether it tells of others than who gets it: then it is taken back, if it can
 *     be, when one of them is erased
 */
public record Mail(
        String to,
        String subject,
        List<String> paragraphs,
        @Nullable Link link,
        List<String> smallPrint,
        Instant goodUntil,
        @Nullable Attachment attachment,
        boolean aboutPeople) {

    /** The outbox holds no larger file, and few mailboxes take one. */
    public static final int MOST_BYTES = 5 * 1024 * 1024;

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    /**
     * A button of the mail.
     *
     * @param text what is on it
     * @param address http or https
     */
    public record Link(String text, URI address) {
        public Link {
            text = oneLine(text);
            String scheme = address.getScheme();
            if (!"http".equals(scheme) && !"https".equals(scheme)) {
                throw new IllegalArgumentException("a link must be http or https");
            }
        }
    }

    /**
     * A file. Its content is as it was given, and must not be changed.
     *
     * @param name with its ending
     * @param mediaType such as {@code application/pdf}
     * @param content at most {@link #MOST_BYTES}
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares files
    public record Attachment(String name, String mediaType, byte[] content) {
        public Attachment {
            name = oneLine(name);
            mediaType = oneLine(mediaType);
            if (content.length > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "a file must have at most %d bytes, but has %d"
                                .formatted(MOST_BYTES, content.length));
            }
        }
    }

    /** Without a file, and about nobody else. */
    public Mail(
            String to,
            String subject,
            List<String> paragraphs,
            @Nullable Link link,
            List<String> smallPrint,
            Instant goodUntil) {
        this(to, subject, paragraphs, link, smallPrint, goodUntil, null, false);
    }

    public Mail {
        to = oneLine(to);
        subject = oneLine(subject);
        paragraphs = paragraphs.stream().map(Mail::oneLine).toList();
        smallPrint = smallPrint.stream().map(Mail::oneLine).toList();
    }

    private static String oneLine(String text) {
        return CONTROLS.matcher(text).replaceAll(" ");
    }

    /** Without what it says: a link may be a secret. */
    @Override
    public String toString() {
        return "Mail[subject=" + subject + "]";
    }
}

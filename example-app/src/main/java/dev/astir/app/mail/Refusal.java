package dev.astir.app.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Why a mail was not taken. Immutable.
 *
 * @param isFinal whether trying again is of no use: the server does not know the mailbox, say; what
 *     is wrong with the server or the app's sign-in to it can be mended
 * @param isServers whether the next mail would fare the same
 * @param text for the administrator, one short line
 */
record Refusal(boolean isFinal, boolean isServers, String text) {

    private static final int LONGEST = 200;
    private static final int PERMANENT = 500;
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\s]+");

    /** {@code 550 5.1.1 }, and the address that the answer is about. */
    private static final Pattern CODES =
            Pattern.compile("^\\d{3}[ -](\\d\\.\\d+\\.\\d+ )?(<[^>]*>:? ?)?");

    static Refusal of(MessagingException failure) {
        if (failure instanceof AddressException) {
            return new Refusal(true, false, "no address that mail can be sent to");
        }
        for (@Nullable Exception each = failure; each != null; each = next(each)) {
            if (each instanceof SMTPAddressFailedException answer) {
                return of(answer.getReturnCode(), answer.getMessage());
            }
            if (each instanceof SMTPSenderFailedException answer) {
                return new Refusal(false, true, text(answer.getMessage()));
            }
        }
        if (failure instanceof SMTPSendFailedException answer) {
            return of(answer.getReturnCode(), answer.getMessage());
        }
        boolean isServers = !(failure instanceof SendFailedException);
        return new Refusal(
                false,
                isServers,
                isServers
                        ? "the mail server cannot be reached or used"
                        : text(failure.getMessage()));
    }

    private static Refusal of(int code, @Nullable String message) {
        return new Refusal(code >= PERMANENT, false, text(message));
    }

    private static @Nullable Exception next(Exception failure) {
        return failure instanceof MessagingException chained ? chained.getNextException() : null;
    }

    /** What the server said, without the numbers in front. */
    private static String text(@Nullable String message) {
        String line = UNSEEN.matcher(String.valueOf(message)).replaceAll(" ").strip();
        String plain = CODES.matcher(line).replaceFirst("").strip();
        String said = plain.isEmpty() ? line : plain;
        return said.length() <= LONGEST ? said : said.substring(0, LONGEST - 1) + "…";
    }
}

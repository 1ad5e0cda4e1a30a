package dev.astir.app.mail;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A mail server on loopback that refuses the recipients that a test names, with the answer that the
 * test chooses.
 */
public final class MailServer extends GreenMail {

    private static final Map<String, String> REFUSED = new ConcurrentHashMap<>();

    private MailServer(ServerSetup setup) {
        super(new ServerSetup[] {setup});
    }

    /** Starts one for plain SMTP, or for TLS with a certificate that nobody knows. */
    public static MailServer start(boolean isTls) {
        MailServer server =
                new MailServer(
                        new ServerSetup(
                                0,
                                "127.0.0.1",
                                isTls ? ServerSetup.PROTOCOL_SMTPS : ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    /** From now on the server answers so, when mail is to go to this address. */
    public void refuse(String recipient, String answer) {
        REFUSED.put(recipient, answer);
    }

    /** From now on the server takes mail to this address. */
    public void accept(String recipient) {
        REFUSED.remove(recipient);
    }

    /** Where it listens. */
    public int port() {
        return services.values().iterator().next().getPort();
    }

    /** Called by the constructor of the superclass. */
    @Override
    protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers standard) {
        managers =
                new Managers() {
                    private final SmtpManager picky =
                            new Picky(getImapHostManager(), getUserManager());

                    @Override
                    public SmtpManager getSmtpManager() {
                        return picky;
                    }
                };
        return super.createServices(setups, managers);
    }

    private static final class Picky extends SmtpManager {

        Picky(
                com.icegreen.greenmail.imap.ImapHostManager hosts,
                com.icegreen.greenmail.user.UserManager users) {
            super(hosts, users);
        }

        @Override
        public String checkRecipient(SmtpState state, MailAddress recipient) {
            return REFUSED.get(recipient.getEmail());
        }
    }
}

package dev.astir.app.outbound;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.TooLongFrameException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says why there is no answer, without the addresses that a cause may name. Stateless. */
final class InWords {

    private InWords() {}

    static OutboundException of(@Nullable Throwable cause) {
        @Nullable Throwable deepest = cause;
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof OutboundException known) {
                return known;
            }
            if (t instanceof TooLongFrameException) {
                return new OutboundException(
                        "its answer is larger than %d KB".formatted(OutboundHttp.MAX_BYTES / 1024),
                        t);
            }
            if (t instanceof ConnectTimeoutException) {
                return new OutboundException("it cannot be connected to", t);
            }
            if (t instanceof ConnectException || t instanceof NoRouteToHostException) {
                // The type is what says that another address may do.
                return new OutboundException(
                        "it cannot be connected to",
                        t instanceof ConnectException ? t : new ConnectException());
            }
            deepest = t;
        }
        if (isAboutTls(cause)) {
            return new OutboundException(
                    "its certificate is not trusted, or is another name's", deepest);
        }
        return new OutboundException("its answer cannot be read", deepest);
    }

    private static boolean isAboutTls(@Nullable Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof SSLException) {
                return true;
            }
        }
        return false;
    }
}

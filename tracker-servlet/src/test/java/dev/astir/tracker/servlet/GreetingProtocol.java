package dev.astir.tracker.servlet;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Another protocol on the connection of a request: the server says hello. */
public final class GreetingProtocol implements HttpUpgradeHandler {
    @Override
    public void init(WebConnection connection) {
        try {
            connection.getOutputStream().write(new byte[] {'h', 'e', 'l', 'l', 'o', '\n'});
            connection.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void destroy() {}
}

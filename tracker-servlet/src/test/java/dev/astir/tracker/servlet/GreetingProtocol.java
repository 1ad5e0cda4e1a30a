package dev.astir.tracker.servlet;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Another protocol on the connection of a request: the server says hello and hangs up. */
public final class GreetingProtocol implements HttpUpgradeHandler {
    @Override
    public void init(WebConnection connection) {
        try (connection) {
            connection.getOutputStream().write(new byte[] {'h', 'e', 'l', 'l', 'o', '\n'});
            connection.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void destroy() {}
}

package dev.astir.stream.jakarta;

import jakarta.servlet.ServletContext;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty with its own settings. */
public final class JettyContainer implements ServletContainer {
    private final Server server;
    private final ServletContextHandler context;

    private JettyContainer(Server server, ServletContextHandler context) {
        this.server = server;
        this.context = context;
    }

    public static JettyContainer start(Consumer<ServletContext> application) throws Exception {
        Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
        ServletContextHandler context = new ServletContextHandler("/");
        JakartaWebSocketServletContainerInitializer.configure(
                context, (servletContext, container) -> application.accept(servletContext));
        server.setHandler(context);
        server.start();
        return new JettyContainer(server, context);
    }

    @Override
    public int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    @Override
    public void close() throws Exception {
        context.stop();
        server.stop();
        server.destroy();
    }
}

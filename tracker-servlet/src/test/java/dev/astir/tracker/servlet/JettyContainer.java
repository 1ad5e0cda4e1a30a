package dev.astir.tracker.servlet;

import jakarta.servlet.DispatcherType;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** Jetty, which is asked to stop gracefully. */
final class JettyContainer implements ServletContainer {
    private final Server server;

    private JettyContainer(Server server) {
        this.server = server;
    }

    static JettyContainer start(TestApplication application) throws Exception {
        Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
        server.setStopTimeout(30_000);
        connector(server).setShutdownIdleTimeout(10); // the client keeps its connections open
        ServletContextHandler context = new ServletContextHandler("/");
        JakartaWebSocketServletContainerInitializer.configure(
                context, (servletContext, container) -> container.addEndpoint(EchoEndpoint.class));
        application
                .filters()
                .forEach(filter -> {
                    FilterHolder holder = new FilterHolder(filter);
                    holder.setAsyncSupported(true);
                    context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
                });
        application
                .servlets()
                .forEach((path, servlet) -> {
                    ServletHolder holder = new ServletHolder(path, servlet);
                    holder.setAsyncSupported(true);
                    holder.getRegistration().setMultipartConfig(TestApplication.MULTIPART);
                    context.addServlet(holder, path);
                });
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(400, 599, TestApplication.ERROR_PAGE);
        context.setErrorHandler(errors);
        server.setHandler(new GracefulHandler(context));
        server.start();
        return new JettyContainer(server);
    }

    @Override
    public int port() {
        return connector(server).getLocalPort();
    }

    private static ServerConnector connector(Server server) {
        return (ServerConnector) server.getConnectors()[0];
    }

    @Override
    public boolean isStopping() {
        return server.isStopping();
    }

    @Override
    public void close() throws Exception {
        server.stop();
        server.destroy();
    }
}

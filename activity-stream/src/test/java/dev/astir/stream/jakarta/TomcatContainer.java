package dev.astir.stream.jakarta;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsContextListener;

/** Tomcat with its own settings. */
public final class TomcatContainer implements ServletContainer {
    private final Tomcat tomcat;
    private final Path directory;
    private boolean isStopped;

    private TomcatContainer(Tomcat tomcat, Path directory) {
        this.tomcat = tomcat;
        this.directory = directory;
    }

    public static TomcatContainer start(Consumer<ServletContext> application) throws Exception {
        Path directory = Files.createTempDirectory("astir-tomcat");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", directory.toString());
        context.addApplicationListener(WsContextListener.class.getName());
        // As an application does: in a listener, after the WebSocket container's own.
        context.addServletContainerInitializer(
                (classes, servletContext) ->
                        servletContext.addListener(
                                new ServletContextListener() {
                                    @Override
                                    public void contextInitialized(ServletContextEvent event) {
                                        application.accept(servletContext);
                                    }
                                }),
                Set.of());
        tomcat.start();
        return new TomcatContainer(tomcat, directory);
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() throws Exception {
        if (isStopped) {
            return;
        }
        isStopped = true;
        tomcat.stop();
        tomcat.destroy();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path path : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                delete(path);
            }
        }
    }

    private static void delete(Path path) throws IOException {
        Files.delete(path);
    }
}

package dev.astir.tracker.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** Tomcat on a free port of the loopback, and a client for it. */
final class TestTomcat implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Tomcat tomcat = new Tomcat();
    private final Context context;

    TestTomcat(Path directory) {
        tomcat.setBaseDir(directory.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        context = tomcat.addContext("", directory.toString());
    }

    Tomcat tomcat() {
        return tomcat;
    }

    Context context() {
        return context;
    }

    FilterDef filter(String name) {
        FilterDef def = new FilterDef();
        def.setFilterName(name);
        def.setAsyncSupported("true");
        FilterMap map = new FilterMap();
        map.setFilterName(name);
        map.addURLPattern("/*");
        for (DispatcherType type : DispatcherType.values()) {
            map.setDispatcher(type.name());
        }
        context.addFilterDef(def);
        context.addFilterMap(map);
        return def;
    }

    TestTomcat filter(Filter filter) {
        filter("activity").setFilter(filter);
        return this;
    }

    TestTomcat servlet(String path, HttpServlet servlet) {
        Tomcat.addServlet(context, path, servlet).setAsyncSupported(true);
        context.addServletMappingDecoded(path, path);
        return this;
    }

    TestTomcat errorPage(String path) {
        ErrorPage page = new ErrorPage();
        page.setLocation(path);
        context.addErrorPage(page);
        return this;
    }

    TestTomcat start() throws LifecycleException {
        tomcat.start();
        return this;
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String contentType, String body)
            throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}

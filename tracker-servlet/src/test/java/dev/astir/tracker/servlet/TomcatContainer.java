package dev.astir.tracker.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Wrapper;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.websocket.server.WsContextListener;

/** Tomcat with its own settings. */
final class TomcatContainer implements ServletContainer {
    private final Tomcat tomcat;

    private TomcatContainer(Tomcat tomcat) {
        this.tomcat = tomcat;
    }

    static Tomcat onAFreePort(Path directory) {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
        return tomcat;
    }

    static TomcatContainer start(TestApplication application, Path directory) throws Exception {
        Tomcat tomcat = onAFreePort(directory);
        Context context = tomcat.addContext("", directory.toString());
        context.addApplicationListener(WsContextListener.class.getName());
        context.addServletContainerInitializer(
                (classes, servletContext) -> servletContext.addListener(EndpointListener.class),
                Set.of());
        Tomcat.addServlet(context, "default", new DefaultServlet());
        context.addServletMappingDecoded("/", "default"); // without it, filters see no other path
        for (Filter filter : application.filters()) {
            add(context, filter);
        }
        application.servlets().forEach((path, servlet) -> add(context, path, servlet));
        ErrorPage page = new ErrorPage();
        page.setLocation(TestApplication.ERROR_PAGE);
        context.addErrorPage(page);
        return start(tomcat);
    }

    static TomcatContainer start(Tomcat tomcat) throws Exception {
        tomcat.start();
        return new TomcatContainer(tomcat);
    }

    private static void add(Context context, Filter filter) {
        FilterDef definition = new FilterDef();
        definition.setFilterName("filter-" + context.findFilterDefs().length);
        definition.setFilter(filter);
        definition.setAsyncSupported("true");
        FilterMap map = new FilterMap();
        map.setFilterName(definition.getFilterName());
        map.addURLPattern("/*");
        for (DispatcherType type : DispatcherType.values()) {
            map.setDispatcher(type.name());
        }
        context.addFilterDef(definition);
        context.addFilterMap(map);
    }

    private static void add(Context context, String path, HttpServlet servlet) {
        Wrapper wrapper = Tomcat.addServlet(context, path, servlet);
        wrapper.setAsyncSupported(true);
        wrapper.setMultipartConfigElement(TestApplication.MULTIPART);
        context.addServletMappingDecoded(path, path);
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public boolean isStopping() {
        return !tomcat.getServer().getState().isAvailable()
                || tomcat.getService().getState() == LifecycleState.STOPPING;
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}

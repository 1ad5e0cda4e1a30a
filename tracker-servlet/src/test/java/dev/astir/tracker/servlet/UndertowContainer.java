package dev.astir.tracker.servlet;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.net.InetSocketAddress;

/** Undertow, which is stopped gracefully. */
final class UndertowContainer implements ServletContainer {
    private final DeploymentManager deployment;
    private final GracefulShutdownHandler handler;
    private final Undertow undertow;
    private volatile boolean stopping;

    private UndertowContainer(DeploymentInfo application) throws Exception {
        deployment = Servlets.newContainer().addDeployment(application);
        deployment.deploy();
        handler = Handlers.gracefulShutdown(deployment.start());
        undertow =
                Undertow.builder()
                        .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                        .addHttpListener(0, "127.0.0.1", handler)
                        .build();
        undertow.start();
    }

    static UndertowContainer start(TestApplication application) throws Exception {
        DeploymentInfo info =
                Servlets.deployment()
                        .setClassLoader(UndertowContainer.class.getClassLoader())
                        .setContextPath("/")
                        .setDeploymentName("test")
                        .setDefaultMultipartConfig(TestApplication.MULTIPART)
                        .addServletContextAttribute(
                                WebSocketDeploymentInfo.ATTRIBUTE_NAME,
                                new WebSocketDeploymentInfo().addEndpoint(EchoEndpoint.class))
                        .addErrorPage(Servlets.errorPage(TestApplication.ERROR_PAGE));
        for (Filter filter : application.filters()) {
            add(info, filter);
        }
        application
                .servlets()
                .forEach((path, servlet) ->
                        info.addServlet(
                                Servlets.servlet(
                                                path,
                                                servlet.getClass(),
                                                new ImmediateInstanceFactory<>(servlet))
                                        .setAsyncSupported(true)
                                        .addMapping(path)));
        return new UndertowContainer(info);
    }

    private static void add(DeploymentInfo info, Filter filter) {
        String name = "filter-" + info.getFilters().size();
        info.addFilter(
                new FilterInfo(name, filter.getClass(), new ImmediateInstanceFactory<>(filter))
                        .setAsyncSupported(true));
        for (DispatcherType type : DispatcherType.values()) {
            info.addFilterUrlMapping(name, "/*", type);
        }
    }

    @Override
    public int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public boolean isStopping() {
        return stopping;
    }

    @Override
    public void close() throws Exception {
        handler.shutdown();
        stopping = true;
        handler.awaitShutdown(30_000);
        undertow.stop();
        deployment.stop();
        deployment.undeploy();
    }
}

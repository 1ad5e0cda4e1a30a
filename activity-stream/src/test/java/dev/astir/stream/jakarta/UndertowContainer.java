package dev.astir.stream.jakarta;

import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.function.Consumer;

/** Undertow with its own settings. */
public final class UndertowContainer implements ServletContainer {
    private final DeploymentManager deployment;
    private final Undertow undertow;
    private boolean isStopped;

    private UndertowContainer(DeploymentInfo application) throws Exception {
        deployment = Servlets.newContainer().addDeployment(application);
        deployment.deploy();
        undertow = Undertow.builder().addHttpListener(0, "127.0.0.1", deployment.start()).build();
        undertow.start();
    }

    public static UndertowContainer start(Consumer<ServletContext> application) throws Exception {
        ServletContainerInitializer initializer = (classes, context) -> application.accept(context);
        return new UndertowContainer(
                Servlets.deployment()
                        .setClassLoader(UndertowContainer.class.getClassLoader())
                        .setContextPath("/")
                        .setDeploymentName("test")
                        .addServletContextAttribute(
                                WebSocketDeploymentInfo.ATTRIBUTE_NAME,
                                new WebSocketDeploymentInfo())
                        .addServletContainerInitializer(
                                new ServletContainerInitializerInfo(
                                        initializer.getClass(),
                                        new ImmediateInstanceFactory<>(initializer),
                                        Set.of())));
    }

    @Override
    public int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void close() throws Exception {
        if (isStopped) {
            return;
        }
        isStopped = true;
        deployment.stop();
        deployment.undeploy();
        undertow.stop();
    }
}

package dev.astir.tracker.servlet;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;

/** Deploys the WebSocket endpoint where the container has no other way to say it. */
public final class EndpointListener implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        Object container = event.getServletContext().getAttribute(ServerContainer.class.getName());
        try {
            ((ServerContainer) container).addEndpoint(EchoEndpoint.class);
        } catch (DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.astir.tracker.servlet;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** A WebSocket that answers with what it is told. */
@ServerEndpoint("/websocket")
public class EchoEndpoint {
    @OnMessage
    public String onMessage(String message) {
        return message;
    }
}

// Sends every event to every client, as the README of ws shows it.
const http = require("http");
const { WebSocket, WebSocketServer } = require("ws");
const { listen } = require("./broadcast.js");

const server = http.createServer();
const sockets = new WebSocketServer({ server });

listen(server, (event) => {
  const data = Buffer.from(event, "latin1");
  sockets.clients.forEach((client) => {
    if (client.readyState === WebSocket.OPEN) {
      client.send(data, { binary: false });
    }
  });
});

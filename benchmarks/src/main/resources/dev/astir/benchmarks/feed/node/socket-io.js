// Emits every event to every client, which encodes it once.
const http = require("http");
const { Server } = require("socket.io");
const { listen } = require("./broadcast.js");

const server = http.createServer();
const io = new Server(server, { serveClient: false });

listen(server, (event) => io.emit("event", JSON.parse(event)));

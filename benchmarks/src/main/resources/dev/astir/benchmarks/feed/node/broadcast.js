// Listens for events, one a line, on a free port; tells both ports; ends when its input does.
const net = require("net");

exports.listen = (server, broadcast) => {
  const control = net.createServer((socket) => {
    let rest = "";
    socket.setEncoding("latin1");
    socket.on("data", (text) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop();
      lines.forEach(broadcast);
    });
    socket.on("error", () => {});
  });
  server.listen({ host: "127.0.0.1", port: 0, backlog: 4096 }, () => {
    control.listen(0, "127.0.0.1", () => {
      console.log(`ports ${server.address().port} ${control.address().port}`);
    });
  });
  process.stdin.resume();
  process.stdin.on("end", () => process.exit(0));
};

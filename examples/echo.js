// An echo server: every connection gets back what it sends, until it sends no more.
//
//   ./tisocket run examples/echo.js [PORT [HOST]]
//   socat - TCP:127.0.0.1:PORT
//
// Port 0, or none, stands for any free port. It listens until Ctrl-C.
// A connection is read from again only when what it sent before has been written back: one that sends without reading holds
// one buffer, however much it sends, and holds up nobody else.

var CHUNK = 65536;

var listener = Ti.Network.Socket.createTCP({
	host: Ti.App.arguments[1] || '127.0.0.1',
	port: Number(Ti.App.arguments[0] || 0),
	listenQueueSize: 100,
	accepted: function (e) {
		echo(e.inbound);
		listener.accept({ error: failed });
	},
	error: failed
});

function echo(socket) {
	var buffer = Ti.createBuffer({ length: CHUNK });
	receive();

	function receive() {
		Ti.Stream.read(socket, buffer, 0, CHUNK, function (e) {
			if (e.bytesProcessed > 0) {
				Ti.Stream.write(socket, buffer, 0, e.bytesProcessed, sent);
			} else if (e.success) {
				socket.close(); // the end of what the other side sends
			} // else the socket has failed, and says so to its error callback
		});
	}

	function sent(e) {
		if (e.success) {
			receive();
		}
	}
}

function failed(e) {
	console.error(e.error);
}

listener.listen();
listener.accept({ error: failed });
console.log('Listening on ' + listener.host + ':' + listener.port);

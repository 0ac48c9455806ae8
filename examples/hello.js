// A listener and a connector in one program: one greets, the other prints the greeting, and both close.
//
//   ./tisocket run examples/hello.js

var listener = Ti.Network.Socket.createTCP({
	host: '127.0.0.1', // without a port the system chooses a free one
	accepted: function (e) {
		console.log('Accepted connection from: ' + e.inbound.host);
		Ti.Stream.pump(e.inbound, function (chunk) {
			if (chunk.bytesProcessed > 0) {
				console.log(chunk.buffer.toString());
				return;
			}
			e.inbound.close(); // the connector has said all it had to say
			listener.close();
		}, 1024, true);
	},
	error: failed
});

var connector = Ti.Network.Socket.createTCP({
	host: '127.0.0.1',
	connected: function (e) {
		e.socket.write(Ti.createBuffer({ value: 'Well, hello there!' }));
		e.socket.close();
	},
	error: failed
});

function failed(e) {
	console.error(e.error);
}

listener.listen();
listener.accept({ error: failed });
connector.port = listener.port;
connector.connect();

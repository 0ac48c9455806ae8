// Run once after a build: the classes that this loads are stored, and need no loading at the next start.
var listener = Ti.Network.Socket.createTCP({
	host: '127.0.0.1',
	accepted: function (e) {
		Ti.Stream.pump(e.inbound, function (chunk) {
			if (chunk.bytesProcessed > 0) {
				e.inbound.write(chunk.buffer);
				return;
			}
			e.inbound.close();
			listener.close();
			setTimeout(function () { console.log('trained'); }, 1);
		}, 1024, true);
	},
	error: function (e) { Ti.API.error(e.error); }
});
listener.listen();
listener.accept({ error: function (e) { Ti.API.error(e.error); } });

var connector = Ti.Network.Socket.createTCP({
	host: '127.0.0.1',
	port: listener.port,
	timeout: 5000,
	connected: function (e) {
		var answer = Ti.createBuffer({ length: 64 });
		e.socket.write(Ti.createBuffer({ value: 'round and back' }));
		// Not a blocking read: the listener that answers is in this program, and would have to wait for it.
		Ti.Stream.read(e.socket, answer, function () {
			Ti.API.info(answer.toString());
			connector.close();
		});
	},
	error: function (e) { Ti.API.error(e.error); listener.close(); }
});
connector.connect();

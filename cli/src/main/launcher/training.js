// Run once after a build: the classes that this loads are stored, and need no loading at the next start.
// Nothing here blocks, because both ends of the connection are served by the one thread.

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
	error: failed
});

var connector = Ti.Network.Socket.createTCP({
	host: '127.0.0.1',
	timeout: 5000,
	connected: function (e) {
		var answer = Ti.createBuffer({ length: 64 });
		e.socket.write(Ti.createBuffer({ value: 'round and back' }));
		Ti.Stream.read(e.socket, answer, function () {
			Ti.API.info('answered: ' + answer.toString().length);
			connector.close();
		});
	},
	error: failed
});

function failed(e) {
	Ti.API.error(e.error);
	listener.close();
}

// What scripts print, and throw.
try {
	throw new Error('caught');
} catch (e) {
	console.log('of all kinds:', 1, 0.5, true, undefined, null, [1, 'two'], { three: 3 }, e.message);
	console.error('%d of %s', 1, e);
}

listener.listen();
listener.accept({ error: failed });
connector.port = listener.port;
connector.connect();

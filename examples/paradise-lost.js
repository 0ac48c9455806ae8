// Sends the beginning of Paradise Lost to all connections, as soon as there are enough of them.
//
//   ./tisocket run examples/paradise-lost.js [AUDIENCE [PORT]]
//   socat - TCP:127.0.0.1:PORT
//
// It is what the button "Write 'Paradise Lost'" of the specification's third example does, for three listeners unless
// another number is given; then the program ends.

var audience = Number(Ti.App.arguments[0] || 3);
var connectedSockets = [];

var listener = Ti.Network.Socket.createTCP({
	host: '127.0.0.1',
	port: Number(Ti.App.arguments[1] || 0),
	accepted: function (e) {
		connectedSockets.push(e.inbound);
		console.log('Listening: ' + connectedSockets.length + ' of ' + audience);
		if (connectedSockets.length < audience) {
			listener.accept({ error: gone });
		} else {
			listener.close();
			recite();
		}
	},
	error: function (e) {
		console.error(e.error);
	}
});

function recite() {
	var poem = Ti.Filesystem.getFile(Ti.Filesystem.resourcesDirectory, 'spec', 'paradise_lost.txt').read();
	connectedSockets.forEach(function (socket) {
		var verses = Ti.Stream.createStream({ source: poem, mode: Ti.Stream.MODE_READ });
		Ti.Stream.writeStream(verses, socket, 4096, function (e) {
			if (e.success) {
				console.log('Sent ' + e.bytesProcessed + ' bytes to ' + socket.host + ':' + socket.port);
				socket.close();
			}
		});
	});
}

function gone(e) {
	console.error(e.error);
}

listener.listen();
listener.accept({ error: gone });
console.log('Listening on ' + listener.host + ':' + listener.port);

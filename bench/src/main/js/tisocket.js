// The server on TiSocket: ./tisocket run tisocket.js MODE, where MODE is echo, sink, source or hub.
var mode = Ti.App.arguments[0] || 'echo';
var chunk = Ti.createBuffer({ length: 64 * 1024 });
var members = [];

function pump(socket, handler) {
	Ti.Stream.pump(socket, function (e) {
		if (e.bytesProcessed > 0) {
			handler(e.buffer);
		} else if (socket.isReadable()) {
			leave(socket);
			socket.close();
		}
	}, 64 * 1024, true);
}

function leave(socket) {
	var place = members.indexOf(socket);
	if (place >= 0) {
		members.splice(place, 1);
	}
}

function written() {}

var serve = {
	echo: function (socket) {
		pump(socket, function (bytes) { Ti.Stream.write(socket, bytes, written); });
	},
	sink: function (socket) {
		pump(socket, function () {});
	},
	source: function (socket) {
		Ti.Stream.write(socket, chunk, function next(e) {
			if (e.success) {
				Ti.Stream.write(socket, chunk, next);
			}
		});
	},
	hub: function (socket) {
		members.push(socket);
		pump(socket, function (bytes) {
			for (var i = 0; i < members.length; i++) {
				Ti.Stream.write(members[i], bytes, written);
			}
		});
	}
}[mode];

var options = { error: function (e) { leave(e.socket); } };
var listener = Ti.Network.Socket.createTCP({
	host: '127.0.0.1',
	listenQueueSize: 4096,
	accepted: function (e) {
		serve(e.inbound);
		listener.accept(options);
	},
	error: function (e) { Ti.API.error(e.error); }
});
listener.listen();
listener.accept(options);
console.log('READY ' + listener.port);

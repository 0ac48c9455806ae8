// The server on TiSocket: ./tisocket run tisocket.js MODE, where MODE is echo, sink, source or hub.
var mode = Ti.App.arguments[0] || 'echo';
var CHUNK = 64 * 1024;
/** Chunks from here on are worth to be released: their memory is used again. */
var LARGE = 32 * 1024;
var chunk = Ti.createBuffer({ length: CHUNK });
var members = [];

/** Ends the connection once its peer has ended its sending, or has failed. */
function end(socket) {
	if (socket.isReadable()) {
		leave(socket);
		socket.close();
	}
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
		Ti.Stream.pump(socket, function (e) {
			if (e.bytesProcessed > 0) {
				Ti.Stream.write(socket, e.buffer, written);
				if (e.bytesProcessed > LARGE) {
					e.buffer.release();
				}
			} else {
				end(socket);
			}
		}, CHUNK, true);
	},
	sink: function (socket) {
		Ti.Stream.pump(socket, function (e) {
			if (e.bytesProcessed < 0) {
				end(socket);
			} else if (e.bytesProcessed > LARGE) {
				e.buffer.release();
			}
		}, CHUNK, true);
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
		Ti.Stream.pump(socket, function (e) {
			if (e.bytesProcessed < 0) {
				end(socket);
			} else {
				for (var i = 0; i < members.length; i++) {
					Ti.Stream.write(members[i], e.buffer, written);
				}
				e.buffer.release();
			}
		}, CHUNK, true);
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

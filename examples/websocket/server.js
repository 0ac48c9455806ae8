// A WebSocket server (RFC 6455) that sends every message back.
//
//   ./tisocket run examples/websocket/server.js [PORT]
//   ./tisocket run examples/websocket/client.js ws://127.0.0.1:PORT/ hello
//
// Text and binary messages, in one frame or several, pings, and an orderly close. It listens until Ctrl-C.

var frames = require('./frames');

var MAX_HEAD = 8192; // bytes

var listener = Ti.Network.Socket.createTCP({
	host: '127.0.0.1',
	port: Number(Ti.App.arguments[0] || 0),
	accepted: function (e) {
		listener.accept({ timeout: 10000, error: failed });
		serve(e.inbound);
	},
	error: failed
});

function serve(socket) {
	var head = Ti.createBuffer();
	var read = null; // once the handshake is done: takes the bytes of frames

	Ti.Stream.pump(socket, function (e) {
		if (e.bytesProcessed < 0) {
			finish(socket);
		} else if (read) {
			read(e.buffer);
		} else {
			head.append(e.buffer);
			shakeHands();
		}
	}, 16384, true);

	function shakeHands() {
		var text = Ti.Codec.decodeString({ source: head, charset: Ti.Codec.CHARSET_ISO_LATIN_1 });
		var end = text.indexOf('\r\n\r\n');
		if (end === -1) {
			if (head.length > MAX_HEAD) {
				refuse(socket, '431 Request Header Fields Too Large');
			}
			return;
		}
		var key = keyOf(text.slice(0, end));
		if (key === null) {
			refuse(socket, '426 Upgrade Required');
			return;
		}
		send(socket, Ti.createBuffer({
			value: 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'
				+ 'Sec-WebSocket-Accept: ' + frames.acceptance(key) + '\r\n\r\n'
		}));
		read = frames.reader({
			masked: true,
			message: function (opcode, payload) { answer(socket, opcode, payload); },
			broken: function (code, reason) { bye(socket, code, reason); }
		});
		if (head.length > end + 4) {
			read(head.clone(end + 4, head.length - end - 4)); // frames that came along with the request
		}
		head.release();
	}
}

/** The key of a request for a WebSocket of version 13, or null. */
function keyOf(head) {
	var fields = head.split('\r\n');
	var headers = {};
	fields.slice(1).forEach(function (field) {
		var colon = field.indexOf(':');
		headers[field.slice(0, colon).toLowerCase()] = field.slice(colon + 1).trim();
	});
	var sound = /^GET \S+ HTTP\/1\.1$/.test(fields[0])
		&& /\bwebsocket\b/i.test(headers.upgrade || '')
		&& /\bupgrade\b/i.test(headers.connection || '')
		&& headers['sec-websocket-version'] === '13'
		&& /^[A-Za-z0-9+\/]{22}==$/.test(headers['sec-websocket-key'] || '');
	return sound ? headers['sec-websocket-key'] : null;
}

function answer(socket, opcode, payload) {
	if (socket.state !== Ti.Network.Socket.CONNECTED) {
		return; // frames after a close
	}
	switch (opcode) {
		case frames.PING:
			send(socket, frames.frame(frames.PONG, payload, {}));
			break;
		case frames.PONG:
			break;
		case frames.CLOSE:
			console.log('Closed by the client');
			send(socket, frames.frame(frames.CLOSE, payload, {}));
			finish(socket);
			break;
		default:
			console.log((opcode === frames.TEXT ? 'Text' : 'Binary') + ' message of ' + payload.length + ' bytes');
			send(socket, frames.frame(opcode, payload, {}));
	}
}

function bye(socket, code, reason) {
	console.log('Closed: ' + code + ' ' + reason);
	send(socket, frames.frame(frames.CLOSE, frames.closing(code, reason), {}));
	finish(socket);
}

function refuse(socket, status) {
	send(socket, Ti.createBuffer({
		value: 'HTTP/1.1 ' + status + '\r\nUpgrade: websocket\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'
	}));
	finish(socket);
}

/** The failure of a write is told by the error callback. */
function send(socket, bytes) {
	socket.write(bytes, function () {});
}

function finish(socket) {
	if (socket.state === Ti.Network.Socket.CONNECTED) {
		socket.close(); // after what was written
	}
}

function failed(e) {
	console.error(e.error);
}

listener.listen();
listener.accept({ timeout: 10000, error: failed });
console.log('Listening on ' + listener.host + ':' + listener.port);

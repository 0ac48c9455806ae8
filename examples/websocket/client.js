// A WebSocket client (RFC 6455): sends messages, prints what it receives, and closes after as many answers.
//
//   ./tisocket run examples/websocket/client.js ws://HOST[:PORT][/PATH] [MESSAGE...]
//
// A MESSAGE is sent as text; "binary:N" sends N bytes, "parts:A,B,C" one text in three frames, "ping:A" a ping.

var frames = require('./frames');

var url = /^ws:\/\/(\[[^\]]+\]|[^:\/]+)(?::(\d+))?(\/.*)?$/.exec(Ti.App.arguments[0] || '');
if (!url) {
	throw new Error('The first argument is an address such as ws://127.0.0.1:8080/');
}
var messages = Ti.App.arguments.slice(1);
var answers = 0;
var closing = false;
var key = frames.key();

var socket = Ti.Network.Socket.createTCP({
	host: url[1],
	port: Number(url[2] || 80),
	timeout: 10000,
	connected: function () {
		Ti.Stream.pump(socket, received, 16384, true);
		write(Ti.createBuffer({
			value: 'GET ' + (url[3] || '/') + ' HTTP/1.1\r\nHost: ' + url[1] + ':' + socket.port + '\r\n'
				+ 'Upgrade: websocket\r\nConnection: Upgrade\r\n'
				+ 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ' + key + '\r\n\r\n'
		}));
	},
	error: function (e) {
		console.error(e.error);
	}
});

var head = Ti.createBuffer();
var read = null; // once the handshake is done: takes the bytes of frames

function received(e) {
	if (e.bytesProcessed < 0) {
		finish(closing ? 'The server has ended the connection' : 'The server has gone without a word');
	} else if (read) {
		read(e.buffer);
	} else {
		head.append(e.buffer);
		shakeHands();
	}
}

function shakeHands() {
	var text = Ti.Codec.decodeString({ source: head, charset: Ti.Codec.CHARSET_ISO_LATIN_1 });
	var end = text.indexOf('\r\n\r\n');
	if (end === -1) {
		return;
	}
	var accepted = /^HTTP\/1\.1 101 /.test(text)
		&& text.slice(0, end).split('\r\n').indexOf('Sec-WebSocket-Accept: ' + frames.acceptance(key)) !== -1;
	if (!accepted) {
		finish('Refused: ' + text.split('\r\n')[0]);
		return;
	}
	console.log('Open');
	read = frames.reader({ masked: false, message: hear, broken: bye });
	messages.forEach(say);
	if (messages.length === 0) {
		bye(1000, 'nothing to say');
	}
	if (head.length > end + 4) {
		read(head.clone(end + 4, head.length - end - 4)); // frames that came along with the answer
	}
}

function say(message) {
	var binary = /^binary:(\d+)$/.exec(message);
	var parts = /^parts:(.*)$/.exec(message);
	var ping = /^ping:(.*)$/.exec(message);
	if (binary) {
		var bytes = Ti.createBuffer({ length: Number(binary[1]) });
		bytes.fill(0xa5);
		send(frames.BINARY, bytes);
	} else if (ping) {
		send(frames.PING, Ti.createBuffer({ value: ping[1] }));
	} else if (parts) {
		parts[1].split(',').forEach(function (part, i, all) {
			send(i === 0 ? frames.TEXT : 0, Ti.createBuffer({ value: part }), i < all.length - 1);
		});
	} else {
		send(frames.TEXT, Ti.createBuffer({ value: message }));
	}
}

function hear(opcode, payload) {
	switch (opcode) {
		case frames.PING:
			send(frames.PONG, payload);
			return;
		case frames.CLOSE:
			console.log('Closed: ' + (payload.length < 2 ? 'without a code' : payload[0] << 8 | payload[1]));
			if (!closing) {
				bye(1000, '');
			}
			finish();
			return;
		case frames.PONG:
			console.log('Pong: ' + payload);
			break;
		case frames.TEXT:
			console.log('Text: ' + payload);
			break;
		default:
			console.log('Binary: ' + payload.length + ' bytes, the last one ' + payload[payload.length - 1]);
	}
	answers++;
	if (answers === messages.length) {
		bye(1000, 'done');
	}
}

/** Says that we are going; the server answers that and ends the connection. */
function bye(code, reason) {
	if (!closing) {
		closing = true;
		send(frames.CLOSE, frames.closing(code, reason));
	}
}

function send(opcode, payload, more) {
	write(frames.frame(opcode, payload, { masked: true, more: more }));
}

/** The failure of a write is told by the error callback. */
function write(bytes) {
	socket.write(bytes, function () {});
}

function finish(text) {
	if (text) {
		console.log(text);
	}
	if (socket.state === Ti.Network.Socket.CONNECTED) {
		socket.close();
	}
}

socket.connect();

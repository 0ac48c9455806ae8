// Splits what a socket sends into lines, for servers that people talk to.
//
//   require('./lib/lines').read(socket, { line: function (text) {}, end: function () {}, limit: 1000 });

var NEWLINE = 10;
var RETURN = 13;

/**
 * Calls `line` with each line of UTF-8 text, without its ending, and `end` once after the last one. A chunk can end in the
 * middle of a character, so the bytes are split first and decoded then. A line of more than `limit` bytes ends the
 * connection: nobody makes a server keep more than that.
 */
exports.read = function (socket, options) {
	var limit = options.limit || 1000;
	var rest = Ti.createBuffer();

	Ti.Stream.pump(socket, function (e) {
		if (e.bytesProcessed < 0) {
			options.end();
			return;
		}
		var bytes = e.buffer;
		var start = 0;
		for (var i = 0; i < bytes.length; i++) {
			if (bytes[i] === NEWLINE) {
				rest.append(bytes, start, i - start);
				start = i + 1;
				options.line(decode(rest));
				if (socket.state !== Ti.Network.Socket.CONNECTED) {
					return; // closed because of that line
				}
				rest = Ti.createBuffer();
			}
		}
		rest.append(bytes, start, bytes.length - start);
		if (rest.length > limit) {
			socket.close();
			options.end();
		}
	}, 1024, true);
};

function decode(bytes) {
	var length = bytes.length;
	if (length > 0 && bytes[length - 1] === RETURN) {
		length--;
	}
	return Ti.Codec.decodeString({ source: bytes, position: 0, length: length, charset: Ti.Codec.CHARSET_UTF8 });
}

/** Sends a line; what happens to it, the `error` callback of the socket tells. */
exports.write = function (socket, text) {
	socket.write(Ti.createBuffer({ value: text + '\n' }), function () {});
};

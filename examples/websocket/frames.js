// The frames of RFC 6455, and the two hashes of its handshake, for client.js and server.js.

var CONTINUATION = 0, TEXT = 1, BINARY = 2, CLOSE = 8, PING = 9, PONG = 10;
var GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
var MAX_MESSAGE = 1 << 20; // bytes; what a peer can make us keep

exports.TEXT = TEXT;
exports.BINARY = BINARY;
exports.CLOSE = CLOSE;
exports.PING = PING;
exports.PONG = PONG;

/** The answer that proves that the other side has read the key. */
exports.acceptance = function (key) {
	return base64(bytesOfHex(Ti.Utils.sha1(key + GUID)));
};

/** A key nobody has used before. */
exports.key = function () {
	return base64(random(16));
};

function base64(bytes) {
	return Ti.Utils.base64encode(bytes.toBlob()).toString();
}

function bytesOfHex(hex) {
	var bytes = Ti.createBuffer({ length: hex.length / 2 });
	for (var i = 0; i < bytes.length; i++) {
		bytes[i] = parseInt(hex.substr(2 * i, 2), 16);
	}
	return bytes;
}

function random(length) {
	var bytes = Ti.createBuffer({ length: length });
	for (var i = 0; i < length; i++) {
		bytes[i] = Math.floor(Math.random() * 256);
	}
	return bytes;
}

/** One frame. Options: `masked`, as everything from a client has to be, and `more`, when other frames complete the message. */
exports.frame = function (opcode, payload, options) {
	var length = payload.length;
	var frame = Ti.createBuffer({ length: length < 126 ? 2 : length < 65536 ? 4 : 10 });
	frame[0] = (options.more ? 0 : 0x80) | opcode;
	frame[1] = (options.masked ? 0x80 : 0) | (length < 126 ? length : length < 65536 ? 126 : 127);
	if (length >= 126) {
		Ti.Codec.encodeNumber({
			source: length,
			dest: frame,
			position: 2,
			type: length < 65536 ? Ti.Codec.TYPE_SHORT : Ti.Codec.TYPE_LONG,
			byteOrder: Ti.Codec.BIG_ENDIAN
		});
	}
	if (options.masked) {
		var mask = random(4);
		frame.append(mask);
		payload = xor(payload, mask);
	}
	frame.append(payload);
	return frame;
};

function xor(payload, mask) {
	var result = payload.clone();
	var keys = [mask[0], mask[1], mask[2], mask[3]];
	for (var i = 0; i < result.length; i++) {
		result[i] = result[i] ^ keys[i & 3];
	}
	return result;
}

/** The payload of a close frame. */
exports.closing = function (code, reason) {
	var payload = Ti.createBuffer({ length: 2 });
	payload[0] = code >> 8;
	payload[1] = code;
	payload.append(Ti.createBuffer({ value: reason || '' }));
	return payload;
};

/**
 * Returns a function that takes bytes as they arrive and calls `options.message(opcode, payload)` for each whole message, ping,
 * pong and close, and `options.broken(code, reason)` once when the bytes follow no rules. `options.masked` says whether
 * frames have to be masked.
 */
exports.reader = function (options) {
	var pending = Ti.createBuffer();
	var message = null; // { opcode, payload } of which more frames are to come
	var broken = false;

	return function (bytes) {
		pending.append(bytes);
		var start = 0; // of the first frame that is not whole
		for (var frame = header(start); frame && !broken; frame = header(start)) {
			start = frame.end;
			take(frame);
		}
		pending = start < pending.length ? pending.clone(start, pending.length - start) : Ti.createBuffer();
	};

	function header(at) {
		var available = pending.length - at;
		if (broken || available < 2) {
			return null;
		}
		var first = pending[at], second = pending[at + 1];
		var short = second & 0x7f;
		var opcode = first & 0x0f;
		var size = 2 + (short === 126 ? 2 : short === 127 ? 8 : 0);
		if (first & 0x70 || (opcode > BINARY && opcode < CLOSE) || opcode > PONG) {
			return fail(1002, 'reserved bits or opcode');
		}
		if (((second & 0x80) !== 0) !== options.masked) {
			return fail(1002, options.masked ? 'unmasked frame' : 'masked frame');
		}
		if (opcode >= CLOSE && (short > 125 || !(first & 0x80))) {
			return fail(1002, 'control frame too long or in parts');
		}
		if (available < size) {
			return null;
		}
		var length = short < 126 ? short : number(at + 2, size - 2);
		if (length < 0 || length > MAX_MESSAGE) {
			return fail(1009, 'frame too long');
		}
		var data = at + size + (options.masked ? 4 : 0);
		return pending.length < data + length ? null
			: { last: (first & 0x80) !== 0, opcode: opcode, mask: at + size, data: data, end: data + length };
	}

	function number(at, width) {
		var value = Ti.Codec.decodeNumber({
			source: pending,
			position: at,
			type: width === 2 ? Ti.Codec.TYPE_SHORT : Ti.Codec.TYPE_LONG,
			byteOrder: Ti.Codec.BIG_ENDIAN
		});
		return width === 2 ? value & 0xffff : value;
	}

	function take(frame) {
		var payload = pending.clone(frame.data, frame.end - frame.data);
		if (options.masked) {
			payload = xor(payload, pending.clone(frame.mask, 4));
		}
		if (frame.opcode >= CLOSE) {
			options.message(frame.opcode, payload);
			return;
		}
		if ((frame.opcode === CONTINUATION) !== (message !== null)) {
			fail(1002, message ? 'a message within a message' : 'continuation of nothing');
			return;
		}
		message = message || { opcode: frame.opcode, payload: Ti.createBuffer() };
		message.payload.append(payload);
		if (message.payload.length > MAX_MESSAGE) {
			fail(1009, 'message too long');
		} else if (frame.last) {
			var whole = message;
			message = null;
			if (whole.opcode === TEXT && !isUtf8(whole.payload)) {
				fail(1007, 'text is not UTF-8');
			} else {
				options.message(whole.opcode, whole.payload);
			}
		}
	}

	function fail(code, reason) {
		broken = true;
		options.broken(code, reason);
		return null;
	}
};

/** Malformed bytes are shown as U+FFFD: only where that occurs the bytes have to be compared. */
function isUtf8(payload) {
	var text = payload.toString();
	if (text.indexOf('\ufffd') === -1) {
		return true;
	}
	var again = Ti.createBuffer({ value: text });
	for (var i = 0; i < payload.length; i++) {
		if (payload[i] !== again[i]) {
			return false;
		}
	}
	return again.length === payload.length;
}

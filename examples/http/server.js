// An HTTP/1.1 server for the files in the folder "public" beside this script.
//
//   ./tisocket run examples/http/server.js [PORT]
//   curl -i http://127.0.0.1:PORT/
//
// GET and HEAD, connections that stay open, pipelined requests; files go from the disk to the socket in chunks, whatever
// their size. Every wait is bounded: 30 s for a request, 30 s for each chunk to be taken.

var TYPES = {
	css: 'text/css', gif: 'image/gif', html: 'text/html; charset=utf-8', jpg: 'image/jpeg', js: 'text/javascript',
	json: 'application/json', png: 'image/png', svg: 'image/svg+xml', txt: 'text/plain; charset=utf-8'
};
var REASONS = {
	200: 'OK', 400: 'Bad Request', 404: 'Not Found', 405: 'Method Not Allowed', 408: 'Request Timeout',
	431: 'Request Header Fields Too Large', 505: 'HTTP Version Not Supported'
};
var PATIENCE = 30000; // ms
var MAX_HEADER = 8192; // bytes
var CHUNK = 65536;

var listener = Ti.Network.Socket.createTCP({
	host: '127.0.0.1',
	port: Number(Ti.App.arguments[0] || 0),
	listenQueueSize: 100,
	accepted: function (e) {
		listener.accept({ timeout: PATIENCE });
		serve(e.inbound);
	},
	error: function (e) {
		console.error(e.error);
	}
});

/** Reads a request, answers it, and only then looks for the next one: the client's impatience costs no memory. */
function serve(socket) {
	var buffer = Ti.createBuffer({ length: 4096 });
	var text = ''; // what has been read and belongs to no request yet
	var idle;
	next();

	function next() {
		var end = text.indexOf('\r\n\r\n');
		if (end === -1 && text.length > MAX_HEADER) {
			refuse(socket, 431);
		} else if (end === -1) {
			idle = setTimeout(function () { refuse(socket, 408); }, PATIENCE);
			Ti.Stream.read(socket, buffer, 0, buffer.length, received);
		} else {
			var head = text.slice(0, end);
			text = text.slice(end + 4);
			answer(socket, head, next);
		}
	}

	function received(e) {
		clearTimeout(idle);
		if (e.bytesProcessed > 0) {
			text += Ti.Codec.decodeString({
				source: buffer, position: 0, length: e.bytesProcessed, charset: Ti.Codec.CHARSET_ISO_LATIN_1
			});
			next();
		} else {
			finish(socket);
		}
	}
}

function answer(socket, head, next) {
	var request = parse(head);
	if (request.status !== 200) {
		refuse(socket, request.status);
		return;
	}
	var file = find(request.path);
	var input = file && open(file);
	console.log(request.method + ' ' + request.path + ' ' + (input ? 200 : 404));
	if (!input) {
		respond(socket, request, 404, 'text/plain', '404 Not Found\n', next);
		return;
	}
	var extension = file.name.split('.').pop().toLowerCase();
	writeHead(socket, request, 200, TYPES[extension] || 'application/octet-stream', file.size);
	if (request.method === 'HEAD') {
		input.close();
		proceed(socket, request, next);
		return;
	}
	Ti.Stream.writeStream(input, socket, CHUNK, function (e) {
		input.close();
		if (e.success && e.bytesProcessed === file.size) {
			proceed(socket, request, next);
		} else {
			finish(socket); // fewer bytes than announced: the client can tell by the end of the connection
		}
	});
}

/** Takes the head of a request apart. A status other than 200 says what is wrong with it. */
function parse(head) {
	var fields = head.split('\r\n');
	var words = fields.shift().match(/^([!#$%&'*+.^_`|~\w-]+) (\S+) HTTP\/(\d)\.(\d)$/);
	var headers = {};
	var sound = words !== null && fields.every(function (field) {
		var parts = field.match(/^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*?)[ \t]*$/);
		var name = parts ? parts[1].toLowerCase() : '';
		if (!parts || (name === 'host' && name in headers)) {
			return false;
		}
		headers[name] = parts[2];
		return true;
	});
	if (!sound) {
		return { status: 400 };
	}
	if (words[3] !== '1') {
		return { status: 505 };
	}
	var modern = words[4] !== '0';
	var connection = (headers.connection || '').toLowerCase();
	var hasBody = 'transfer-encoding' in headers || Number(headers['content-length'] || 0) !== 0;
	if (hasBody || (modern && !('host' in headers))) {
		return { status: words[1] === 'GET' || words[1] === 'HEAD' ? 400 : 405 };
	}
	return {
		status: words[1] === 'GET' || words[1] === 'HEAD' ? 200 : 405,
		method: words[1],
		path: words[2],
		keepAlive: modern ? connection !== 'close' : connection === 'keep-alive'
	};
}

/** Returns the file that a path names, or null. No path leads out of the folder. */
function find(path) {
	try {
		var names = decodeURIComponent(path.replace(/^https?:\/\/[^/]*/, '').split(/[?#]/)[0]).split('/');
	} catch (malformed) {
		return null;
	}
	var outside = names.shift() !== '' || names.some(function (name) {
		return name === '.' || name === '..' || /[\\\0:]/.test(name);
	});
	if (outside) {
		return null;
	}
	if (names[names.length - 1] === '') {
		names[names.length - 1] = 'index.html';
	}
	var file = Ti.Filesystem.getFile(Ti.Filesystem.resourcesDirectory, 'public', names.join('/'));
	return file;
}

/** Opens a file to read it; null when it is none, or none of ours: the runtime follows no link out of the folder. */
function open(file) {
	try {
		return file.isFile() ? file.open(Ti.Filesystem.MODE_READ) : null;
	} catch (unreadable) {
		return null;
	}
}

function writeHead(socket, request, status, type, length) {
	var head = 'HTTP/1.1 ' + status + ' ' + REASONS[status] + '\r\n'
		+ 'Date: ' + new Date().toUTCString() + '\r\n'
		+ 'Content-Type: ' + type + '\r\n'
		+ 'Content-Length: ' + length + '\r\n'
		+ (status === 405 ? 'Allow: GET, HEAD\r\n' : '')
		+ 'Connection: ' + (request.keepAlive ? 'keep-alive' : 'close') + '\r\n\r\n';
	socket.write(Ti.createBuffer({ value: head }), function () {}); // if it fails, so does what follows
}

function respond(socket, request, status, type, body, next) {
	writeHead(socket, request, status, type, body.length);
	var bytes = Ti.createBuffer({ value: request.method === 'HEAD' ? '' : body });
	socket.write(bytes, function () { proceed(socket, request, next); });
}

function proceed(socket, request, next) {
	if (request.keepAlive && socket.state === Ti.Network.Socket.CONNECTED) {
		next();
	} else {
		finish(socket);
	}
}

/** Says what is wrong, and ends the connection: after a request that makes no sense, nothing makes sense. */
function refuse(socket, status) {
	console.log('Refused: ' + status);
	respond(socket, {}, status, 'text/plain', status + ' ' + REASONS[status] + '\n', null);
}

function finish(socket) {
	if (socket.state === Ti.Network.Socket.CONNECTED) {
		socket.close();
	}
}

listener.listen();
listener.accept({ timeout: PATIENCE });
console.log('Listening on ' + listener.host + ':' + listener.port);

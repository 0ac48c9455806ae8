// A JavaScript prompt for programs that have none: connect, type an expression, read its value.
//
//   ./tisocket run examples/repl.js [PORT]
//   socat READLINE TCP:127.0.0.1:PORT
//
// Whoever connects can do what a script can do, so it listens on loopback only. All connections share one global object;
// _ is the value before. Commands: .help, .exit, and .stop, which ends the server.

var lines = require('./lib/lines');

var prompts = [];

var listener = Ti.Network.Socket.createTCP({
	host: '127.0.0.1',
	port: Number(Ti.App.arguments[0] || 0),
	accepted: function (e) {
		prompts.push(e.inbound);
		serve(e.inbound);
		listener.accept({ error: end });
	},
	error: function (e) {
		console.error(e.error);
	}
});

function serve(socket) {
	lines.write(socket, 'JavaScript, one line at a time; .help helps');
	lines.read(socket, {
		line: function (text) { answer(socket, text.trim()); },
		end: function () { end({ socket: socket }); },
		limit: 10000
	});
}

function answer(socket, text) {
	switch (text) {
		case '':
			return;
		case '.help':
			lines.write(socket, 'an expression or a statement; _ is the value before; .exit leaves, .stop ends the server');
			return;
		case '.exit':
			end({ socket: socket });
			return;
		case '.stop':
			listener.close();
			prompts.slice().forEach(function (prompt) { end({ socket: prompt }); });
			return;
	}
	lines.write(socket, evaluate(text));
}

function evaluate(text) {
	try {
		var value = (0, eval)(text); // indirectly: in the global scope
		globalThis._ = value;
		return show(value);
	} catch (thrown) {
		return 'Uncaught ' + thrown;
	}
}

/** The value in one line. */
function show(value) {
	if (typeof value === 'string') {
		return JSON.stringify(value);
	}
	if (typeof value === 'object' && value !== null && !value.apiName) {
		try {
			return JSON.stringify(value);
		} catch (cyclic) {
			return String(value);
		}
	}
	return String(value).replace(/\s*\n\s*/g, ' ');
}

function end(e) {
	var index = prompts.indexOf(e.socket);
	if (index !== -1) {
		prompts.splice(index, 1);
	}
	if (e.socket.state === Ti.Network.Socket.CONNECTED) {
		e.socket.close();
	}
}

listener.listen();
listener.accept({ error: end });
console.log('Listening on ' + listener.host + ':' + listener.port);

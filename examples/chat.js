// A chat server: the first line is your name, everything after it is for everybody.
//
//   ./tisocket run examples/chat.js [PORT]
//   socat READLINE TCP:127.0.0.1:PORT
//
// Commands: /who, /quit. It listens until Ctrl-C.

var lines = require('./lib/lines');

var guests = []; // { name, socket }

var listener = Ti.Network.Socket.createTCP({
	host: '127.0.0.1',
	port: Number(Ti.App.arguments[0] || 0),
	accepted: function (e) {
		welcome(e.inbound);
		listener.accept({ timeout: 5000, error: dropped });
	},
	error: function (e) {
		console.error(e.error);
	}
});

function welcome(socket) {
	lines.write(socket, 'Your name?');
	lines.read(socket, {
		line: function (text) {
			var guest = guestOf(socket);
			if (guest) {
				hear(guest, text);
			} else {
				introduce(socket, text.trim());
			}
		},
		end: function () {
			leave(socket);
		}
	});
}

function introduce(socket, name) {
	if (!/^[\w-]{1,20}$/.test(name)) {
		lines.write(socket, 'A name has 1 to 20 letters, digits, _ or -. Your name?');
	} else if (guests.some(function (guest) { return guest.name === name; })) {
		lines.write(socket, name + ' is here already. Your name?');
	} else {
		guests.push({ name: name, socket: socket });
		lines.write(socket, 'Hello ' + name + ', here: ' + names());
		tell(name + ' has come', socket);
	}
}

function hear(guest, text) {
	if (text === '/who') {
		lines.write(guest.socket, 'Here: ' + names());
	} else if (text === '/quit') {
		lines.write(guest.socket, 'Bye');
		leave(guest.socket);
	} else if (text !== '') {
		tell(guest.name + ': ' + text, guest.socket);
	}
}

/** Sends a line to all guests but one. */
function tell(text, exception) {
	console.log(text);
	guests.forEach(function (guest) {
		if (guest.socket !== exception) {
			lines.write(guest.socket, text);
		}
	});
}

/** Lets somebody go who wants to go, or who is gone already. */
function leave(socket) {
	if (socket.state === Ti.Network.Socket.CONNECTED) {
		socket.close(); // after what was written to it
	}
	var guest = guestOf(socket);
	if (guest) {
		guests.splice(guests.indexOf(guest), 1);
		tell(guest.name + ' has gone', socket);
	}
}

/** A connection that breaks, or that takes nothing for 5 s, is a guest who has gone. */
function dropped(e) {
	leave(e.socket);
}

function guestOf(socket) {
	return guests.filter(function (guest) { return guest.socket === socket; })[0];
}

function names() {
	return guests.map(function (guest) { return guest.name; }).join(', ');
}

listener.listen();
listener.accept({ timeout: 5000, error: dropped });
console.log('Listening on ' + listener.host + ':' + listener.port);

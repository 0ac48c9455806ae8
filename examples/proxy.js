// A TCP proxy: what arrives on the one side leaves on the other, in both directions.
//
//   ./tisocket run examples/proxy.js TARGET_HOST TARGET_PORT [PORT]
//   curl http://127.0.0.1:PORT/
//
// Back-pressure: a side is read from again only when the other side has taken what was read before, so a slow side slows
// the fast one down, and a connection never holds more than its two buffers.
// Half-close: a side that has sent its last byte may still be listening, and the other still be answering. The API can
// close a socket only as a whole, so both are closed when both have ended, or when the second has been silent for a while.

var CHUNK = 16384;
var SILENCE = 2000; // ms

var target = { host: Ti.App.arguments[0], port: Number(Ti.App.arguments[1]) };
var open = 0;

var listener = Ti.Network.Socket.createTCP({
	host: '127.0.0.1',
	port: Number(Ti.App.arguments[2] || 0),
	listenQueueSize: 100,
	accepted: function (e) {
		join(e.inbound);
		listener.accept();
	},
	error: function (e) {
		console.error(e.error);
	}
});

function join(client) {
	var ends = 0; // how many sides have sent their last byte
	var silence; // the timer that runs while nothing is on its way
	var finished = false;
	var server = Ti.Network.Socket.createTCP({
		host: target.host,
		port: target.port,
		timeout: 10000,
		connected: function () {
			if (finished) {
				server.close();
				return;
			}
			relay(client, server);
			relay(server, client);
		},
		error: function (e) {
			console.error(e.error);
			finish();
		}
	});
	client.error = finish;
	console.log('Open: ' + (++open));
	server.connect();

	function relay(from, to) {
		var buffer = Ti.createBuffer({ length: CHUNK });
		receive();

		function receive() {
			Ti.Stream.read(from, buffer, 0, CHUNK, function (e) {
				if (e.bytesProcessed > 0) {
					clearTimeout(silence);
					Ti.Stream.write(to, buffer, 0, e.bytesProcessed, sent);
				} else if (e.success) {
					ends++;
					waitForSilence();
				}
			});
		}

		function sent(e) {
			if (e.success) {
				waitForSilence();
				receive();
			}
		}
	}

	function waitForSilence() {
		if (ends === 2) {
			finish();
		} else if (ends === 1) {
			clearTimeout(silence);
			silence = setTimeout(finish, SILENCE);
		}
	}

	/** Ends both sides, once. What was written is still delivered. */
	function finish() {
		if (finished) {
			return;
		}
		finished = true;
		clearTimeout(silence);
		[client, server].forEach(function (socket) {
			if (socket.state === Ti.Network.Socket.CONNECTED) {
				socket.close();
			}
		});
		console.log('Open: ' + (--open));
	}
}

listener.listen();
listener.accept();
console.log('Listening on ' + listener.host + ':' + listener.port);

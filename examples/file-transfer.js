// Sends a file of any size through a socket into another file, with one chunk in memory at a time.
//
//   ./tisocket run examples/file-transfer.js FILE [COPY]
//   TISOCKET_JAVA_OPTS=-Xmx64m ./tisocket run examples/file-transfer.js FILE
//
// FILE is in the folder of this script, COPY in the folder where a script may write. Sender and receiver are one program
// here; they know of each other by nothing but the port.

var CHUNK = 65536;

var file = Ti.Filesystem.getFile(Ti.Filesystem.resourcesDirectory, Ti.App.arguments[0] || 'spec/paradise_lost.txt');
var copy = Ti.Filesystem.getFile(Ti.Filesystem.applicationDataDirectory, Ti.App.arguments[1] || 'copy-of-' + file.name);
var began = Date.now();

var receiver = Ti.Network.Socket.createTCP({
	host: '127.0.0.1',
	accepted: function (e) {
		var output = copy.open(Ti.Filesystem.MODE_WRITE);
		receiver.close(); // this one connection is all it was for
		Ti.Stream.writeStream(e.inbound, output, CHUNK, function (done) {
			output.close();
			report('Received', done);
			e.inbound.close();
			console.log('In ' + copy.nativePath);
			console.log('It took ' + (Date.now() - began) + ' ms');
		});
	},
	error: failed
});

var sender = Ti.Network.Socket.createTCP({
	host: '127.0.0.1',
	connected: function () {
		var input = file.open(Ti.Filesystem.MODE_READ);
		Ti.Stream.writeStream(input, sender, CHUNK, function (done) {
			input.close();
			report('Sent', done);
			sender.close(); // after everything that was written
		});
	},
	error: failed
});

function report(what, done) {
	console.log(done.success ? what + ' ' + done.bytesProcessed + ' bytes' : what + ' not all: ' + done.error);
}

function failed(e) {
	console.error(e.error);
}

receiver.listen();
receiver.accept({ error: failed });
sender.port = receiver.port;
sender.connect();

// The specification's third example: a screen with four buttons that drive a listener.
//
//   ./tisocket run examples/spec/kitchen-sink.js [PORT] [BUTTON...]
//   ./tisocket run examples/spec/kitchen-sink.js listen state write close state
//
// A terminal has no finger: the arguments press the buttons, see the end of the file. In the specification's own text only
// names that are defined nowhere are mended; each is marked.

/** @type {Titanium.UI.Window} */
var win = Titanium.UI.currentWindow || Titanium.UI.createWindow(); // mended: outside an app no window is current
var connectedSockets = [];
var acceptedCallbacks = {
	read: function(e) {
		messageLabel.text = "Read from: "+e.socket.host;
		readLabel.text = e.data.text;
	},
	error : function(e) {
		Ti.UI.createAlertDialog({
			title:"Socket error: "+e.socket.host,
			message:e.error
		}).show();
		var index = connectedSockets.indexOf(e.socket);
		if (index != -1) {
			connectedSockets.splice(index,1); // Removes socket
		}
	}
};
var socket = Titanium.Network.Socket.createTCP({ // mended: was the old API's createTCPSocket
	// @ts-expect-error: kept like any other key, though nothing reads it
	hostName:Ti.Platform.address,
	port:40404,
	type:Ti.Network.TCP,
	accepted: function(e) {
		var sock = e.connector;
		connectedSockets.push(sock);
		socket.accept(acceptedCallbacks);
	},
	closed: function(e) {
		messageLabel.text = "Closed listener";
	},
	error: function(e) {
		Ti.UI.createAlertDialog({
			title:"Listener error: "+e.errorCode,
			message:e.error
		}).show();
	}
});
var messageLabel = Titanium.UI.createLabel({
	text:'Socket messages',
	font:{fontSize:14},
	color:'#777',
	top:220,
	left:10
});
win.add(messageLabel);
var readLabel = Titanium.UI.createLabel({
	text:'Read data',
	font:{fontSize:14},
	color:'#777',
	top:250,
	left:10,
	width:400
});
win.add(readLabel);
var connectButton = Titanium.UI.createButton({
	title:'Listen on 40404',
	width:200,
	height:40,
	top:10
});
win.add(connectButton);
connectButton.addEventListener('click', function() {
	try {
		socket.listen();
		messageLabel.text = "Listening on"+socket.host+":"+socket.port; // mended: was e.socket, which a click does not have
		socket.accept(acceptedCallbacks); // mended: as above
	} catch (e) {
		messageLabel.text = 'Exception: '+e;
	}
});
var closeButton = Titanium.UI.createButton({
	title:'Close',
	width:200,
	height:40,
	top:60
});
win.add(closeButton);
closeButton.addEventListener('click', function() {
	try {
		socket.close();
	} catch (e) {
		messageLabel.text = 'Exception: '+e;
	}
});
var stateButton = Titanium.UI.createButton({
	title:'Socket state',
	width:200,
	height:40,
	top:110
	});
win.add(stateButton); // mended: was validButton
stateButton.addEventListener('click', function() {
	var stateString = "UNKNOWN";
	switch (socket.state) {
		case Ti.Network.SOCKET_INITIALIZED:
			stateString = "INITIALIZED";
			break;
		case Ti.Network.SOCKET_CONNECTED:
			stateString = "CONNECTED";
			break;
		case Ti.Network.SOCKET_LISTENING:
			stateString = "LISTENING";
			break;
		case Ti.Network.SOCKET_CLOSED:
			stateString = "CLOSED";
			break;
		case Ti.Network.SOCKET_ERROR:
			stateString = "ERROR";
			break;
	}
	messageLabel.text = "State: "+stateString;
});
var writeButton = Titanium.UI.createButton({
	title:"Write 'Paradise Lost'",
	width:200,
	height:40,
	top:160
	});
win.add(writeButton);
writeButton.addEventListener('click', function() {
	var plBlob = Titanium.Filesystem.getFile(Titanium.Filesystem.resourcesDirectory, 'paradise_lost.txt').read();
	for (var sock in connectedSockets) {
		connectedSockets[sock].write(plBlob); // mended: for...in gives the index
	}
	messageLabel.text = "I'm a writer!";
});
// Cleanup
win.addEventListener('close', function(e) {
	try {
		socket.close();
	}
	catch (e) {
		// Don't care about exceptions; just means the socket was already closed
	}
	for (var sock in connectedSockets) {
		try {
			connectedSockets[sock].close(); // mended: as above
		}
		catch (e) {
			// See above
		}
	}
});

// From here on ours: the arguments press the buttons in their order, and what the labels say is printed when it changes.
// "write" waits for a connection to write to; "read" is no button, it waits until something was read. At the end, or at
// once without arguments, the window closes.

var buttons = { listen: connectButton, state: stateButton, write: writeButton, close: closeButton };
var presses = Ti.App.arguments.slice();
var shown = [messageLabel.text, readLabel.text];
if (/^\d+$/.test(presses[0])) {
	socket.port = Number(presses.shift());
}
var finger = setInterval(function() {
	showLabels();
	if (presses.length === 0) {
		clearInterval(finger);
		win.fireEvent('close');
	}
	else if (isTimeFor(presses[0])) {
		press(presses.shift());
		showLabels();
	}
}, 50);

function isTimeFor(name) {
	switch (name) {
		case 'write': return connectedSockets.length > 0;
		case 'read': return readLabel.text !== 'Read data';
		default: return true;
	}
}

function press(name) {
	if (buttons[name]) {
		buttons[name].fireEvent('click');
	}
	else if (name !== 'read') {
		console.error("No button '" + name + "'; there are: " + Object.keys(buttons).join(', '));
	}
}

function showLabels() {
	[messageLabel.text, readLabel.text].forEach(function(text, i) {
		if (text !== shown[i]) {
			shown[i] = text;
			console.log(text);
		}
	});
}

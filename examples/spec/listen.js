// The specification's second example: listen, and keep only the connections whose host is on a list.
//
//   ./tisocket run examples/spec/listen.js [HOST [PORT [ALLOWED...]]]
//   ./tisocket run examples/spec/listen.js 127.0.0.1 4747 127.0.0.1
//
// Only the three values marked below are ours. Port 0 stands for any free port. It listens until Ctrl-C.

// NOTE: Under iOS, Ti.Platform.address always resolves to wifi; Android
// behavior may differ
var hostWhitelist = ['192.168.0.1', '192.168.0.2'].concat(Ti.App.arguments.slice(2)); // ours: the arguments
var connections = [];
var acceptedParams = {
	read: function(e) {
		// Do something with data
	},
	error: function(e) {
		// Do something with error
	}
};
var listeningSocket = Ti.Network.createTCP({
	host:Ti.App.arguments[0] || Ti.Platform.address, // ours: the argument
	port:Ti.App.arguments[1] || 4747, // ours: the argument
	listenQueueSize:10,
	error:function(e) {
		Ti.UI.createAlertDialog({
			title:"Listener error: "+e.errorCode,
			message:e.error
		}).show();
		Ti.API.info("CONNECTION has been closed: "+e.socket.host+":"+e.socket.port);
	},
	accepted:function(e) {
		var socket = e.inbound;
		// NOTE: We only have the host information after accept()ing the
		// connection
		var whitelisted = hostWhitelist.indexOf(socket.host);
		if (whitelisted == -1) {
			Ti.API.warn("Attempted connection from socket not on whitelist: "+socket.host);
			socket.close();
		}
		else {
			Ti.API.info("Accepted connection from: "+socket.host);
			connections.push(socket);
		}
		// Check for a maximum number of connections
		if (connections.length < 10) {
			listeningSocket.accept(acceptedParams);
		}
	}
});
try {
	listeningSocket.listen();
	Ti.API.info("Now listening on: "+listeningSocket.host+":"+listeningSocket.port);
	// NOTE: We do not block JS execution on 'accept', unlike BSD.
	// It is an asynch call which fires the 'accepted' callback when a
	// new inbound connection is available to be pulled off the queue.
	listeningSocket.accept(acceptedParams);
}
catch (e) {
	Ti.API.info("Error occured while configuring listener: "+e);
}
// Maybe do something with connections somewhere...

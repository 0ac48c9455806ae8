// The specification's first example: connect, greet, and say what went wrong.
//
//   ./tisocket run examples/spec/connect.js [HOST [PORT [TIMEOUT]]]
//
// Only the three values marked below are ours. The socket stays open, as in the specification: end it with Ctrl-C.

var connectingSocket = Ti.Network.createTCP({
	host:Ti.App.arguments[0] || 'www.externalhost.com', // ours: the argument
	port:Ti.App.arguments[1] || 4747, // ours: the argument
	timeout:Number(Ti.App.arguments[2] || 0), // ours: milliseconds; 0 stands for no limit
	connected:function(e) {
		e.socket.write(Ti.createBuffer({data: "Well, hello there!"}));
	},
	error:function(e) {
		Ti.UI.createAlertDialog({
			title:"Socket error: "+e.errorCode,
			message:e.error
		}).show();
		Ti.API.info("CONNECTION has been closed: "+e.socket.host+":"+e.socket.port);
	}
});
connectingSocket.connect();

// Port knocking: a door that opens only for a host that has knocked at the right ports in the right order.
//
//   ./tisocket run examples/port-knocking.js [DOOR [KNOCK KNOCK KNOCK]]
//   for port in KNOCK KNOCK KNOCK DOOR; do socat - TCP:127.0.0.1:$port; done
//
// A wrong knock, or none for 5 s, begins anew. Who has knocked stays on the list for 30 s. Port 0, or none, stands for any
// free port. A secret knock keeps scanners away; it is no password, since everybody on the way can see it.

var PATIENCE = 5000; // ms between two knocks
var WELCOME = 30000; // ms on the list

var whitelist = {}; // host -> when its welcome ends
var progress = {}; // host -> { next: index of the knock that has to come, at: when the last one came }

var ports = Ti.App.arguments.map(Number);
while (ports.length < 4) {
	ports.push(0);
}

var knocks = ports.slice(1).map(function (port, index) {
	return listen(port, function (inbound) {
		knock(inbound.host, index);
		inbound.close(); // without a word
	});
});

var door = listen(ports[0], function (inbound) {
	if (whitelist[inbound.host] > Date.now()) {
		console.log('Let in: ' + inbound.host);
		inbound.write(Ti.createBuffer({ value: 'Welcome, ' + inbound.host + '\n' }));
	} else {
		console.log('Turned away: ' + inbound.host);
	}
	inbound.close();
});

function listen(port, arrived) {
	var listener = Ti.Network.Socket.createTCP({
		host: '127.0.0.1',
		port: port,
		accepted: function (e) {
			listener.accept();
			arrived(e.inbound);
		},
		error: function (e) {
			console.error(e.error);
		}
	});
	listener.listen();
	listener.accept();
	return listener;
}

function knock(host, index) {
	var known = progress[host];
	var expected = known && Date.now() - known.at <= PATIENCE ? known.next : 0;
	forgetOldKnocks();
	if (index !== expected) {
		expected = index === 0 ? 0 : -1; // a wrong knock may be the first of the next attempt
	}
	if (expected + 1 === knocks.length) {
		delete progress[host];
		whitelist[host] = Date.now() + WELCOME;
		console.log('On the list: ' + host);
	} else {
		progress[host] = { next: expected + 1, at: Date.now() };
	}
}

/** What strangers make a server remember has to end: one entry for each host that knocked within the last seconds. */
function forgetOldKnocks() {
	var now = Date.now();
	Object.keys(progress).forEach(function (host) {
		if (now - progress[host].at > PATIENCE) {
			delete progress[host];
		}
	});
	Object.keys(whitelist).forEach(function (host) {
		if (whitelist[host] <= now) {
			delete whitelist[host];
		}
	});
}

console.log('Door: ' + door.port + ', knocks: ' + knocks.map(function (listener) { return listener.port; }).join(' '));

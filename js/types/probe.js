// For TiSocket: tells which of the declared members the runtime lacks without saying so in unsupported.json.
//
//   ./tisocket run js/types/probe.js "$(node js/types/members.js)"

var declared = JSON.parse(Ti.App.arguments[0]);
var unsupported = require('./unsupported.json');

var buffer = Ti.createBuffer({ value: 'bytes' });
var bufferStream = Ti.Stream.createStream({ source: buffer, mode: Ti.Stream.MODE_READ });
var objects = {
	'Network.Socket': Ti.Network.Socket,
	'Network.Socket.TCP': Ti.Network.Socket.createTCP(),
	'Stream': Ti.Stream,
	'IOStream': Object.getPrototypeOf(Object.getPrototypeOf(bufferStream)),
	'Buffer': buffer,
	'BufferStream': bufferStream,
	'BlobStream': Ti.Stream.createStream({ source: buffer.toBlob(), mode: Ti.Stream.MODE_READ }),
	'Codec': Ti.Codec,
	'Blob': buffer.toBlob(),
	'Filesystem.FileStream': Ti.Filesystem.openStream(Ti.Filesystem.MODE_READ, Ti.Filesystem.resourcesDirectory, 'unsupported.json')
};

var count = 0;
var missing = {};

Object.keys(declared).forEach(function (type) {
	declared[type].forEach(function (member) {
		count++;
		var reason = unsupported[type + '.' + member.name] || unsupported['*.' + member.name];
		if (!isThere(objects[type], member)) {
			missing[type + '.' + member.name] = true;
			missing['*.' + member.name] = true;
			if (!reason) {
				console.log('Missing: ' + type + '.' + member.name);
			}
		}
	});
});

Object.keys(unsupported).forEach(function (name) {
	if (!missing[name]) {
		console.log('Listed as unsupported, but there: ' + name);
	}
});

function isThere(object, member) {
	if (!(member.name in object)) {
		return false;
	}
	return member.kind === 'any' || typeof object[member.name] === member.kind;
}

console.log('Checked ' + count + ' members');

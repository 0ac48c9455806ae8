// The server on Node's net: node node.js MODE, where MODE is echo, sink, source or hub.
'use strict';
const net = require('net');

const mode = process.argv[2] || 'echo';
const chunk = Buffer.alloc(64 * 1024);
const members = new Set();

const serve = {
	echo(socket) {
		socket.on('data', bytes => {
			if (!socket.write(bytes)) {
				socket.pause();
				socket.once('drain', () => socket.resume());
			}
		});
	},
	sink(socket) {
		socket.resume();
	},
	source(socket) {
		const fill = () => {
			while (!socket.destroyed && socket.write(chunk));
		};
		socket.on('drain', fill);
		socket.resume();
		fill();
	},
	hub(socket) {
		members.add(socket);
		socket.on('close', () => members.delete(socket));
		socket.on('data', bytes => members.forEach(member => member.write(bytes)));
	}
}[mode];

const server = net.createServer({ noDelay: true }, socket => {
	socket.on('error', () => {}); // clients leave as they like; the socket closes by itself
	serve(socket);
});
server.listen({ host: '127.0.0.1', port: 0, backlog: 4096 }, () => console.log('READY ' + server.address().port));

// A line on stdin is answered by the memory in use; the end of stdin is the end of the server.
process.stdin.on('data', () => {
	for (let i = 0; i < 4; i++) {
		global.gc();
	}
	const memory = process.memoryUsage();
	console.log(JSON.stringify({ heap: memory.heapUsed, direct: memory.external }));
});
process.stdin.on('end', () => process.exit(0));

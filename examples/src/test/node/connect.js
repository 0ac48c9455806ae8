// Opens connections, and closes them when it is told to: connect.js PORT COUNT
'use strict';
const net = require('node:net');

const [port, count] = process.argv.slice(2).map(Number);
const sockets = [];
for (let i = 0; i < count; i++) {
    const socket = net.connect({ host: '127.0.0.1', port }, () => {
        sockets.push(socket);
        if (sockets.length === count) {
            console.log(`connected ${count}`);
        }
    });
    socket.on('error', (error) => console.log(`failed: ${error.message}`));
}
process.stdin.resume().on('end', () => sockets.forEach((socket) => socket.destroy()));

// Sends seeded random bytes through an echo server and compares what comes back: flood.js PORT MEBIBYTES SEED
'use strict';
const { createCipheriv, createHash } = require('node:crypto');
const net = require('node:net');

const [port, mebibytes, seed] = process.argv.slice(2);
const key = createHash('sha256').update(seed).digest().subarray(0, 16);
const random = createCipheriv('aes-128-ctr', key, Buffer.alloc(16));
const zeros = Buffer.alloc(65536);
const sent = createHash('sha256');
const received = createHash('sha256');
let left = Number(mebibytes) * 1024 * 1024;
let back = 0;

const socket = net.connect({ host: '127.0.0.1', port: Number(port) }, send);
socket.on('drain', send);
socket.on('data', (chunk) => {
    received.update(chunk);
    back += chunk.length;
});
socket.on('error', (error) => {
    console.log(`failed: ${error.message}`);
    process.exitCode = 1;
});
socket.on('close', () => {
    const hashes = [sent.digest('hex'), received.digest('hex')];
    console.log(`sent     ${hashes[0]}`);
    console.log(`received ${hashes[1]} (${back} bytes)`);
    process.exitCode ||= hashes[0] === hashes[1] ? 0 : 1;
});

function send() {
    while (left > 0) {
        const chunk = random.update(zeros.subarray(0, Math.min(left, zeros.length)));
        sent.update(chunk);
        left -= chunk.length;
        if (!socket.write(chunk)) {
            break;
        }
    }
    if (left === 0) {
        left = -1;
        socket.end();
    }
}

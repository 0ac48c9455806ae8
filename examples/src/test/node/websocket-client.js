// Says to a WebSocket server that sends everything back whatever the protocol allows: websocket-client.js PORT
'use strict';
const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const WebSocket = require('ws');

const port = Number(process.argv[2]);

async function open() {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/path?query`, { perMessageDeflate: false });
    await once(socket, 'open');
    return socket;
}

async function answer(socket) {
    const [data, isBinary] = await once(socket, 'message');
    return { data, isBinary };
}

/** Sends bytes as they are after the handshake, and resolves with the code of the close frame that comes back. */
function malformed(...bytes) {
    return new Promise((resolve, reject) => {
        const socket = net.connect(port, '127.0.0.1', () => socket.write(
            'GET / HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n'
            + 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'));
        let received = Buffer.alloc(0);
        let told = false;
        socket.on('error', reject);
        socket.on('data', (chunk) => {
            received = Buffer.concat([received, chunk]);
            if (!told && received.includes('\r\n\r\n')) {
                told = true;
                assert(received.includes('Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n'));
                socket.write(Buffer.from(bytes));
            }
        });
        socket.on('end', () => {
            const frame = received.subarray(received.indexOf('\r\n\r\n') + 4);
            assert.strictEqual(frame[0], 0x88);
            resolve(frame.readUInt16BE(2));
            socket.end();
        });
    });
}

const checks = {
    async 'text of every kind of length'() {
        const socket = await open();
        for (const length of [0, 1, 125, 126, 127, 65535, 65536, 70001]) {
            socket.send('x'.repeat(length));
            const { data, isBinary } = await answer(socket);
            assert(!isBinary);
            assert.strictEqual(data.toString(), 'x'.repeat(length));
        }
        socket.terminate();
    },
    async 'bytes'() {
        const socket = await open();
        const bytes = Buffer.from(Array.from({ length: 1000 }, (_, i) => i & 255));
        socket.send(bytes);
        const { data, isBinary } = await answer(socket);
        assert(isBinary);
        assert(data.equals(bytes));
        socket.terminate();
    },
    async 'text outside ASCII'() {
        const socket = await open();
        socket.send('déjà vu, 世界, 😀, \ufffd');
        assert.strictEqual((await answer(socket)).data.toString(), 'déjà vu, 世界, 😀, \ufffd');
        socket.terminate();
    },
    async 'a message in parts with a ping between them'() {
        const socket = await open();
        socket.send('one, ', { fin: false });
        socket.ping('there?');
        socket.send('two, ', { fin: false });
        socket.send('three', { fin: true });
        const [pong, message] = await Promise.all([once(socket, 'pong'), answer(socket)]);
        assert.strictEqual(pong[0].toString(), 'there?');
        assert.strictEqual(message.data.toString(), 'one, two, three');
        socket.terminate();
    },
    async 'many messages at once, answered in order'() {
        const socket = await open();
        const answers = [];
        socket.on('message', (data) => answers.push(data.toString()));
        for (let i = 0; i < 200; i++) {
            socket.send(`message ${i}`);
        }
        while (answers.length < 200) {
            await once(socket, 'message');
        }
        assert.deepStrictEqual(answers, Array.from({ length: 200 }, (_, i) => `message ${i}`));
        socket.terminate();
    },
    async 'a close with code and reason'() {
        const socket = await open();
        socket.close(4001, 'enough');
        const [code, reason] = await once(socket, 'close');
        assert.strictEqual(code, 4001);
        assert.strictEqual(reason.toString(), 'enough');
    },
    async 'frames against the rules'() {
        assert.strictEqual(await malformed(0x81, 0x01, 0x78), 1002); // not masked
        assert.strictEqual(await malformed(0x83, 0x80, 0, 0, 0, 0), 1002); // reserved opcode
        assert.strictEqual(await malformed(0x80, 0x80, 0, 0, 0, 0), 1002); // continues nothing
        assert.strictEqual(await malformed(0x09, 0x80, 0, 0, 0, 0), 1002); // a ping in parts
        assert.strictEqual(await malformed(0x81, 0x81, 0, 0, 0, 0, 0xff), 1007); // no UTF-8
        assert.strictEqual(await malformed(0x82, 0xff, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0), 1009); // a terabyte
    },
    async 'a request that is no handshake'() {
        const response = await fetch(`http://127.0.0.1:${port}/`);
        assert.strictEqual(response.status, 426);
    }
};

(async () => {
    for (const [name, check] of Object.entries(checks)) {
        await check();
        console.log(`held: ${name}`);
    }
    console.log('all held');
})().catch((error) => {
    console.log(error);
    process.exit(1);
});

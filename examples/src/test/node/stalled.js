// A target that reads nothing, and a sender that sends until it is stuck; then the target reads. The port of the way
// between them is read from standard input.
'use strict';
const net = require('node:net');

const CHUNK = Buffer.alloc(65536);
let arrived = 0;
let target;

const server = net.createServer({ pauseOnConnect: true }, (socket) => {
    target = socket;
    socket.on('data', (chunk) => {
        arrived += chunk.length;
    });
    socket.on('end', () => {
        console.log(`arrived ${arrived}`);
        server.close();
    });
});
server.listen(0, '127.0.0.1', () => console.log(`Listening on 127.0.0.1:${server.address().port}`));

process.stdin.once('data', (port) => {
    let taken = 0;
    let stuck;
    const sender = net.connect({ host: '127.0.0.1', port: Number(port) }, send);

    function send() {
        // Nothing can tell that it will not be taken any more but that it was not for a while.
        stuck = setTimeout(resume, 1500);
        sender.write(CHUNK, () => {
            clearTimeout(stuck);
            taken += CHUNK.length;
            if (stuck !== undefined) {
                send();
            } else {
                console.log(`sent ${taken}`);
                sender.destroySoon();
                process.stdin.destroy();
            }
        });
    }

    function resume() {
        console.log(`stuck after ${taken}`);
        stuck = undefined;
        target.resume();
    }
});

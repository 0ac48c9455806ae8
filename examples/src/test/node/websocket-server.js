// A WebSocket server that sends everything back, and does what a message asks for.
'use strict';
const { WebSocketServer } = require('ws');

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
server.on('listening', () => console.log(`Listening on 127.0.0.1:${server.address().port}`));
server.on('connection', (socket, request) => {
    console.log(`open ${request.url}`);
    socket.on('message', (data, isBinary) => {
        switch (isBinary ? '' : data.toString()) {
            case 'in parts, please':
                socket.send('one, ', { fin: false });
                socket.send('two', { fin: true });
                break;
            case 'ping me':
                socket.once('pong', (payload) => socket.send(`you said ${payload}`));
                socket.ping('still there');
                break;
            case 'go away':
                socket.close(4001, 'as you wish');
                break;
            case 'vanish':
                socket.terminate();
                break;
            default:
                socket.send(data, { binary: isBinary });
        }
    });
    socket.on('ping', (payload) => console.log(`ping ${payload}`));
    socket.on('error', (error) => console.log(`error ${error.message}`));
    socket.on('close', (code, reason) => console.log(`close ${code} ${reason}`));
});

// What the conformance kit asks of sockets, done by a script. `kit` is the Java side, see ScriptReports.
'use strict';

var sockets = [];
var calls = 0;

/** Finds a socket the way scripts do: by the identity of the object that the event carries. */
function numberOf(socket) {
    var number = sockets.indexOf(socket);
    return number < 0 ? sockets.push(socket) - 1 : number;
}

function watch(self, socket, what) {
    if (calls > 0) {
        kit.violation(what + ' was called back inside a call into a socket (rule J1)');
    }
    if (self !== socket) {
        kit.violation(what + ' was called with another this than the socket of its event (rule J2)');
    }
}

function eventHandler(name, handler) {
    return function (e) {
        watch(this, e.socket, name);
        var failed = name === 'error';
        if (failed && (e.success !== false || e.code !== e.errorCode)) {
            kit.violation('error was called with success ' + e.success + ', code ' + e.code + ', errorCode ' + e.errorCode + ' (rule E1)');
        }
        kit.happened(handler, numberOf(e.socket), e.inbound ? numberOf(e.inbound) : -1, failed ? e.errorCode : 0, failed ? e.error : '');
    };
}

function operationHandler(socket, handler, what) {
    return function (e) {
        watch(this, socket, what);
        if (e.source !== socket) {
            kit.violation(what + ' names another source than its socket (rule J2)');
        }
        kit.ended(handler, e.bytesProcessed, e.success, e.code, e.success ? '' : e.error, e.buffer);
    };
}

var commands = {
    create: function () {
        return numberOf(Ti.Network.Socket.createTCP());
    },
    get: function (socket, name) {
        return socket[name];
    },
    set: function (socket, name, value) {
        socket[name] = value;
    },
    handle: function (socket, name, handler) {
        socket[name] = eventHandler(name, handler);
    },
    connect: function (socket) {
        socket.connect();
    },
    listen: function (socket) {
        socket.listen();
    },
    accept: function (socket) {
        socket.accept();
    },
    acceptWith: function (socket, timeout, handler) {
        socket.accept({ timeout: timeout, error: eventHandler('error', handler) });
    },
    close: function (socket) {
        socket.close();
    },
    read: function (socket, buffer, offset, length) {
        return socket.read(buffer, offset, length);
    },
    readAsync: function (socket, buffer, offset, length, handler) {
        socket.read(buffer, offset, length, operationHandler(socket, handler, 'the callback of read()'));
    },
    write: function (socket, buffer, offset, length) {
        return socket.write(buffer, offset, length);
    },
    writeAsync: function (socket, buffer, offset, length, handler) {
        socket.write(buffer, offset, length, operationHandler(socket, handler, 'the callback of write()'));
    },
    writeThenOverwrite: function (socket, buffer, handler) {
        socket.write(buffer, 0, buffer.length, operationHandler(socket, handler, 'the callback of write()'));
        buffer.fill(0);
    },
    pump: function (socket, handler, maxChunk) {
        Ti.Stream.pump(socket, operationHandler(socket, handler, 'the handler of pump()'), maxChunk, true);
    },
    isReadable: function (socket) {
        return socket.isReadable();
    },
    isWritable: function (socket) {
        return socket.isWritable();
    },
    /** Ends what a test has left; a connect that is pending shows by the line that the refused assignment logs. */
    forget: function () {
        sockets.forEach(function (socket) {
            socket.connected = socket.accepted = socket.error = socket.closed = null;
            if (socket.state === Ti.Network.Socket.CONNECTED || socket.state === Ti.Network.Socket.LISTENING) {
                socket.close();
            } else if (socket.state === Ti.Network.Socket.INITIALIZED) {
                socket.timeout = 0;
            }
        });
        sockets = [];
    }
};

kit.ready(function (number, command, a, b, c, d) {
    calls++;
    try {
        var socket = number < 0 ? a : sockets[number];
        return { value: commands[command](socket, a, b, c, d) };
    } catch (thrown) {
        return thrown instanceof Error
            ? { message: thrown.message, code: thrown.code }
            : { message: 'not an Error: ' + String(thrown), foreign: true };
    } finally {
        calls--;
    }
});

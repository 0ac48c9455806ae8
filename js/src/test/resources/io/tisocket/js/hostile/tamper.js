// SPDX-License-Identifier: Apache-2.0
// Changes what JavaScript itself is made of, one thing after the other, and looks each time whether the Ti namespace still works.
// Prints a line for each exercise that fails meanwhile, and whether everything is well again afterwards.
'use strict';

/** Only changes whose name contains this. */
const only = Ti.App.arguments[2];
const { defineProperty, getOwnPropertyDescriptor } = Object;
const { ownKeys } = Reflect;
const { log } = console;
const later = setImmediate;

const fail = (what) => function () { throw new Error(`tampered ${what}`); };
const answer = (value) => function () { return value; };

/** Everything of the language that a prelude may lean on. */
const GLOBALS = ['Object', 'Array', 'Function', 'String', 'Number', 'Boolean', 'Symbol', 'Map', 'Set', 'WeakMap', 'Promise', 'Reflect', 'JSON',
    'Math', 'RegExp', 'Error', 'TypeError', 'RangeError', 'Date', 'Uint8Array', 'ArrayBuffer', 'Proxy', 'Intl', 'BigInt', 'parseInt',
    'parseFloat', 'isNaN'];
const keep = GLOBALS.map((name) => [name, globalThis[name]]);

const steps = [];

function replace(holder, key, value, name) {
    const property = getOwnPropertyDescriptor(holder, key);
    if (property !== undefined && property.configurable) {
        steps.push({
            name,
            change: () => { defineProperty(holder, key, { value, writable: true, configurable: true, enumerable: property.enumerable }); },
            restore: () => { defineProperty(holder, key, property); }
        });
    }
}

for (const [name, value] of keep) {
    replace(globalThis, name, undefined, name);
    if (typeof value === 'function' || typeof value === 'object') {
        for (const holder of [value, value.prototype]) {
            if (holder === undefined || holder === null) {
                continue;
            }
            const where = holder === value ? name : `${name}.prototype`;
            for (const key of ownKeys(holder)) {
                const property = getOwnPropertyDescriptor(holder, key);
                if (typeof property.value === 'function' && key !== 'constructor') {
                    replace(holder, key, fail(`${where}.${key.toString()}`), `${where}.${key.toString()} throws`);
                    replace(holder, key, answer(undefined), `${where}.${key.toString()} is undefined`);
                }
            }
        }
    }
}
const iterator = Object.getPrototypeOf([][Symbol.iterator]());
replace(iterator, 'next', fail('next'), 'ArrayIterator.next throws');
for (const key of ['get', 'set', 'value', 'writable', 'enumerable', 'configurable', 'host', 'port', 'timeout', 'max', 'signal', 'then', 'read', 'length',
    'type', 'data', 'source', '0', 'connected', 'error', 'toJSON']) {
    steps.push({
        name: `Object.prototype.${key} = function`,
        change: () => { defineProperty(Object.prototype, key, { value: fail(key), writable: true, configurable: true }); },
        restore: () => { delete Object.prototype[key]; }
    });
    steps.push({
        name: `Object.prototype.${key} is a getter that throws`,
        change: () => { defineProperty(Object.prototype, key, { get: fail(key), set: fail(key), configurable: true }); },
        restore: () => { delete Object.prototype[key]; }
    });
}

const counts = { steps: 0, exercises: 0 };

/** What ought to work whatever the script has done to the language; `failed` is told what did not. */
const EXERCISES = {
    buffer() {
        const buffer = Ti.createBuffer({ value: 'hello', type: 'utf8', length: 10 });
        buffer[0] = 72;
        buffer.append(Ti.createBuffer({ length: 2 }));
        return buffer.length === 12 && buffer[0] === 72 && buffer.clone(0, 5).toString() === 'Hello';
    },
    codec() {
        const buffer = Ti.createBuffer({ length: 8 });
        Ti.Codec.encodeNumber({ source: 5, dest: buffer, type: 'int', byteOrder: 0 });
        return Ti.Codec.decodeNumber({ source: buffer, type: 'int', byteOrder: 0 }) === 5
            && Ti.Codec.decodeString({ source: buffer, position: 0, length: 4 }).length === 4;
    },
    streams() {
        const from = Ti.Stream.createStream({ source: Ti.createBuffer({ value: 'abc' }), mode: 0 });
        const into = Ti.createBuffer({ length: 0 });
        const to = Ti.Stream.createStream({ source: into, mode: 1 });
        return Ti.Stream.writeStream(from, to, 2) === 3 && into.length === 3;
    },
    blob: () => Ti.createBlob('x').text === 'x' && Ti.createBlob('x').length === 1,
    errors() {
        try {
            Ti.createBuffer({ length: -1 });
        } catch (thrown) {
            return typeof thrown.message === 'string' && thrown.message.length > 0;
        }
        return false;
    },
    events() {
        const view = Ti.createBuffer();
        let heard = 0;
        const listen = () => { heard++; };
        view.addEventListener('x', listen);
        view.fireEvent('x', { a: 1 });
        view.removeEventListener('x', listen);
        view.fireEvent('x');
        return heard === 1;
    },
    timers() {
        const id = setTimeout(() => probe.fault('a timer that was cleared rings'), 1);
        clearTimeout(id);
        return typeof id === 'number';
    },
    listener() {
        const listener = Ti.Network.Socket.createTCP({ host: '127.0.0.1' });
        listener.listen();
        const { state } = listener;
        listener.close();
        return state === 3 && listener.state === 4;
    }
};

const show = (thrown) => {
    try {
        return `${thrown?.name}: ${thrown?.message}`;
    } catch (again) {
        return 'an error that cannot be shown';
    }
};

function exercise(list, failed) {
    for (let i = 0; i < list.length; i++) {
        const name = list[i];
        counts.exercises++;
        try {
            if (EXERCISES[name]() !== true) {
                failed(name, 'wrong result');
            }
        } catch (thrown) {
            failed(name, show(thrown));
        }
    }
}

/** Sends four bytes to an echo while the language is changed; `done` is told whether they came back. */
function echo(done) {
    let finished = false;
    const end = (problem) => {
        if (!finished) {
            finished = true;
            done(problem);
        }
    };
    try {
        const listener = Ti.Network.Socket.createTCP({
            host: '127.0.0.1',
            accepted(e) {
                listener.close();
                Ti.Stream.pump(e.inbound, (chunk) => {
                    if (chunk.bytesProcessed > 0) {
                        e.inbound.write(chunk.buffer);
                    } else {
                        e.inbound.close();
                    }
                }, 1024, true);
            }
        });
        listener.listen();
        listener.accept({ error: (e) => end(e.error) });
        const socket = Ti.Network.Socket.createTCP({
            host: '127.0.0.1',
            port: listener.port,
            connected() {
                const buffer = Ti.createBuffer({ length: 4 });
                socket.write(Ti.createBuffer({ value: 'ping' }));
                socket.read(buffer, (e) => {
                    const text = `${buffer}`;
                    socket.close();
                    end(e.success && text === 'ping' ? undefined : `got ${text}`);
                });
            },
            error: (e) => end(e.error)
        });
        socket.connect();
    } catch (thrown) {
        end(show(thrown));
    }
    return () => end('no echo');
}

const names = Object.keys(EXERCISES);
let at = 0;

function next() {
    let step = steps[at++];
    while (step !== undefined && only !== undefined && !step.name.includes(only)) {
        step = steps[at++];
    }
    if (step === undefined) {
        probe.finish(`changes ${counts.steps}, exercises ${counts.exercises}`);
        return;
    }
    counts.steps++;
    probe.begin(step.name);
    const problems = [];
    let problemCount = 0;
    const failed = (name, why) => { problems[problemCount++] = `${step.name} / ${name}: ${why}`; };
    let giveUp;
    probe.watch(() => giveUp?.());
    step.change();
    exercise(names, failed);
    giveUp = echo((problem) => {
        step.restore();
        if (problem !== undefined) {
            failed('echo', problem);
        }
        for (let i = 0; i < problemCount; i++) {
            probe.broken(problems[i]);
        }
        exercise(names, (name, why) => probe.fault(`after ${step.name}, ${name}: ${why}`));
        later(next);
    });
}

// What is loaded when it is first used is loaded before anything is changed.
exercise(names, (name, why) => probe.fault(`before any change, ${name}: ${why}`));
echo((problem) => {
    if (problem !== undefined) {
        probe.fault(`before any change, echo: ${problem}`);
    }
    later(next);
});

// SPDX-License-Identifier: Apache-2.0
// Calls everything that a script can reach with hostile arguments. Arguments: port of an echo, port of a peer that sends a little
// and ends, seed, number of cases. `probe` is Java's: it judges values, hears what is about to happen, and is told of faults.
'use strict';

const [echoPort, endingPort, seedText, casesText] = Ti.App.arguments;
let state = Number(seedText) >>> 0;

/** Returns an integer from 0 to n - 1 (mulberry32). */
function random(n) {
    state = (state + 0x6D2B79F5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor(((t ^ (t >>> 14)) >>> 0) / 4294967296 * n);
}

const cases = Number(casesText);
const ROUND = 100;
const POOL = 150;
const pool = [];
const { judge, begin, finish, fault } = probe;
const clear = clearInterval;
const createTCP = Ti.Network.Socket.createTCP;
const createBuffer = Ti.createBuffer;
const createStream = Ti.Stream.createStream;
const { apply, construct } = Reflect;

const values = require('./values.js')(random, pool, endingPort);
const skipped = [require.cache, module, module.children, exports, probe, judge, begin, finish, fault];
const roots = {
    Ti, require, console, alert, setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate, queueMicrotask,
    AbortController, AbortSignal, TextEncoder, TextDecoder,
    format: String.format, formatDecimal: String.formatDecimal, formatDate: String.formatDate, formatTime: String.formatTime
};

function seedPool() {
    const data = Ti.Filesystem.applicationDataDirectory;
    const file = Ti.Filesystem.getFile(data, `f${random(5)}`);
    file.write('some content');
    const buffer = createBuffer({ length: 64 });
    const blob = Ti.createBlob('a blob');
    const ending = () => createTCP({ host: '127.0.0.1', port: Number(endingPort), timeout: 2000 });
    const connecting = ending();
    connecting.connect();
    const listener = createTCP({ host: '127.0.0.1' });
    listener.listen();
    const closed = createTCP({ host: '127.0.0.1' });
    closed.listen();
    closed.close();
    const connected = ending();
    connected.connected = () => pool.push(connected);
    connected.connect();
    const controller = new AbortController();
    pool.push(buffer, createBuffer({ value: 'text' }), createBuffer(), blob, Ti.Utils.base64encode('x'), file,
        Ti.Filesystem.getFile('main.js'), createStream({ source: buffer, mode: 0 }), createStream({ source: createBuffer(), mode: 1 }),
        createStream({ source: blob, mode: 0 }), Ti.Filesystem.openStream(0, data, file.name), ending(), connecting, listener, closed,
        listener.connections(), connecting.chunks(), controller, controller.signal, AbortSignal.timeout(5), new TextEncoder(), new TextDecoder(),
        new TextDecoder('utf-8', { fatal: true }), Ti.UI.createWindow(), Ti.UI.createLabel({ text: 'x' }), Ti.UI.iOS, Ti.App.Properties,
        Ti.Platform.displayCaps, Ti, Ti.Network.Socket, Ti.Stream, Ti.Codec);
}

const members = require('./members.js');
let targets = [];
/** Functions that had an argument or more on the object they belong to, those that had not, and those that must have had. */
const tried = new Set();
let untried = [];
let first;

// The functions of the language are the engine's, and some of them take as long as a hostile length says.
const standard = {};
for (const name of Reflect.ownKeys(globalThis)) {
    if (typeof name === 'string' && /^[A-Z]/.test(name) && !(name in roots) && !['Ti', 'Titanium'].includes(name)) {
        standard[name] = globalThis[name];
    }
}
// Some have no name of their own: that of typed arrays, and those of iterators and of generators.
const nameless = [Int8Array, [].values(), new Map().values(), new Set().values(), ''.matchAll(/x/g), (function* () {})(), async () => {}]
    .flatMap((value) => [Object.getPrototypeOf(value), Object.getPrototypeOf(Object.getPrototypeOf(value))]);
for (const value of [...Object.values(standard), ...nameless]) {
    for (const holder of [value, value?.prototype]) {
        for (const property of Object.values(Object.getOwnPropertyDescriptors(holder ?? {}))) {
            skipped.push(...[property.value, property.get, property.set]
                .filter((member) => typeof member === 'function' && !Object.values(roots).includes(member)));
        }
    }
}
skipped.push(...Object.values(standard));

/** Of what was there at first: what has not been tried. */
function firstUntried() {
    return first.filter(({ fn }) => !tried.has(fn));
}

/** What was found on objects of the script's making is looked for again on each round: the pool changes. */
function survey() {
    const all = { ...roots };
    pool.slice(0, 40).forEach((object, i) => { all[`pool${i}`] = object; });
    targets = members(all, skipped);
    first ??= [...targets];
    untried = firstUntried();
    if (untried.length === 0) {
        untried = targets.filter(({ fn }) => !tried.has(fn));
    }
}

function keep(value) {
    if ((typeof value === 'object' && value !== null) || typeof value === 'function') {
        if (pool.length < POOL) {
            pool.push(value);
        } else {
            pool[random(POOL)] = value;
        }
    }
}

function isPromise(value) {
    try {
        return value instanceof Promise;
    } catch (refused) {
        return false;
    }
}

const ids = [];
let calls = 0;

function oneCall() {
    const isTrial = untried.length > 0 && random(2) === 0;
    const { path, fn, receiver } = isTrial ? untried.splice(random(untried.length), 1)[0] : targets[random(targets.length)];
    const self = !isTrial && random(5) === 0 ? values.any() : receiver;
    const list = [];
    try {
        for (let i = isTrial ? 1 + random(4) : [0, 1, 1, 1, 2, 2, 3, 4, 6][random(9)]; i > 0; i--) {
            list.push(random(4) === 0 ? values.options(0) : values.any());
        }
    } catch (refused) {
        // What a value was to be made from is hostile itself.
    }
    calls++;
    if (isTrial && list.length > 0) {
        tried.add(fn);
    }
    begin(path);
    let outcome;
    try {
        outcome = !isTrial && random(15) === 0 ? construct(fn, list) : apply(fn, self, list);
        if (path.startsWith('set') && typeof outcome === 'number') {
            ids.push(outcome);
        }
    } catch (thrown) {
        judge('thrown by', path, [thrown]);
        return;
    }
    judge('returned by', path, [outcome]);
    if (isPromise(outcome)) {
        try {
            outcome.then((value) => judge('promised by', path, [value]), (reason) => judge('rejected by', path, [reason]));
        } catch (thrown) {
            judge('thrown by', `then() of what ${path} returned`, [thrown]); // it inherits from Promise and is none
        }
    }
    keep(outcome);
}
module.exports.reenter = oneCall;
require('./values.js').reenter = oneCall;

/** Reads and writes properties of what there is, whatever they are called. */
function oneProperty() {
    const object = pool[random(pool.length)];
    const key = values.pick(random(2) === 0 ? values.KEYS : values.STRINGS);
    begin(`property ${key}`);
    try {
        if (random(2) === 0) {
            judge('read from', key, [Reflect.get(object, key)]);
        } else {
            object[key] = values.any();
        }
    } catch (thrown) {
        judge('thrown by property', key, [thrown]);
    }
}

/** Sends a few bytes to an echo and waits for them: the loop works, and so do sockets, buffers and streams. */
function canary(done) {
    const socket = createTCP({ host: '127.0.0.1', port: Number(echoPort), timeout: 20000 });
    let text = '';
    socket.error = (e) => fault(`echo failed after ${calls} calls: ${e.error}`);
    socket.connected = () => {
        begin('canary: write');
        socket.write(createBuffer({ value: 'ping' }));
        const buffer = createBuffer({ length: 4 });
        const read = (e) => {
            begin(`canary: read ${e.bytesProcessed}`);
            text += `${e.buffer}`.slice(0, e.bytesProcessed);
            if (text.length < 4 && e.bytesProcessed > 0) {
                socket.read(buffer, read);
                return;
            }
            if (text !== 'ping') {
                fault(`echo of 'ping' is '${text}' after ${calls} calls`);
            }
            begin('canary: close');
            socket.close();
            done();
        };
        socket.read(buffer, read);
        begin('canary: reading');
    };
    socket.connect();
}

function round() {
    if (pool.length === 0 || random(4) === 0) {
        pool.length = 0;
        try {
            seedPool();
        } catch (thrown) {
            judge('seeding', 'the pool', [thrown]);
        }
    }
    begin(`survey of ${pool.length}`);
    survey();
    begin(`${targets.length} members`);
    for (let i = 0; i < ROUND; i++) {
        if (random(10) === 0) {
            oneProperty();
        } else {
            oneCall();
        }
    }
    ids.splice(0).forEach((id) => clear(id));
    begin('canary');
    canary(() => {
        const never = firstUntried();
        if (calls < cases || (never.length > 0 && calls < 2 * cases)) {
            safely(round);
        } else {
            if (never.length > 0) {
                fault(`never called, of ${first.length}: ${never.map(({ path }) => path).join(', ')}`);
            }
            finish(`calls ${calls}`);
        }
    });
}
function safely(step) {
    try {
        step();
    } catch (thrown) {
        fault(`the fuzzer itself: ${thrown.stack}`);
    }
}
safely(round);

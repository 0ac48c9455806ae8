// Which file of the prelude defines what. A file is loaded when something of it is first asked for, by a script or by another
// file: a start takes as long as what the script uses, not as long as all there is. docs/decisions/0010-start.md
(function (load) {
    'use strict';

    /** What files define for each other. Names that are asked for with ?. are missing: their file need not be loaded for that. */
    const shared = {
        values: ['show', 'number', 'numeric', 'isObject', 'fn', 'constants', 'methods', 'hidden', 'conceal', 'SafeMap', 'SafeWeakMap'],
        errors: ['error', 'describe', 'report', 'rejected'],
        inspect: ['inspect'],
        line: ['line'],
        Proxy: ['TiProxy', 'properties', 'accessor', 'snapshot'],
        Ti: ['Ti', 'namespace'],
        Blob: ['blob', 'nativeBlob'],
        Buffer: ['buffer', 'nativeBuffer', 'byteOrder'],
        IOStream: ['ioEvent', 'blobBytes', 'streamClass', 'IOStream', 'nativeStream', 'replaceStream', 'readStream', 'writeStream'],
        Stream: ['pump', 'emptyBuffer'],
        TCP: ['TCP', 'createTCP'],
        promises: ['promises'],
        embedding: ['embedding'],
        packages: ['exported']
    };

    /** Names that are not there yet are looked for here; each is a property of its own once its file is loaded. */
    const missing = new Proxy({}, {
        get(target, name) {
            const file = Object.keys(shared).find((each) => shared[each].includes(name));
            if (file === undefined) {
                return undefined;
            }
            use(file);
            return internal[name];
        }
    });
    const internal = Object.create(missing);

    const loaded = new Set();
    const announced = [];

    function use(file) {
        if (loaded.has(file)) {
            return;
        }
        // What the script has put into the place of a property, or has deleted, is to stay as it is.
        const changed = [];
        for (const { target, name, get } of announced.filter((each) => each.file === file)) {
            const descriptor = Object.getOwnPropertyDescriptor(target, name);
            if (descriptor?.get !== get) {
                changed.push({ target, name, descriptor });
            }
        }
        load(file, internal);
        loaded.add(file);
        for (const { target, name, descriptor } of changed) {
            delete target[name];
            if (descriptor !== undefined) {
                Object.defineProperty(target, name, descriptor);
            }
        }
    }

    /** Gives `target`, which may be a prototype, properties that load the files which define them. */
    internal.lazy = function (target, files, { enumerable = false, writable = true } = {}) {
        for (const file of Object.keys(files)) {
            for (const name of files[file]) {
                const get = function () {
                    use(file);
                    return this[name];
                };
                const set = function (value) {
                    Object.defineProperty(this, name, {
                        value, writable: true, enumerable: enumerable || this !== target, configurable: true
                    });
                };
                Object.defineProperty(target, name, { get, set: writable ? set : undefined, enumerable, configurable: true });
                announced.push({ file, target, name, get });
            }
        }
    };

    internal.lazy(globalThis, { Ti: ['Ti', 'Titanium'] }, { enumerable: true, writable: false });
    internal.lazy(globalThis, {
        console: ['console', 'alert'],
        modules: ['require', 'module', 'exports', '__filename', '__dirname', 'global'],
        abort: ['AbortController', 'AbortSignal'],
        encoding: ['TextEncoder', 'TextDecoder'],
        base64: ['atob', 'btoa'],
        clone: ['structuredClone'],
        Locale: ['L']
    });
    internal.lazy(globalThis, {
        timers: ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate', 'queueMicrotask']
    }, { enumerable: true });
    internal.lazy(Error.prototype, { errors: ['toJSON'] });
    internal.lazy(String, { format: ['format', 'formatCurrency', 'formatDecimal', 'formatDate', 'formatTime'] });

    // What fails before anything else of the prelude was used has to be told too.
    Graal.setUnhandledPromiseRejectionHandler((reason) => internal.rejected(reason));
    delete globalThis.Graal;
    return (name) => internal[name];
})

// AbortController and AbortSignal, as the web has them.
(function (internal, host) {
    'use strict';

    const { timers } = host;
    let mayConstruct = false;

    internal.abortError = function (message, name) {
        const error = new Error(message);
        internal.hidden(error, 'name', name);
        internal.hidden(error, 'code', name === 'TimeoutError' ? 23 : 20);
        return error;
    };

    class AbortSignal {
        #aborted = false;
        #reason;
        #listeners = [];
        #onabort = null;

        constructor() {
            if (!mayConstruct) {
                throw new TypeError('AbortSignal cannot be constructed: use AbortController, AbortSignal.timeout() or .any()');
            }
        }

        static make() {
            mayConstruct = true;
            try {
                return new AbortSignal();
            } finally {
                mayConstruct = false;
            }
        }

        static is(value) {
            return typeof value === 'object' && value !== null && #aborted in value;
        }

        static trigger(signal, reason) {
            if (signal.#aborted) {
                return;
            }
            signal.#aborted = true;
            signal.#reason = reason === undefined
                ? internal.abortError('The operation was aborted', 'AbortError') : reason;
            const event = { type: 'abort', target: signal, currentTarget: signal };
            const listeners = signal.#listeners;
            signal.#listeners = [];
            for (const { listener } of listeners) {
                signal.#tell(listener, event);
            }
            signal.#tell(signal.#onabort, event);
        }

        /** One that throws must not keep the others from hearing. */
        #tell(listener, event) {
            try {
                if (typeof listener === 'function') {
                    listener.call(this, event);
                } else if (internal.isObject(listener) && typeof listener.handleEvent === 'function') {
                    listener.handleEvent(event);
                }
            } catch (thrown) {
                internal.report(thrown);
            }
        }

        get aborted() {
            return this.#aborted;
        }

        get reason() {
            return this.#reason;
        }

        get onabort() {
            return this.#onabort;
        }

        set onabort(listener) {
            this.#onabort = typeof listener === 'function' ? listener : null;
        }

        throwIfAborted() {
            if (this.#aborted) {
                throw this.#reason;
            }
        }

        addEventListener(type, listener) {
            if (type === 'abort' && listener && !this.#aborted
                    && !this.#listeners.some((known) => known.listener === listener)) {
                this.#listeners.push({ listener });
            }
        }

        removeEventListener(type, listener) {
            if (type === 'abort') {
                this.#listeners = this.#listeners.filter((known) => known.listener !== listener);
            }
        }
    }

    const { make, trigger } = AbortSignal;
    internal.isAbortSignal = AbortSignal.is;
    delete AbortSignal.make;
    delete AbortSignal.is;
    delete AbortSignal.trigger;

    internal.methods(AbortSignal, {
        abort(reason) {
            const signal = make();
            trigger(signal, reason);
            return signal;
        },

        /** Aborts after a while. A program does not wait for it. */
        timeout(milliseconds) {
            const delay = internal.number(milliseconds, 'AbortSignal.timeout(): milliseconds');
            const signal = make();
            timers.background(delay, () => trigger(signal, internal.abortError(
                `The operation took longer than ${delay} ms`, 'TimeoutError')));
            return signal;
        },

        any(signals) {
            const all = [...signals];
            const signal = make();
            const aborted = all.find((one) => one.aborted);
            if (aborted !== undefined) {
                trigger(signal, aborted.reason);
            } else {
                const follow = (event) => {
                    all.forEach((one) => one.removeEventListener('abort', follow));
                    trigger(signal, event.target.reason);
                };
                all.forEach((one) => one.addEventListener('abort', follow));
            }
            return signal;
        }
    });

    class AbortController {
        #signal = make();

        get signal() {
            return this.#signal;
        }

        abort(reason) {
            trigger(this.#signal, reason);
        }
    }

    for (const Class of [AbortSignal, AbortController]) {
        Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
        internal.hidden(globalThis, Class.name, Class);
    }
})

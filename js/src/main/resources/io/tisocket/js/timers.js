// setTimeout and its relatives. Ids are numbers; equal delays ring in the order in which they were set.
(function (internal, host) {
    'use strict';

    const { timers } = host;
    const { Number } = globalThis; // as it is now, whatever a script makes of it later
    const MAX_DELAY = 2147483647;

    const pending = new internal.SafeMap();
    let lastId = 0;

    function milliseconds(delay) {
        const number = Number(delay);
        return number >= 1 && number <= MAX_DELAY ? number : 1;
    }

    timers.onDue(function (id) {
        const timer = pending.get(id);
        if (timer === undefined) {
            return;
        }
        if (timer.period === undefined) {
            pending.delete(id);
        } else {
            timer.handle = timers.start(id, timer.period);
        }
        timer.callback.apply(globalThis, timer.values);
    });

    function add(name, callback, values) {
        internal.fn(callback, `${name}(): the callback`);
        const id = ++lastId;
        const timer = { callback, values, handle: undefined, period: undefined };
        pending.set(id, timer);
        return timer;
    }

    function clear(id) {
        const timer = pending.get(Number(id));
        if (timer !== undefined) {
            pending.delete(Number(id));
            if (timer.handle !== undefined) {
                timers.cancel(timer.handle);
            }
        }
    }

    const globals = {
        setTimeout(callback, delay, ...values) {
            const timer = add('setTimeout', callback, values);
            const id = lastId;
            timer.handle = timers.start(id, milliseconds(delay));
            return id;
        },
        setInterval(callback, delay, ...values) {
            const timer = add('setInterval', callback, values);
            const id = lastId;
            timer.period = milliseconds(delay);
            timer.handle = timers.start(id, timer.period);
            return id;
        },
        setImmediate(callback, ...values) {
            add('setImmediate', callback, values);
            timers.soon(lastId);
            return lastId;
        },
        clearTimeout: (id) => clear(id),
        clearInterval: (id) => clear(id),
        clearImmediate: (id) => clear(id),
        queueMicrotask(callback) {
            internal.fn(callback, 'queueMicrotask(): the callback');
            Promise.resolve().then(() => callback());
        }
    };
    internal.methods(globalThis, globals);
})

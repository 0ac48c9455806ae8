// The % specifiers of console.log('%s', value).
(function (internal) {
    'use strict';

    const specifiers = {
        s: (value) => (typeof value === 'object' && value !== null && !internal.isProxy?.(value)
            ? internal.inspect(value) : String(value)),
        d: (value) => (typeof value === 'bigint' ? `${value}n` : String(typeof value === 'symbol' ? NaN : Number(value))),
        i: (value) => String(typeof value === 'symbol' ? NaN : parseInt(value, 10)),
        f: (value) => String(typeof value === 'symbol' ? NaN : parseFloat(value)),
        j: (value) => {
            try {
                return JSON.stringify(value);
            } catch (circular) {
                return '[Circular]';
            }
        },
        o: (value) => internal.inspect(value),
        O: (value) => internal.inspect(value),
        c: () => ''
    };

    /** Returns the first value with the specifiers filled, and after it the values that none has taken. */
    internal.fill = function (values) {
        let next = 1;
        const text = values[0].replace(/%([sdifjoOc%])/g, (match, letter) => {
            if (letter === '%') {
                return '%';
            }
            return next < values.length ? specifiers[letter](values[next++]) : match;
        });
        return [text, ...values.slice(next)];
    };
})

// One line for people, of the arguments of console.log and its relatives.
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

    /** Joins the arguments of a line, with the % specifiers of its first. */
    internal.line = function (values) {
        let rest = values;
        let text = '';
        if (values.length > 0 && typeof values[0] === 'string') {
            let next = 1;
            text = values[0];
            if (values.length > 1) {
                text = text.replace(/%([sdifjoOc%])/g, (match, letter) => {
                    if (letter === '%') {
                        return '%';
                    }
                    return next < values.length ? specifiers[letter](values[next++]) : match;
                });
            }
            rest = values.slice(next);
            if (rest.length > 0) {
                text += ' ';
            }
        }
        return text + rest.map((value) => (typeof value === 'string' ? value : internal.inspect(value))).join(' ');
    };
})

// Ti.API: lines that tell how bad it is.
(function (internal, host) {
    'use strict';

    const { output } = host;
    const { line } = internal;
    const API = internal.namespace('Ti.API');

    // What returns nothing in Java must not return its null here.
    const out = (text) => void output.out(text);
    const err = (text) => void output.err(text);

    /** Warnings and worse go to the errors, as console.warn and console.error do. */
    const levels = {
        trace: out, debug: out, info: out, notice: out, timestamp: out,
        warn: err, error: err, critical: err, fatal: err
    };

    function log(level, values) {
        (levels[level] ?? out)(`[${level.toUpperCase()}] ${line(values)}`);
    }

    for (const level of Object.keys(levels)) {
        internal.methods(API, { [level](...values) { log(level, values); } });
    }
    internal.methods(API, {
        log(level, ...values) {
            if (values.length === 0) {
                log('info', [level]);
            } else {
                log(String(level).toLowerCase(), values);
            }
        }
    });
})

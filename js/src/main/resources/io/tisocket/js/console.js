// console and alert.
(function (internal, host) {
    'use strict';

    const { output } = host;
    const { line } = internal;

    let indent = '';
    const counts = new Map();
    const clocks = new Map();
    const indented = (text) => (indent === '' ? text : indent + text.replaceAll('\n', `\n${indent}`));
    const print = (...values) => void output.out(indented(line(values)));
    const warn = (...values) => void output.err(indented(line(values)));

    function elapsed(label) {
        const started = clocks.get(String(label));
        return started === undefined ? undefined : `${label}: ${Date.now() - started}ms`;
    }

    const console = {
        log: print,
        info: print,
        debug: print,
        warn,
        error: warn,
        trace(...values) {
            const here = new Error(line(values));
            here.name = 'Trace';
            warn(internal.describe(here));
        },
        dir: (value) => void output.out(indented(internal.inspect(value))),
        assert(condition, ...values) {
            if (!condition) {
                warn(`Assertion failed${values.length === 0 ? '' : `: ${line(values)}`}`);
            }
        },
        group(...values) {
            if (values.length > 0) {
                print(...values);
            }
            indent += '  ';
        },
        groupEnd() {
            indent = indent.slice(2);
        },
        count(label = 'default') {
            const count = (counts.get(String(label)) ?? 0) + 1;
            counts.set(String(label), count);
            console.log(`${label}: ${count}`);
        },
        countReset: (label = 'default') => void counts.delete(String(label)),
        time: (label = 'default') => void clocks.set(String(label), Date.now()),
        timeLog(label = 'default', ...values) {
            const text = elapsed(label);
            if (text !== undefined) {
                console.log(text, ...values);
            }
        },
        timeEnd(label = 'default') {
            const text = elapsed(label);
            if (text !== undefined) {
                console.log(text);
                clocks.delete(String(label));
            }
        }
    };
    console.clear = () => {};
    console.dirxml = print;
    console.groupCollapsed = console.group;
    console.table = console.dir;
    internal.hidden(globalThis, 'console', console);
    internal.hidden(globalThis, 'alert', (message) => void output.out(`[ALERT] ${line([message])}`));
})

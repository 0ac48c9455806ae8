// Values as text, for people: console and reports.
(function (internal) {
    'use strict';

    const DEPTH = 2;
    const WIDTH = 72;
    const ITEMS = 100;

    function key(name) {
        if (typeof name === 'symbol') {
            return `[${String(name)}]`;
        }
        return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name);
    }

    function quote(text) {
        const json = JSON.stringify(text);
        return text.includes("'") ? json : `'${json.slice(1, -1).replace(/\\"/g, '"')}'`;
    }

    function primitive(value) {
        switch (typeof value) {
            case 'string': return quote(value);
            case 'bigint': return `${value}n`;
            case 'number': return Object.is(value, -0) ? '-0' : String(value);
            default: return String(value);
        }
    }

    function braces(prefix, open, parts, close) {
        const head = prefix === '' ? '' : `${prefix} `;
        if (parts.length === 0) {
            return `${head}${open}${close}`;
        }
        const line = parts.join(', ');
        if (line.length <= WIDTH && !line.includes('\n')) {
            return `${head}${open} ${line} ${close}`;
        }
        return `${head}${open}\n  ${parts.map((part) => part.replace(/\n/g, '\n  ')).join(',\n  ')}\n${close}`;
    }

    function className(object) {
        const prototype = Object.getPrototypeOf(object);
        if (prototype === null) {
            return '[Object: null prototype]';
        }
        const constructor = prototype.constructor;
        return typeof constructor === 'function' && constructor.name ? constructor.name : 'Object';
    }

    function shorten(parts, total) {
        if (total > ITEMS) {
            parts.push(`... ${total - ITEMS} more`);
        }
        return parts;
    }

    function properties(object, skipIndexes, seen, depth) {
        const parts = [];
        for (const name of Reflect.ownKeys(object)) {
            if (skipIndexes && typeof name === 'string' && /^\d+$/.test(name)) {
                continue;
            }
            const descriptor = Object.getOwnPropertyDescriptor(object, name);
            if (!descriptor || !descriptor.enumerable) {
                continue;
            }
            let shown;
            if (descriptor.get || descriptor.set) {
                shown = descriptor.get ? (descriptor.set ? '[Getter/Setter]' : '[Getter]') : '[Setter]';
            } else {
                shown = inspect(descriptor.value, seen, depth + 1);
            }
            parts.push(`${key(name)}: ${shown}`);
        }
        return shorten(parts.slice(0, ITEMS), parts.length);
    }

    function array(value, seen, depth) {
        const parts = [];
        for (let i = 0; i < Math.min(value.length, ITEMS); i++) {
            parts.push(i in value ? inspect(value[i], seen, depth + 1) : '<empty>');
        }
        shorten(parts, value.length);
        const name = Array.isArray(value) ? '' : `${className(value)}(${value.length})`;
        return braces(name, '[', parts.concat(properties(value, true, seen, depth)), ']');
    }

    function collection(value, seen, depth) {
        const parts = [];
        for (const entry of value) {
            if (parts.length === ITEMS) {
                break;
            }
            parts.push(value instanceof Map
                ? `${inspect(entry[0], seen, depth + 1)} => ${inspect(entry[1], seen, depth + 1)}`
                : inspect(entry, seen, depth + 1));
        }
        return braces(`${className(value)}(${value.size})`, '{', shorten(parts, value.size), '}');
    }

    function fn(value, seen, depth) {
        const kind = /^class\b/.test(Function.prototype.toString.call(value)) ? 'class' : 'Function';
        const head = value.name ? `[${kind}: ${value.name}]` : `[${kind} (anonymous)]`;
        const parts = depth > DEPTH ? [] : properties(value, false, seen, depth);
        return parts.length === 0 ? head : braces(head, '{', parts, '}');
    }

    function error(value, seen, depth) {
        const text = internal.describe(value);
        const parts = properties(value, false, seen, depth);
        return parts.length === 0 ? (depth > 0 ? `[${text}]` : text) : braces(text, '{', parts, '}');
    }

    function object(value, seen, depth) {
        if (value instanceof Error) {
            return error(value, seen, depth);
        }
        if (value instanceof Date) {
            return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
        }
        if (value instanceof RegExp) {
            return String(value);
        }
        if (value instanceof Promise) {
            return 'Promise {}';
        }
        const isList = Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
        const name = isList && Array.isArray(value) ? 'Array' : className(value);
        if (depth > DEPTH) {
            return `[${name}]`;
        }
        if (isList) {
            return array(value, seen, depth);
        }
        if (value instanceof Map || value instanceof Set) {
            return collection(value, seen, depth);
        }
        if (value instanceof Number || value instanceof String || value instanceof Boolean) {
            return `[${name}: ${primitive(value.valueOf())}]`;
        }
        const shown = internal.isProxy?.(value) ? internal.snapshot(value) : value;
        return braces(name === 'Object' ? '' : name, '{', properties(shown, false, seen, depth), '}');
    }

    function inspect(value, seen, depth) {
        if (typeof value === 'function') {
            return fn(value, seen, depth);
        }
        if (typeof value !== 'object' || value === null) {
            return primitive(value);
        }
        if (seen.includes(value)) {
            return '[Circular]';
        }
        seen.push(value);
        try {
            return object(value, seen, depth);
        } finally {
            seen.pop();
        }
    }

    internal.inspect = (value) => inspect(value, [], 0);
})

// The map of `exports` in a package.json: which file an id of a package means.
(function (internal, host) {
    'use strict';

    const CONDITIONS = ['require', 'default'];

    /** Returns the first path that holds here, of a path, a list of them, or one for each condition. */
    function targetOf(value) {
        if (typeof value === 'string') {
            return value;
        }
        if (Array.isArray(value)) {
            return value.map(targetOf).find((target) => target !== undefined);
        }
        return internal.isObject(value)
            ? Object.keys(value).filter((name) => CONDITIONS.includes(name)).map((name) => targetOf(value[name]))
                .find((target) => target !== undefined)
            : undefined;
    }

    /** Returns the path of `entry`, which is . or begins with ./, as a map of entries and patterns like ./* names it. */
    function lookUp(map, entry) {
        const hasEntries = internal.isObject(map) && Object.keys(map).some((name) => name.startsWith('.'));
        if (!hasEntries) {
            return entry === '.' ? targetOf(map) : undefined;
        }
        if (Object.hasOwn(map, entry)) {
            return targetOf(map[entry]);
        }
        const matches = Object.keys(map).filter((name) => name.includes('*')).map((name) => name.split('*'))
            .filter(([head, tail]) => entry.startsWith(head) && entry.endsWith(tail) && entry.length >= head.length + tail.length)
            .sort(([one], [other]) => other.length - one.length);
        if (matches.length === 0) {
            return undefined;
        }
        const [head, tail] = matches[0];
        return targetOf(map[`${head}*${tail}`])?.replaceAll('*', entry.slice(head.length, entry.length - tail.length));
    }

    /** Returns the paths, one at most, that an id means below a folder of packages; `describe` reads a package.json. */
    internal.exported = function (folder, id, describe) {
        const [name, rest] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(id)?.slice(1) ?? [];
        const map = name === undefined ? undefined : describe(`${folder}/${name}`)?.exports;
        const target = map === undefined ? undefined : lookUp(map, `.${rest ?? ''}`);
        return target?.startsWith('./') ? [host.modules.join(`${folder}/${name}`, target)] : [];
    };
})

// require, module, exports, Ti.include: the other files of a program.
(function (internal, host) {
    'use strict';

    const { modules } = host;
    const FILE = 1;
    const FOLDER = 2;
    const EXTENSIONS = ['', '.js', '.json', '.cjs'];

    const cache = Object.create(null);

    /** The folder of the file whose top level is running: what Ti.include() begins with. */
    let current = modules.top();

    const isKind = (path, kind) => modules.kind(path) === kind;
    const folderOf = (path) => path.slice(0, Math.max(path.lastIndexOf('/'), 1));

    function notFound(id, parent, tried) {
        const places = [...new Set(tried)].map((path) => `\n  ${path}`).join('');
        const error = new Error(`Cannot find module '${id}' required by ${modules.shown(parent)}; looked for${places}`);
        error.code = 'MODULE_NOT_FOUND';
        return error;
    }

    /** Returns the file that `path` means: itself, or with an extension, or the main file of a folder. */
    function find(path, tried) {
        for (const extension of EXTENSIONS) {
            if (isKind(path + extension, FILE)) {
                return path + extension;
            }
            tried.push(modules.shown(path + extension));
        }
        return isKind(path, FOLDER) ? findInFolder(path, tried) : undefined;
    }

    /** Returns what package.json says of a folder, if there is one. */
    function describe(folder) {
        const description = `${folder}/package.json`;
        return isKind(description, FILE) ? json(description) : undefined;
    }

    function findInFolder(folder, tried) {
        const description = describe(folder);
        if (description !== undefined) {
            const { main } = description;
            if (typeof main === 'string' && main !== '' && main !== '.' && main !== './') {
                const path = modules.join(folder, main);
                const found = find(path, tried) ?? findIndex(path, tried);
                if (found !== undefined) {
                    return found;
                }
            }
        }
        return findIndex(folder, tried);
    }

    function findIndex(folder, tried) {
        for (const name of ['index.js', 'index.json']) {
            if (isKind(`${folder}/${name}`, FILE)) {
                return `${folder}/${name}`;
            }
            tried.push(modules.shown(`${folder}/${name}`));
        }
        return undefined;
    }

    /** Returns the paths that an id can mean, seen from a folder, the likeliest first. */
    function candidates(id, folder) {
        if (/^\.\.?(\/|$)/.test(id)) {
            return [modules.join(folder, id)];
        }
        if (id.startsWith('file:')) {
            return [modules.join(id, '')];
        }
        if (id.startsWith('/')) {
            const below = modules.join(modules.top(), `.${id}`);
            return modules.isInside(id) ? [modules.join(id, ''), below] : [below];
        }
        const paths = [];
        const top = modules.top();
        const below = top === '/' ? top : `${top}/`;
        for (let at = folder, lower; at !== lower && (at === top || at.startsWith(below)); at = folderOf(at)) {
            lower = at; // the root of all is above itself
            const packages = at === '/' ? '/node_modules' : `${at}/node_modules`;
            paths.push(...exported(packages, id), `${packages}/${id}`);
        }
        // As Titanium does: an id without a dot is also looked for from the top.
        paths.push(modules.join(top, id));
        return paths;
    }

    /** Returns the file that a package names for an id, if it does: what looks for that is loaded with the first package. */
    function exported(folder, id) {
        if (!isKind(folder, FOLDER)) {
            return [];
        }
        return internal.exported(folder, id, describe);
    }

    function resolve(id, parent) {
        if (typeof id !== 'string' || id === '') {
            throw new TypeError(`require(): ${internal.show(id)}: the name of a module is needed`);
        }
        const tried = [];
        const isFolder = /(^|\/)\.{0,2}$/.test(id); // as '.', '..' and 'lib/'
        for (const path of candidates(id, folderOf(parent))) {
            const bare = path.endsWith('/') && path !== '/' ? path.slice(0, -1) : path;
            const found = isFolder ? isKind(bare, FOLDER) && findInFolder(bare, tried) : find(bare, tried);
            if (found) {
                return modules.real(found);
            }
        }
        throw notFound(id, parent, tried);
    }

    function json(path) {
        try {
            return JSON.parse(modules.text(path));
        } catch (invalid) {
            throw invalid instanceof SyntaxError ? new SyntaxError(`${modules.shown(path)}: ${invalid.message}`) : invalid;
        }
    }

    class Module {
        constructor(id, filename) {
            this.id = id;
            this.filename = filename;
            this.path = folderOf(filename);
            this.exports = {};
            this.loaded = false;
            this.children = [];
            this.require = requireFor(this);
        }
    }
    Object.defineProperty(Module.prototype, Symbol.toStringTag, { value: 'Module', configurable: true });

    function requireFor(parent) {
        function require(id) {
            const path = resolve(id, parent.filename);
            const known = cache[path];
            if (known !== undefined) {
                return known.exports;
            }
            const module = new Module(path, path);
            parent.children.push(module);
            return load(module);
        }
        require.resolve = (id) => resolve(id, parent.filename);
        require.cache = cache;
        require.main = main;
        return require;
    }

    /** Evaluates a module; one that throws is as if it had never been required. */
    function load(module) {
        const { filename } = module;
        cache[filename] = module;
        try {
            if (filename.endsWith('.json')) {
                module.exports = json(filename);
            } else {
                const body = modules.compile(filename);
                within(module.path, () =>
                    body.call(module.exports, module.exports, module.require, module, filename, module.path));
            }
            module.loaded = true;
        } finally {
            if (!module.loaded) {
                delete cache[filename];
            }
        }
        return module.exports;
    }

    function within(folder, body) {
        const before = current;
        current = folder;
        try {
            body();
        } finally {
            current = before;
        }
    }

    /** Runs files as scripts, whose variables are everybody's. To them no module is visible, as in Titanium. */
    function include(...paths) {
        for (const path of paths) {
            const file = includable(String(path));
            const hidden = ['module', 'exports'].map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
            hidden.forEach(([name]) => delete globalThis[name]);
            try {
                within(folderOf(file), () => modules.run(file));
            } finally {
                hidden.filter(([name, property]) => property !== undefined && !Object.hasOwn(globalThis, name))
                    .forEach(([name, property]) => Object.defineProperty(globalThis, name, property));
            }
        }
    }

    function includable(path) {
        const isAbsolute = path.startsWith('/') || path.startsWith('file:');
        const places = isAbsolute ? candidates(path, current) : [modules.join(current, path)];
        if (!isAbsolute && !isKind(places[0], FILE)) {
            places.push(modules.join(modules.top(), path));
        }
        for (const place of places) {
            if (isKind(place, FILE)) {
                return place;
            }
        }
        throw new Error(`Ti.include(): cannot find '${path}'; looked for ${places.map((place) => modules.shown(place)).join(', ')}`);
    }

    const path = modules.main();
    let main;
    main = new Module('.', path);
    main.require.main = main;
    cache[path] = main;
    modules.whenMainHasRun(() => { main.loaded = true; });

    const globals = {
        module: main, exports: main.exports, require: main.require, __filename: path, __dirname: main.path, global: globalThis
    };
    for (const name of Object.keys(globals)) {
        internal.hidden(globalThis, name, globals[name]);
    }
    internal.methods(internal.Ti, { include });
})

// Ti.Filesystem: the files of a program, and streams over them.
(function (internal, host) {
    'use strict';

    const { files, blobs, buffers } = host;
    const Filesystem = internal.namespace('Ti.Filesystem');
    const FILE = 1;
    const FOLDER = 2;

    const FileStream = internal.streamClass('Ti.Filesystem.FileStream');

    /** Joins the parts of a path; the first may be absolute, or a URL. */
    function join(parts) {
        const [first = '', ...rest] = parts.map((part) => (part instanceof File ? part.resolve() : String(part)));
        // Before something is appended: names are names, and what is special in a URL is not in them.
        const begin = rest.length > 0 && first.startsWith('file:') ? files.locate(first) : first;
        return rest.reduce((path, part) => `${path.replace(/\/+$/, '')}/${part.replace(/^\/+/, '')}`, begin);
    }

    /** Says whether something was done; if not, why. */
    function done(what, problem) {
        if (problem !== null) {
            internal.Ti.API.error(`${what}: ${problem}`);
        }
        return problem === null;
    }

    function contentOf(data) {
        if (data instanceof File) {
            return files.read(data.resolve());
        }
        const buffer = internal.nativeBuffer(data);
        if (buffer !== undefined) {
            return buffers.toBlob(buffer);
        }
        return internal.nativeBlob(data) ?? (data === undefined || data === null ? null : blobs.ofText(String(data)));
    }

    class File extends internal.TiProxy {
        #path;

        constructor(path) {
            super();
            this.#path = path;
        }

        get apiName() {
            return 'Ti.Filesystem.File';
        }

        get name() {
            return this.#path.slice(this.#path.lastIndexOf('/') + 1);
        }

        get nativePath() {
            return files.url(this.#path);
        }

        get parent() {
            const path = files.parent(this.#path);
            return path === null ? null : new File(path);
        }

        get size() {
            return files.size(this.#path);
        }

        get readonly() {
            return !files.isWritable(this.#path);
        }

        get writable() {
            return files.isWritable(this.#path);
        }

        get writeable() {
            return files.isWritable(this.#path);
        }

        get hidden() {
            return files.isHidden(this.#path);
        }

        get symbolicLink() {
            return files.isLink(this.#path);
        }

        get executable() {
            void this.#path;
            return false;
        }

        resolve() {
            return this.#path;
        }

        exists() {
            return files.kind(this.#path) !== 0;
        }

        isFile() {
            return files.kind(this.#path) === FILE;
        }

        isDirectory() {
            return files.kind(this.#path) === FOLDER;
        }

        extension() {
            const { name } = this;
            const dot = name.lastIndexOf('.');
            return dot > 0 ? name.slice(dot + 1) : '';
        }

        modificationTimestamp() {
            return files.time(this.#path, 'modified');
        }

        createTimestamp() {
            return files.time(this.#path, 'created');
        }

        modifiedAt() {
            return new Date(this.modificationTimestamp());
        }

        createdAt() {
            return new Date(this.createTimestamp());
        }

        spaceAvailable() {
            return files.space(this.#path);
        }

        read() {
            const native = files.read(this.#path);
            return native === null ? null : internal.blob(native);
        }

        write(data, append) {
            const content = contentOf(data);
            const what = `write ${this.#path}`;
            return content === null
                ? done(what, 'there is nothing to write') : done(what, files.write(this.#path, content, Boolean(append)));
        }

        append(data) {
            return this.write(data, true);
        }

        open(mode) {
            return open(this.#path, mode);
        }

        createFile() {
            return files.createFile(this.#path) === null;
        }

        createDirectory(recursive) {
            if (this.isDirectory()) {
                return true;
            }
            return done(`createDirectory ${this.#path}`, files.createFolder(this.#path, Boolean(recursive ?? true)));
        }

        deleteFile() {
            return this.isFile() && done(`deleteFile ${this.#path}`, files.deleteFile(this.#path));
        }

        deleteDirectory(recursive) {
            return this.isDirectory()
                && done(`deleteDirectory ${this.#path}`, files.deleteFolder(this.#path, Boolean(recursive)));
        }

        getDirectoryListing() {
            const names = files.list(this.#path);
            return names === null ? null : names.split('/').filter((name) => name !== '');
        }

        copy(destination) {
            const to = files.locate(join([destination]));
            return done(`copy ${this.#path} to ${to}`, files.copy(this.#path, to));
        }

        move(destination) {
            const to = files.locate(join([destination]));
            return done(`move ${this.#path} to ${to}`, files.move(this.#path, to));
        }

        rename(name) {
            const to = String(name).includes('/') ? files.locate(String(name)) : `${files.parent(this.#path)}/${name}`;
            return done(`rename ${this.#path} to ${to}`, files.move(this.#path, to));
        }

        toString() {
            return '[object File]';
        }
    }

    internal.properties(File, ['name', 'nativePath', 'parent', 'size', 'readonly', 'writable', 'hidden', 'symbolicLink', 'executable']);
    internal.conceal(File, 'File');
    internal.File = File;

    function open(path, mode) {
        return new FileStream(files.open(path, internal.number(mode, 'open(): mode')));
    }

    internal.constants(Filesystem, { MODE_READ: 0, MODE_WRITE: 1, MODE_APPEND: 2, separator: '/', lineEnding: '\n' });

    const folders = {
        resourcesDirectory: () => files.resources(),
        resRawDirectory: () => files.resources(),
        applicationDirectory: () => files.resources(),
        applicationDataDirectory: () => files.data(),
        applicationSupportDirectory: () => files.data(),
        applicationCacheDirectory: () => files.temp(),
        tempDirectory: () => files.temp()
    };
    for (const name of Object.keys(folders)) {
        Object.defineProperty(Filesystem, name, { get: folders[name], enumerable: true });
        internal.accessor(Filesystem, name);
    }
    internal.constants(Filesystem, { externalStorageDirectory: null });

    function temporary(what) {
        return new File(`${files.temp()}${what}-${host.platform.newId()}`);
    }

    internal.methods(Filesystem, {
        getFile: (...parts) => new File(files.locate(join(parts))),
        openStream: (mode, ...parts) => open(files.locate(join(parts)), mode),
        getAsset: (path) => new File(files.locate(join([path]))).read(),
        isExternalStoragePresent: () => false,
        createTempFile() {
            const file = temporary('file');
            file.createFile();
            return file;
        },
        createTempDirectory() {
            const folder = temporary('folder');
            folder.createDirectory();
            return folder;
        }
    });
})

// Ti.Filesystem: the files in the folder of the script, for reading.
(function (internal, host) {
    'use strict';

    const { files } = host;
    const Filesystem = internal.namespace('Ti.Filesystem');

    internal.constants(Filesystem, {
        MODE_READ: 0, MODE_WRITE: 1, MODE_APPEND: 2, separator: '/', resourcesDirectory: files.resources()
    });

    class File extends internal.TiProxy {
        #path;

        constructor(path) {
            super();
            this.#path = path;
        }

        get apiName() {
            return 'Ti.Filesystem.File';
        }

        get nativePath() {
            return this.#path;
        }

        get name() {
            return this.#path.split('/').pop();
        }

        exists() {
            return files.exists(this.#path);
        }

        read() {
            return internal.blob(files.read(this.#path));
        }
    }
    internal.properties(File, ['nativePath', 'name']);
    internal.conceal(File, 'File');

    internal.methods(Filesystem, {
        getFile(...parts) {
            return new File(parts.map(String).join('/'));
        }
    });
})

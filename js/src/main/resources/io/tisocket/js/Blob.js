// Ti.Blob: bytes that nobody edits; others can be appended.
(function (internal, host) {
    'use strict';

    const { blobs } = host;
    const { String } = globalThis; // as it is now, whatever a script makes of it later

    class Blob extends internal.TiProxy {
        #native;

        constructor(native) {
            super();
            this.#native = native;
        }

        static native(value) {
            return internal.isObject(value) && #native in value ? value.#native : undefined;
        }

        get apiName() {
            return 'Ti.Blob';
        }

        get length() {
            return blobs.length(this.#native);
        }

        get size() {
            return blobs.length(this.#native);
        }

        get text() {
            return blobs.text(this.#native) ?? null;
        }

        get mimeType() {
            return blobs.mimeType(this.#native);
        }

        get nativePath() {
            return blobs.url(this.#native) ?? null; // Java's null is another
        }

        get file() {
            const path = this.nativePath;
            return path === null ? null : internal.Ti.Filesystem.getFile(path);
        }

        get width() {
            void this.#native;
            return 0;
        }

        get height() {
            void this.#native;
            return 0;
        }

        get uprightWidth() {
            return this.width;
        }

        get uprightHeight() {
            return this.height;
        }

        append(tail) {
            const native = Blob.native(tail);
            if (native === undefined) {
                throw new TypeError(`append(): ${internal.show(tail)} is no Blob`);
            }
            // What was taken from this blob before, a stream for instance, keeps the bytes that it had.
            this.#native = blobs.append(this.#native, native);
            return this;
        }

        toArrayBuffer() {
            // The engine's array over the host's bytes is copied into one of the script's own.
            return new Uint8Array(new ArrayBuffer(blobs.view(this.#native))).slice().buffer;
        }

        arrayBuffer() {
            return Promise.resolve(this.toArrayBuffer());
        }

        toBase64() {
            return blobs.base64(this.#native);
        }

        toString() {
            return this.text ?? '[object TiBlob]';
        }
    }

    internal.properties(Blob, ['length', 'size', 'mimeType', 'nativePath', 'width', 'height']);
    internal.accessor(Blob.prototype, 'uprightWidth');
    internal.accessor(Blob.prototype, 'uprightHeight');
    internal.accessor(Blob.prototype, 'text');
    internal.accessor(Blob.prototype, 'file');
    internal.conceal(Blob, 'Blob');

    internal.blob = (native) => new Blob(native);
    internal.nativeBlob = Blob.native;

    internal.methods(internal.Ti, {
        createBlob(text) {
            return new Blob(blobs.ofText(text === undefined || text === null ? '' : String(text)));
        }
    });
})

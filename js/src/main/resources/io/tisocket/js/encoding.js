// TextEncoder and TextDecoder, for UTF-8.
(function (internal) {
    'use strict';

    const REPLACEMENT = 0xFFFD;
    const LABELS = ['utf-8', 'utf8', 'unicode-1-1-utf-8'];

    /** Calls `emit` with each byte of a text; a lone surrogate becomes U+FFFD. Stops when `emit` says that it is full. */
    function encode(text, emit) {
        for (let i = 0; i < text.length; i++) {
            let point = text.codePointAt(i);
            if (point >= 0xD800 && point <= 0xDFFF) {
                point = REPLACEMENT;
            }
            const wide = point > 0xFFFF;
            if (!emit(point)) {
                return i;
            }
            i += wide ? 1 : 0;
        }
        return text.length;
    }

    const width = (point) => (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4);

    function put(bytes, at, point) {
        const count = width(point);
        if (count === 1) {
            bytes[at] = point;
            return;
        }
        bytes[at] = (0xF00 >> count) & 0xFF | (point >> (6 * (count - 1)));
        for (let i = 1; i < count; i++) {
            bytes[at + i] = 0x80 | ((point >> (6 * (count - 1 - i))) & 0x3F);
        }
    }

    class TextEncoder {
        get encoding() {
            return 'utf-8';
        }

        encode(input = '') {
            const text = String(input);
            let length = 0;
            encode(text, (point) => {
                length += width(point);
                return true;
            });
            const bytes = new Uint8Array(length);
            this.encodeInto(text, bytes);
            return bytes;
        }

        encodeInto(input, bytes) {
            let written = 0;
            const read = encode(String(input), (point) => {
                if (written + width(point) > bytes.length) {
                    return false;
                }
                put(bytes, written, point);
                written += width(point);
                return true;
            });
            return { read, written };
        }
    }

    /** Returns the bytes of what TextDecoder takes. */
    function bytesOf(input) {
        if (input === undefined) {
            return new Uint8Array(0);
        }
        if (input instanceof ArrayBuffer) {
            return new Uint8Array(input);
        }
        if (ArrayBuffer.isView(input)) {
            return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
        }
        const blob = internal.isProxy?.(input) && typeof input.toBlob === 'function' ? input.toBlob() : input;
        if (internal.nativeBlob(blob) !== undefined) {
            return new Uint8Array(blob.toArrayBuffer());
        }
        throw new TypeError(`TextDecoder.decode(): ${internal.show(input)}: an ArrayBuffer, a typed array, a Buffer or a Blob`);
    }

    class TextDecoder {
        #fatal;
        #ignoreBOM;
        #started = false;
        #point = 0;
        #needed = 0;
        #lower = 0x80;
        #upper = 0xBF;

        constructor(label = 'utf-8', options = {}) {
            if (!LABELS.includes(String(label).trim().toLowerCase())) {
                throw new RangeError(`TextDecoder: '${label}' is not supported: utf-8`);
            }
            this.#fatal = Boolean(options.fatal);
            this.#ignoreBOM = Boolean(options.ignoreBOM);
        }

        get encoding() {
            return 'utf-8';
        }

        get fatal() {
            return this.#fatal;
        }

        get ignoreBOM() {
            return this.#ignoreBOM;
        }

        decode(input, options = {}) {
            const parts = [];
            for (const byte of bytesOf(input)) {
                this.#take(byte, parts);
            }
            if (!options.stream) {
                if (this.#needed > 0) {
                    this.#malformed(parts);
                }
                this.#started = false;
            }
            return parts.join('');
        }

        #take(byte, parts) {
            if (this.#needed === 0) {
                this.#begin(byte, parts);
            } else if (byte < this.#lower || byte > this.#upper) {
                this.#malformed(parts);
                this.#begin(byte, parts);
            } else {
                this.#lower = 0x80;
                this.#upper = 0xBF;
                this.#point = (this.#point << 6) | (byte & 0x3F);
                this.#needed--;
                if (this.#needed === 0) {
                    this.#emit(this.#point, parts);
                }
            }
        }

        #begin(byte, parts) {
            if (byte < 0x80) {
                this.#emit(byte, parts);
            } else if (byte >= 0xC2 && byte <= 0xF4) {
                this.#needed = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
                this.#point = byte & (0x3F >> this.#needed);
                // What would be too long, a surrogate, or beyond the last character.
                this.#lower = byte === 0xE0 ? 0xA0 : byte === 0xF0 ? 0x90 : 0x80;
                this.#upper = byte === 0xED ? 0x9F : byte === 0xF4 ? 0x8F : 0xBF;
            } else {
                this.#malformed(parts);
            }
        }

        #emit(point, parts) {
            if (this.#started || this.#ignoreBOM || point !== 0xFEFF) {
                parts.push(String.fromCodePoint(point));
            }
            this.#started = true;
        }

        #malformed(parts) {
            this.#needed = 0;
            this.#lower = 0x80;
            this.#upper = 0xBF;
            if (this.#fatal) {
                this.#started = false;
                throw new TypeError('TextDecoder.decode(): the bytes are not UTF-8');
            }
            this.#emit(REPLACEMENT, parts);
        }
    }

    for (const Class of [TextEncoder, TextDecoder]) {
        Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
        internal.hidden(globalThis, Class.name, Class);
    }
})

// Ti.Utils: Base64 and digests of text and bytes.
(function (internal, host) {
    'use strict';

    const { blobs, buffers, encoding } = host;

    function bytesOf(value, call) {
        if (typeof value === 'string' || typeof value === 'number') {
            return blobs.ofText(String(value));
        }
        const buffer = internal.nativeBuffer(value);
        const content = internal.File !== undefined && value instanceof internal.File ? value.read() : value;
        const native = buffer === undefined ? internal.nativeBlob(content) : buffers.toBlob(buffer);
        if (native === undefined) {
            throw new TypeError(`${call}: ${internal.show(value)}: a String, a Blob, a Buffer or a File that exists`);
        }
        return native;
    }

    const digest = (name, algorithm) => ({
        [name]: (value) => encoding.digest(algorithm, bytesOf(value, `Ti.Utils.${name}()`))
    });

    internal.methods(internal.namespace('Ti.Utils'), {
        base64encode: (value) => internal.blob(blobs.ofText(blobs.base64(bytesOf(value, 'Ti.Utils.base64encode()')))),
        base64decode(value) {
            const native = bytesOf(value, 'Ti.Utils.base64decode()');
            return internal.blob(encoding.decodeBase64(buffers.text(blobs.toBuffer(native))));
        },
        ...digest('md5HexDigest', 'MD5'),
        ...digest('sha1', 'SHA-1'),
        ...digest('sha256', 'SHA-256'),
        ...digest('sha512', 'SHA-512')
    });
})

// atob and btoa: texts whose characters stand for bytes.
(function (internal, host) {
    'use strict';

    const { blobs, buffers, encoding } = host;

    function invalid(call, why) {
        const error = new Error(`${call}: ${why}`);
        error.name = 'InvalidCharacterError';
        return error;
    }

    const functions = {
        atob(text) {
            const digits = String(text).replace(/[\t\n\f\r ]/g, '');
            const bare = digits.length % 4 === 0 ? digits.replace(/==?$/, '') : digits;
            if (bare.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(bare)) {
                throw invalid('atob()', `${internal.show(text)} is not Base64`);
            }
            const bytes = blobs.toBuffer(encoding.decodeBase64(bare));
            return buffers.decodeString(bytes, 0, buffers.length(bytes), 'latin1');
        },

        btoa(text) {
            const bytes = String(text);
            if (/[^\u0000-\u00ff]/.test(bytes)) {
                throw invalid('btoa()', 'a character is beyond U+00FF and stands for no byte');
            }
            return blobs.base64(buffers.toBlob(buffers.ofText(bytes, 'latin1')));
        }
    };
    for (const name of Object.keys(functions)) {
        internal.hidden(globalThis, name, functions[name]);
    }
})

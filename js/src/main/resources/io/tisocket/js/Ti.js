// The namespace Ti, and the namespaces in it.
(function (internal) {
    'use strict';

    /** A namespace: a proxy whose name is `apiName`. */
    class TiModule extends internal.TiProxy {
        #apiName;

        constructor(apiName) {
            super();
            this.#apiName = apiName;
        }

        get apiName() {
            return this.#apiName;
        }

        toString() {
            return `[object ${this.#apiName.split('.').pop()}]`;
        }
    }
    internal.conceal(TiModule, 'Module');

    const Ti = new TiModule('Ti');
    const namespaces = new Map([['Ti', Ti]]);

    /** Returns the namespace at a path such as `Ti.Network.Socket`, made when it is missing; scripts may replace some. */
    internal.namespace = function (path, isReplaceable = false) {
        if (!namespaces.has(path)) {
            const end = path.lastIndexOf('.');
            const module = new TiModule(path);
            namespaces.set(path, module);
            const define = isReplaceable ? internal.methods : internal.constants;
            define(internal.namespace(path.slice(0, end)), { [path.slice(end + 1)]: module });
        }
        return namespaces.get(path);
    };

    internal.Ti = Ti;
    internal.constants(globalThis, { Ti, Titanium: Ti });
    internal.constants(Ti, { version: '12.0.0' });
    Ti.userAgent = 'TiSocket';

    const functions = { enumerable: true };
    const constants = { enumerable: true, writable: false };
    internal.lazy(Ti, { API: ['API'] }, constants);
    internal.lazy(Ti, { Blob: ['createBlob'], Buffer: ['createBuffer'] }, functions);
    internal.lazy(Ti, { Codec: ['Codec'], Stream: ['Stream'], Network: ['Network'], App: ['App'] }, constants);
    internal.lazy(Ti, { modules: ['include'] }, functions);
    internal.lazy(Ti, { Filesystem: ['Filesystem'], Platform: ['Platform'], UI: ['UI'], Utils: ['Utils'] }, constants);
    internal.lazy(Ti, { Locale: ['Locale'] }, constants);
    internal.absent = [
        'Accelerometer', 'Analytics', 'Calendar', 'Contacts', 'Database', 'Facebook', 'Geolocation', 'Gesture', 'Map', 'Media',
        'WatchSession', 'XML', 'Yahoo'
    ];
    internal.lazy(Ti, { absent: internal.absent }, functions);
})

// Ti.App: the program, what it was started with, and events of its own.
(function (internal, host) {
    'use strict';

    const App = internal.namespace('Ti.App');
    const values = [];
    for (let i = 0; i < host.argumentCount(); i++) {
        values.push(host.argument(i));
    }

    const name = host.title();
    internal.constants(App, {
        arguments: values,
        name,
        id: `io.tisocket.${name}`,
        version: '1.0',
        description: '',
        publisher: '',
        url: '',
        copyright: '',
        deployType: 'production'
    });
    let sessionId;
    const made = {
        guid: () => host.platform.ownId(),
        sessionId: () => (sessionId ??= host.platform.newId())
    };
    for (const property of Object.keys(made)) {
        Object.defineProperty(App, property, { get: made[property], enumerable: true });
    }
    for (const property of Object.keys(App)) {
        internal.accessor(App, property);
    }
    internal.methods(App, { getArguments: () => values });
    internal.lazy(App, { Properties: ['Properties'] }, { enumerable: true, writable: false });
})

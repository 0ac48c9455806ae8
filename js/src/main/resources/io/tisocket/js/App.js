// Ti.App and Ti.Platform, as far as a script without a device has them.
(function (internal, host) {
    'use strict';

    const values = [];
    for (let i = 0; i < host.argumentCount(); i++) {
        values.push(host.argument(i));
    }
    internal.constants(internal.namespace('Ti.App'), { arguments: values });

    const Platform = internal.namespace('Ti.Platform');
    Object.defineProperty(Platform, 'address', { get: () => host.platform.address(), enumerable: true });
    internal.constants(Platform, { osname: 'tisocket', name: 'TiSocket', model: host.platform.osName() });
    for (const name of ['address', 'osname', 'name', 'model']) {
        internal.accessor(Platform, name);
    }
})

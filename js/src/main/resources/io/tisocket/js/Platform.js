// Ti.Platform: the machine, as far as there is one; no battery, no screen.
(function (internal, host) {
    'use strict';

    const { platform } = host;
    const Platform = internal.namespace('Ti.Platform');

    class DisplayCaps extends internal.TiProxy {
        get apiName() {
            return 'Ti.Platform.DisplayCaps';
        }
    }
    internal.conceal(DisplayCaps, 'DisplayCaps');
    const displayCaps = new DisplayCaps();
    const display = {
        density: 'medium', dpi: 160, logicalDensityFactor: 1, platformHeight: 768, platformWidth: 1024, xdpi: 160, ydpi: 160
    };
    internal.constants(displayCaps, display);
    for (const name of Object.keys(display)) {
        internal.accessor(displayCaps, name);
    }

    internal.constants(Platform, {
        BATTERY_STATE_UNKNOWN: 0,
        BATTERY_STATE_UNPLUGGED: 1,
        BATTERY_STATE_CHARGING: 2,
        BATTERY_STATE_FULL: 3
    });
    const versionPart = (index) => parseInt(platform.osVersion().split('.')[index], 10) || 0;
    const properties = {
        address: () => platform.address(),
        architecture: () => platform.architecture(),
        availableMemory: () => platform.freeMemory(),
        batteryLevel: () => -1,
        batteryState: () => 0,
        displayCaps: () => displayCaps,
        id: () => platform.ownId(),
        locale: () => platform.locale(),
        macaddress: () => platform.ownId(),
        manufacturer: () => '',
        model: () => platform.osName(),
        name: () => 'TiSocket',
        netmask: () => platform.netmask(),
        osname: () => 'tisocket',
        ostype: () => (platform.architecture().includes('64') ? '64bit' : '32bit'),
        processorCount: () => platform.processors(),
        runtime: () => 'graaljs',
        totalMemory: () => platform.totalMemory(),
        uptime: () => platform.uptime(),
        username: () => platform.userName(),
        version: () => platform.osVersion(),
        versionMajor: () => versionPart(0),
        versionMinor: () => versionPart(1),
        versionPatch: () => versionPart(2)
    };
    for (const name of Object.keys(properties)) {
        Object.defineProperty(Platform, name, { get: properties[name], enumerable: true });
        internal.accessor(Platform, name);
    }
    Platform.batteryMonitoring = false;

    internal.methods(Platform, {
        createUUID: () => platform.newId(),
        is24HourTimeFormat: () => true,
        canOpenURL: () => false,
        openURL: () => false
    });
})

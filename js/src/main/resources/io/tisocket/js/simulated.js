// The time and the chance of a simulated network, in place of those of the machine.
(function (simulation) {
    'use strict';

    const Machine = Date;

    Machine.now = () => simulation.now();
    globalThis.Date = new Proxy(Machine, {
        construct: (date, values, target) =>
            Reflect.construct(date, values.length === 0 ? [simulation.now()] : values, target),
        apply: (date) => String(new date(simulation.now())),
    });
    Machine.prototype.constructor = globalThis.Date;

    Math.random = () => simulation.random();
});

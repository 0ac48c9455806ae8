// Ti.UI without a screen: objects that keep their properties, children and listeners; a dialog prints.
(function (internal, host) {
    'use strict';

    const UI = internal.namespace('Ti.UI');

    class View extends internal.TiProxy {
        #kind;
        #children = [];

        constructor(kind, properties) {
            super();
            this.#kind = kind;
            this.applyProperties(properties);
        }

        get apiName() {
            return `Ti.UI.${this.#kind}`;
        }

        get children() {
            return this.#children.slice();
        }

        add(child) {
            this.#children = this.#children.concat(child);
        }

        remove(child) {
            this.#children = this.#children.filter((other) => other !== child);
        }

        open() {
            this.fireEvent('open');
        }

        close() {
            this.fireEvent('close');
        }

        show() {
            if (this.#kind === 'AlertDialog') {
                host.output.out(`[ALERT] ${[this.title, this.message].filter((text) => text !== undefined).join(': ')}`);
            }
        }

        hide() {}
    }
    internal.conceal(View, 'View');

    for (const kind of ['AlertDialog', 'Label', 'Button', 'Window', 'View']) {
        internal.methods(UI, { [`create${kind}`]: (properties) => new View(kind, properties) });
    }
    internal.constants(UI, { currentWindow: new View('Window') });
})

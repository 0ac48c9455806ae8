// Ti.UI without a screen: objects that keep their properties, children and listeners; a dialog prints.
(function (internal, host) {
    'use strict';

    const later = setImmediate;

    /** What objects of a user interface can be asked to do; without a screen it changes nothing. */
    const INERT = [
        'animate', 'appendItems', 'appendRow', 'appendSection', 'blur', 'center', 'clear', 'click', 'closeWindow', 'convertPointToView',
        'deleteItemsAt', 'deleteRow', 'deleteSectionAt', 'evalJS', 'finishLayout', 'focus', 'goBack', 'goForward',
        'hideTabBar', 'insertItemsAt', 'insertRowAfter', 'insertRowBefore', 'insertSectionAt', 'moveNext', 'movePrevious',
        'pause', 'popToRootWindow', 'release', 'reload', 'replaceItemsAt', 'resume', 'scrollTo', 'scrollToBottom',
        'scrollToIndex', 'scrollToItem', 'scrollToTop', 'scrollToView', 'selectRow', 'setSelection', 'showCamera', 'showTabBar',
        'start', 'startLayout', 'stop', 'stopLoading', 'toImage', 'updateItemAt', 'updateLayout', 'updateRow'
    ];

    /** As in Ti.UI.iPhone.RowAnimationStyle. */
    const DEPTH = 2;

    const isName = (name) => typeof name === 'string';
    const lower = (name) => name[0].toLowerCase() + name.slice(1);

    /** Answers what nobody has defined: `getX()` and `setX()` of any property. */
    function accessor(name) {
        if (!isName(name) || !/^[gs]et[A-Z]/.test(name)) {
            return undefined;
        }
        const property = lower(name.slice(3));
        return name[0] === 'g'
            ? function () { return this[property]; }
            : function (value) { this[property] = value; };
    }

    const answering = (prototype, answer) => new Proxy(prototype, {
        get: (target, name, receiver) => (name in target ? Reflect.get(target, name, receiver) : answer(name)),
        has: (target, name) => name in target || answer(name) !== undefined
    });

    let currentWindow;
    let currentTab = null;

    class View extends internal.TiProxy {
        #kind;
        #children = [];
        #parent = null;

        constructor(kind, properties) {
            super();
            this.#kind = kind;
            this.applyProperties(properties);
        }

        static is(value) {
            return internal.isObject(value) && #children in value;
        }

        get apiName() {
            return `Ti.UI.${this.#kind}`;
        }

        get children() {
            return this.#children.slice();
        }

        get parent() {
            return this.#parent;
        }

        add(...added) {
            for (const child of added.flat()) {
                this.insertAt({ view: child, position: this.#children.length });
            }
        }

        insertAt({ view, position }) {
            if (View.is(view)) {
                view.#parent?.remove(view);
                view.#parent = this;
                this.#children.splice(position ?? this.#children.length, 0, view);
            }
        }

        replaceAt({ view, position }) {
            this.remove(this.#children[position]);
            this.insertAt({ view, position });
        }

        remove(child) {
            const index = this.#children.indexOf(child);
            if (index >= 0) {
                this.#children.splice(index, 1);
                child.#parent = null;
            }
        }

        removeAllChildren() {
            this.#children.slice().forEach((child) => this.remove(child));
        }

        getViewById(id) {
            for (const child of this.#children) {
                const found = child.id === id ? child : child.getViewById(id);
                if (found) {
                    return found;
                }
            }
            return null;
        }

        /** Fires events once the code that is running has returned. */
        #fireSoon(...names) {
            later(() => names.forEach((name) => this.fireEvent(name)));
        }

        open() {
            if (this.#kind === 'Window' || this.#kind === 'TabGroup' || this.#kind === 'NavigationWindow') {
                currentWindow = this;
            }
            this.#fireSoon('open', 'focus');
        }

        openWindow(window) {
            window?.open();
        }

        close() {
            this.#fireSoon('blur', 'close');
        }

        show() {
            if (/Dialog$/.test(this.#kind) || this.#kind === 'Notification') {
                const options = Array.isArray(this.options) ? this.options.map((text, i) => `${i}) ${text}`).join(', ') : undefined;
                const texts = [this.title, this.message, options].filter((text) => text !== undefined && text !== null && text !== '');
                host.output.out(`[ALERT] ${texts.join(': ')}`);
            }
            this.visible = true;
            this.#fireSoon('show');
        }

        hide() {
            this.visible = false;
            this.#fireSoon('hide');
        }

        animate(animation, whenDone) {
            later(() => {
                if (View.is(animation)) {
                    animation.fireEvent('start');
                    animation.fireEvent('complete');
                }
                if (typeof whenDone === 'function') {
                    whenDone.call(this, { type: 'complete', source: this });
                }
            });
        }

        focus() {
            this.#fireSoon('focus');
        }

        blur() {
            this.#fireSoon('blur');
        }

        addTab(tab) {
            currentTab ??= tab;
            this.tabs = (this.tabs ?? []).concat([tab]);
            this.activeTab ??= tab;
        }

        removeTab(tab) {
            this.tabs = (this.tabs ?? []).filter((other) => other !== tab);
        }

        setData(rows) {
            this.data = rows;
        }

        toString() {
            return `[object ${this.#kind.split('.').pop()}]`;
        }
    }
    for (const name of INERT) {
        if (!(name in View.prototype)) {
            internal.hidden(View.prototype, name, { [name]() { return undefined; } }[name]);
        }
    }
    internal.conceal(View, 'View');
    Object.setPrototypeOf(View.prototype, answering(internal.TiProxy.prototype, accessor));

    /** A namespace that has every createX, every constant in capitals, and down to DEPTH every namespace below it. */
    function inert(path) {
        const namespace = internal.namespace(path);
        const made = new Map();
        const names = path.split('.').slice(2);
        const below = names.map((name) => `${name}.`).join('');

        function make(name) {
            if (/^create[A-Z]/.test(name)) {
                return (properties) => new View(below + name.slice(6), properties);
            }
            if (/^[A-Z][A-Z0-9_]*$/.test(name)) {
                return name;
            }
            const isNamespace = names.length < DEPTH && /^([A-Z][a-z]|iOS|iPhone|iPad)/.test(name);
            return isNamespace ? inert(`${path}.${name}`) : accessor(name);
        }

        Object.setPrototypeOf(namespace, answering(Object.getPrototypeOf(namespace), (name) => {
            if (isName(name) && !made.has(name)) {
                made.set(name, make(name));
            }
            return made.get(name);
        }));
        return namespace;
    }

    const UI = inert('Ti.UI');
    Object.defineProperty(UI, 'currentWindow', {
        get() { return currentWindow ??= new View('Window'); },
        set(window) { currentWindow = window; },
        enumerable: true
    });
    Object.defineProperty(UI, 'currentTab', { get: () => currentTab, enumerable: true });
})

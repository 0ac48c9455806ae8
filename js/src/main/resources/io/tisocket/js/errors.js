// Failures: those of the host become errors of JavaScript, and those that nobody catches are reported.
(function (internal, host) {
    'use strict';

    const constructors = { Error, RangeError, SyntaxError, TypeError };

    /** Makes the error that a failure of the host is to a script. */
    internal.error = function (constructor, message, code) {
        const error = new constructors[constructor](message);
        if (code !== undefined) {
            error.code = code;
            error.errorCode = code;
        }
        return error;
    };

    // As in Titanium: JSON shows of an error what a log of it needs.
    internal.hidden(Error.prototype, 'toJSON', function () {
        const { name, message, stack } = this;
        return { name, message, stack, ...this };
    });

    /** Returns what there is to read about a thrown value: of an error its stack, else the value itself. */
    internal.describe = function (thrown) {
        try {
            if (thrown instanceof Error) {
                const head = String(thrown);
                const stack = thrown.stack;
                if (typeof stack !== 'string' || stack === '') {
                    return head;
                }
                // The stack was made when the error was: a message set since then is missing in it.
                return stack.startsWith(head) ? stack : `${head}\n${stack.replace(/^[^]*?(?=\n {4}at |$)/, '').replace(/^\n/, '')}`;
            }
            return internal.inspect(thrown);
        } catch (again) {
            return 'a value that cannot be shown';
        }
    };

    internal.report = function (thrown) {
        host.output.uncaught();
        host.output.err(`[ERROR] Uncaught ${internal.describe(thrown)}`);
    };

    internal.rejected = function (reason) {
        host.output.uncaught();
        host.output.err(`[ERROR] Uncaught (in promise) ${internal.describe(reason)}`);
    };
})

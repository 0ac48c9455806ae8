// One line for people, of the arguments of console.log and its relatives.
(function (internal) {
    'use strict';

    /** Joins the arguments, after the % specifiers of the first have taken theirs. */
    internal.line = function (values) {
        const hasSpecifiers = values.length > 1 && typeof values[0] === 'string' && values[0].includes('%');
        return (hasSpecifiers ? internal.fill(values) : values)
            .map((value) => (typeof value === 'string' ? value : internal.inspect(value))).join(' ');
    };
})

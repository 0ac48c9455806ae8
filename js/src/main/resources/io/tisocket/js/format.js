// String.format and its relatives: text from numbers and dates.
(function (internal) {
    'use strict';

    const PATTERN = /%(?:(\d+)\$)?([-+ 0#,']*)(\*|\d+)?(?:\.(\*|\d+))?(?:hh|h|ll|l|L|q|z|t|j)?([a-zA-Z@%])/g;

    const whole = (value) => {
        if (typeof value === 'bigint') {
            return value;
        }
        const number = Math.trunc(Number(value));
        return Number.isFinite(number) ? BigInt(number) : 0n;
    };
    const grouped = (digits) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

    /** Returns an exponent of two digits at least, as C writes it. */
    const exponent = (text) => text.replace(/e([+-])(\d)$/, 'e$10$2');

    function general(value, precision, keepZeros) {
        const digits = precision === 0 ? 1 : precision;
        const power = value === 0 ? 0 : Number(value.toExponential(digits - 1).split('e')[1]);
        const text = power < -4 || power >= digits
            ? exponent(value.toExponential(digits - 1)) : value.toFixed(digits - 1 - power);
        const [mantissa, power10 = ''] = text.split(/(?=e)/);
        return keepZeros || !mantissa.includes('.') ? text : mantissa.replace(/\.?0+$/, '') + power10;
    }

    /** Writes a number that is not negative. */
    function magnitude(letter, value, precision, flags) {
        if (!Number.isFinite(value)) {
            return Number.isNaN(value) ? 'NaN' : 'Infinity';
        }
        switch (letter.toLowerCase()) {
            case 'e': return exponent(value.toExponential(precision ?? 6));
            case 'g': return general(value, precision ?? 6, flags.includes('#'));
            default: return value.toFixed(precision ?? 6);
        }
    }

    const bases = { x: 16, X: 16, o: 8, b: 2 };
    const prefixes = { x: '0x', X: '0x', o: '0', b: '0b' };

    function integer(letter, value, precision, flags) {
        const number = whole(value);
        const base = bases[letter];
        // As C sees a negative number: without a sign in 32 bits, or in as many as it takes.
        const unsigned = base !== undefined || letter === 'u';
        const shown = unsigned && number < 0n ? BigInt.asUintN(number >= -2147483648n ? 32 : 64, number) : number;
        let digits = (shown < 0n ? -shown : shown).toString(base ?? 10).padStart(precision ?? 1, '0');
        if (base === undefined && /[,']/.test(flags)) {
            digits = grouped(digits);
        }
        const prefix = flags.includes('#') && shown !== 0n ? prefixes[letter] ?? '' : '';
        return { sign: (shown < 0n ? '-' : '') + prefix, digits };
    }

    function number(letter, value, precision, flags) {
        if ('diuxXob'.includes(letter)) {
            return integer(letter, value, precision, flags);
        }
        const float = Number(value);
        const [head, ...tail] = magnitude(letter, Math.abs(float), precision, flags).split(/(?=[.e])/);
        const digits = (/[,']/.test(flags) ? grouped(head) : head) + tail.join('');
        return { sign: float < 0 || Object.is(float, -0) ? '-' : '', digits };
    }

    function pad(text, width, flags) {
        return flags.includes('-') ? text.padEnd(width) : text.padStart(width);
    }

    function one(letter, value, width, precision, flags) {
        if (letter === 's' || letter === 'S' || letter === '@') {
            const text = String(value);
            const cut = precision === undefined ? text : text.slice(0, precision);
            return pad(letter === 'S' ? cut.toUpperCase() : cut, width, flags);
        }
        if (letter === 'c') {
            return pad(typeof value === 'number' ? String.fromCodePoint(value) : String(value).slice(0, 1), width, flags);
        }
        const { sign, digits } = number(letter, value, precision, flags);
        const head = sign !== '' ? sign : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
        const zeros = flags.includes('0') && !flags.includes('-') && !/^[NI]/.test(digits) // not before NaN and Infinity
            && !(precision !== undefined && 'diuxXob'.includes(letter));
        const text = zeros ? head + digits.padStart(width - head.length, '0') : pad(head + digits, width, flags);
        return 'XEGF'.includes(letter) ? text.toUpperCase() : text;
    }

    /** Fills the places of a pattern, as printf does; a place without a value, or of an unknown kind, is left as it is. */
    function format(pattern, ...values) {
        let next = 0;
        return String(pattern).replace(PATTERN, (place, position, flags, width, precision, letter) => {
            if (letter === '%') {
                return '%';
            }
            if (!'sS@cdiuxXobfFeEgG'.includes(letter)) {
                return place;
            }
            const take = () => values[next++];
            const given = (text) => (text === '*' ? Number(take()) : Number(text));
            const columns = width === undefined ? 0 : given(width);
            const decimals = precision === undefined ? undefined : Math.min(given(precision), 100);
            const index = position === undefined ? next++ : Number(position) - 1;
            if (index >= values.length) {
                return place;
            }
            const side = columns < 0 ? `${flags}-` : flags;
            return one(letter, values[index], Math.abs(columns), decimals, side);
        });
    }

    const isPattern = (text) => typeof text === 'string' && /[#0]/.test(text);

    /** Returns what Intl makes of a pattern such as #,##0.00. */
    function digitsOf(pattern) {
        const [whole, fraction = ''] = pattern.split('.');
        const zeros = (text) => text.replace(/[^0]/g, '').length;
        return {
            useGrouping: whole.includes(','),
            minimumIntegerDigits: Math.max(zeros(whole), 1),
            minimumFractionDigits: zeros(fraction),
            maximumFractionDigits: fraction.replace(/[^0#]/g, '').length
        };
    }

    /** Writes a number, of the user's language or another, by a pattern or as is usual: (value[, locale][, pattern]). */
    function formatDecimal(value, ...given) {
        const pattern = given.find(isPattern);
        const locale = given.find((text) => typeof text === 'string' && !isPattern(text));
        const number = (options) => new Intl.NumberFormat(locale, options).format(value);
        return pattern === undefined ? number() : pattern.replace(/[#0][#0,.]*/, (digits) => number(digitsOf(digits)));
    }

    function formatCurrency(value) {
        return new Intl.NumberFormat(undefined, { style: 'currency', currency: internal.Ti.Locale.getCurrencyCode() }).format(value);
    }

    const styles = new Set(['short', 'medium', 'long', 'full']);
    const style = (given) => (styles.has(given) ? given : 'short');

    const functions = {
        format,
        formatCurrency,
        formatDecimal,
        formatDate: (date, given) => new Intl.DateTimeFormat(undefined, { dateStyle: style(given) }).format(date),
        formatTime: (date, given) => new Intl.DateTimeFormat(undefined, { timeStyle: style(given) }).format(date)
    };
    for (const name of Object.keys(functions)) {
        internal.hidden(String, name, functions[name]);
    }
})

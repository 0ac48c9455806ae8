// Ti.Locale: the language of the user. No texts are translated.
(function (internal, host) {
    'use strict';

    const { platform } = host;
    const Locale = internal.namespace('Ti.Locale');

    /** The country is the likeliest one, where the user has not named any. */
    const parts = (tag) => new Intl.Locale(tag).maximize();
    const current = () => platform.locale();

    const properties = {
        currentCountry: () => parts(current()).region ?? '',
        currentLanguage: () => parts(current()).language,
        currentLocale: current
    };
    for (const name of Object.keys(properties)) {
        Object.defineProperty(Locale, name, { get: properties[name], enumerable: true });
        internal.accessor(Locale, name);
    }

    const getCurrencyCode = (locale = current()) => platform.currency(parts(String(locale)).region ?? '');
    const getCurrencySymbol = (currency) =>
        new Intl.NumberFormat(undefined, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
            .formatToParts(0).find(({ type }) => type === 'currency').value;
    const getString = (key, hint) => String(hint ?? key);

    internal.methods(Locale, {
        getCurrencyCode,
        getCurrencySymbol,
        getLocaleCurrencySymbol: (locale) => getCurrencySymbol(getCurrencyCode(locale)),
        getString,
        formatTelephoneNumber: (number) => String(number)
    });
    internal.hidden(globalThis, 'L', getString);
})

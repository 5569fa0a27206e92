/** What a subscription is answered while Redis can't be read; the page says it in its own language. */
export const NO_NUMBERS = 'noNumbers';

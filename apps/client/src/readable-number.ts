const FORMAT = new Intl.NumberFormat('en');

/** A number as people read it: 5,000. */
export const readableNumber = (number: number): string => FORMAT.format(number);

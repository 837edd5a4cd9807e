/** Whether the journeys with a short form, which every change has to pass, take their long one: LONG_JOURNEYS=1. */
export const LONG_FORM = process.env['LONG_JOURNEYS'] === '1';

/** Text of others as it is shown: everything but control characters; line breaks and tabs stay. */
export const visibleText = (text: string): string => text.replace(/[^\P{Control}\n\t]/gu, '');

/** What the browser tells a screen reader, behind a switch of Chromium's that karma.conf.cjs turns on. */
interface Accessible {
  readonly computedRole: string;
  readonly computedName: string;
}

/** The elements of a role, and of a name where one is given, in the order of the page. */
export function allByRole(root: Element, role: string, name?: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement & Accessible>('*')].filter(
    (element) =>
      element.computedRole === role && (name === undefined || element.computedName === name),
  );
}

/** The one element of a role and a name. Throws where there is none, or more than one. */
export function byRole<E extends HTMLElement = HTMLElement>(
  root: Element,
  role: string,
  name?: string,
): E {
  const [found, ...more] = allByRole(root, role, name);
  if (found && more.length === 0) return found as E; // the caller knows what has this role
  throw new Error(`${more.length === 0 ? 'no' : 'more than one'} ${role} named ${name ?? '(any)'}`);
}

/** Types as a person does, as far as the page can tell. */
export function type(into: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  into.value = text;
  into.dispatchEvent(new Event('input', { bubbles: true }));
}

/** What the page says in an element of this role, with single spaces. */
export const textOf = (element: Element): string =>
  (element.textContent ?? '').replace(/\s+/g, ' ').trim();

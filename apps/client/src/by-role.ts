import './texts/en/whole';
/** What the browser tells a screen reader, behind a switch of Chromium's that karma.conf.cjs turns on. */
interface Accessible {
  readonly computedRole: string;
  readonly computedName: string;
}

/** The elements of a role, and of a name where one is given, in the order of the page. */
export function allByRole(root: Element, role: string, name?: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement & Accessible>('*')].filter(
    (element) =>
      element.computedRole === role && (name === undefined || element.computedName.trim() === name),
  );
}

/** The one element of a role and a name. Throws where there is none, or more than one. */
export function byRole(root: Element, role: string, name?: string): HTMLElement {
  const [found, ...more] = allByRole(root, role, name);
  if (found && more.length === 0) return found;
  const names = (allByRole(root, role) as (HTMLElement & Accessible)[]).map((e) => e.computedName);
  throw new Error(`${found ? 'more than one' : 'no'} ${role} ${name ?? ''} among ${names.join()}`);
}

/** A textbox by its name. */
export function textboxNamed(root: Element, name: string): HTMLInputElement | HTMLTextAreaElement {
  const box = byRole(root, 'textbox', name);
  if (box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement) return box;
  throw new Error(`${name} is no field`);
}

/** Whether the button of this name can be pressed. */
export function isEnabled(root: Element, name: string): boolean {
  return !byRole(root, 'button', name).matches(':disabled, [aria-disabled="true"]');
}

/** Types as a person does, as far as the page can tell. */
export function type(into: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  into.value = text;
  into.dispatchEvent(new Event('input', { bubbles: true }));
}

/** What the page says in an element, as it is laid out, with single spaces. */
export const textOf = (element: HTMLElement): string =>
  element.innerText.replace(/\s+/g, ' ').trim();

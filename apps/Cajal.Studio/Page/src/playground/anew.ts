// Parts of the page are built anew only where what they show has changed: to build all of them takes longer than a frame.

const built = new Map<HTMLElement, string>();

/** Builds a part if what it is of differs from the last time. */
export function anew(part: HTMLElement, of: unknown[], build: () => void): void {
  const key = JSON.stringify(of);
  if (built.get(part) === key) return;
  built.set(part, key);
  rebuild(part, build);
}

/** Builds a part; a control that is rebuilt keeps the keyboard, and what was open stays open. */
export function rebuild(part: HTMLElement, build: () => void): void {
  const all = (): HTMLElement[] => [...part.querySelectorAll<HTMLElement>('button, input, select, summary, textarea')];
  const at = all().indexOf(document.activeElement as HTMLElement), open = [...part.querySelectorAll('details')].map(d => d.open);
  build();
  part.querySelectorAll('details').forEach((d, i) => { d.open = open[i] ?? false; });
  if (at >= 0) all()[at]?.focus();
}

/** What is shown may not be what holds, as when the session refused a choice: all parts are built anew next time. */
export const forget = (): void => built.clear();

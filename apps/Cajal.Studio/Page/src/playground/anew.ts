// Parts of the page are built anew only where what they show has changed: to build all of them takes longer than a frame.

const built = new Map<HTMLElement, string>();

/** Builds a part if what it is of differs from the last time; a control that is rebuilt keeps the keyboard. */
export function anew(part: HTMLElement, of: unknown[], build: () => void): void {
  const key = JSON.stringify(of);
  if (built.get(part) === key) return;
  built.set(part, key);
  const all = (): HTMLElement[] => [...part.querySelectorAll<HTMLElement>('button, input, select, summary, textarea')];
  const at = all().indexOf(document.activeElement as HTMLElement), open = [...part.querySelectorAll('details')].map(d => d.open);
  build();
  part.querySelectorAll('details').forEach((d, i) => { d.open = open[i] ?? false; });
  if (at >= 0) all()[at]?.focus();
}

/** What is shown may not be what holds, as when the session refused a choice: the part, or all of them, is built anew next time. */
export function forget(part?: HTMLElement): void {
  if (part) built.delete(part);
  else built.clear();
}

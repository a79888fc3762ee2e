// Small helpers to build a page.

type Child = Node | string | null | undefined;

/** An element with attributes (on… are listeners) and children. */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Record<string, unknown> = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value as EventListener);
    else if (name.startsWith('aria-') && value !== undefined && value !== null) made.setAttribute(name, String(value));
    else if (typeof value === 'boolean') { if (value) made.setAttribute(name, ''); }
    else if (value !== undefined && value !== null) made.setAttribute(name, String(value));
  }
  made.append(...children.filter((c): c is Node | string => c !== null && c !== undefined));
  return made;
}

/** A labelled choice. */
export function choice(label: string, options: readonly (string | readonly [string, string])[], value: string, change: (value: string) => void, part = ''): HTMLElement {
  const known = options.map(o => typeof o === 'string' ? [o, o] as const : o);
  // What a link brought and no list has is shown too.
  const all = known.some(([v]) => v === value) ? known : [[value, value] as const, ...known];
  const select = el('select', { onchange: () => change(select.value) }, ...all.map(([v, text]) => el('option', { value: v, selected: v === value }, text)));
  return el('label', { class: 'field', 'data-part': part }, el('span', {}, label), select);
}

/** A labelled number that is typed; changed when it is left or Enter is pressed. */
export function number(label: string, value: number, change: (value: number) => void, more: Record<string, unknown> = {}, part = ''): HTMLElement {
  const input = el('input', { type: 'number', step: 'any', value, ...more, onchange: () => { if (input.value !== '' && Number.isFinite(input.valueAsNumber)) change(input.valueAsNumber); } });
  return el('label', { class: 'field', 'data-part': part }, el('span', {}, label), input);
}

/** A labelled switch. */
export function toggle(label: string, value: boolean, change: (value: boolean) => void, part = ''): HTMLElement {
  const box = el('input', { type: 'checkbox', checked: value, onchange: () => change(box.checked) });
  return el('label', { class: 'switch', 'data-part': part }, box, el('span', {}, label));
}

/** A canvas as sharp as the screen; returns its size in CSS pixels. */
export function fit(canvas: HTMLCanvasElement, width = canvas.clientWidth, height = canvas.clientHeight): { to: CanvasRenderingContext2D; width: number; height: number } {
  const scale = Math.min(2, window.devicePixelRatio || 1);
  if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
  }
  const to = canvas.getContext('2d')!;
  to.setTransform(scale, 0, 0, scale, 0, 0);
  to.clearRect(0, 0, width, height);
  return { to, width, height };
}

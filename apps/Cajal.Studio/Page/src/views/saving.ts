// Pictures of the page as files, the curves as a table, and the report.

import { shown } from '../shared/ask';
import { el } from '../shared/dom';
import { t } from '../shared/words';

export interface Sources { plane: HTMLCanvasElement; network: HTMLElement; curves: () => HTMLElement; view: () => HTMLElement }

export class Saving {
  readonly element = el('div', { class: 'row saving', 'data-part': 'save' });

  constructor(private readonly from: Sources) { }

  draw(session: string): void {
    const save = (word: string, name: string, make: () => HTMLCanvasElement | undefined) => el('button', { 'data-save': name, onclick: () => { const made = make(); if (made) download(made, `playground-${name}.png`); } }, t(word));
    this.element.replaceChildren(el('span', { class: 'quiet' }, `${t('save')}:`),
      save('savePlane', 'plane', () => onGround([[this.from.plane, this.from.plane]], this.from.plane)),
      save('saveNetwork', 'network', () => this.network()),
      save('saveCurves', 'curves', () => inside(this.from.curves())),
      save('saveView', 'view', () => inside(this.from.view())),
      el('a', { href: `export/${session}/curves`, download: '', 'data-save': 'csv' }, t('csv')), el('a', { href: `export/${session}/report?language=${shown()}`, target: '_blank', 'data-save': 'report' }, t('report')));
  }

  // The lines, then the units over them.
  private network(): HTMLCanvasElement {
    const made = inside(this.from.network)!, scale = made.width / this.from.network.clientWidth, to = made.getContext('2d')!, box = this.from.network.getBoundingClientRect();
    to.setTransform(scale, 0, 0, scale, 0, 0);
    for (const node of this.from.network.querySelectorAll('.node')) {
      const at = node.getBoundingClientRect();
      to.strokeStyle = getComputedStyle(node).borderTopColor;
      to.lineWidth = 2;
      to.strokeRect(at.x - box.x, at.y - box.y, at.width, at.height);
    }
    return made;
  }
}

/** All pictures inside an element that can be seen, with its words, as one. */
function inside(element: HTMLElement): HTMLCanvasElement | undefined {
  const canvases = [...element.querySelectorAll('canvas')].filter(c => c.clientWidth > 0);
  return canvases.length ? onGround(canvases.map(c => [c, c]), element) : undefined;
}

function onGround(canvases: [HTMLCanvasElement, Element][], whole: HTMLElement): HTMLCanvasElement {
  const scale = Math.min(2, window.devicePixelRatio || 1) * (window.devicePixelRatio < 2 ? 2 : 1), box = whole.getBoundingClientRect(), style = getComputedStyle(document.documentElement);
  const made = el('canvas', { width: Math.round(box.width * scale), height: Math.round(box.height * scale) }), to = made.getContext('2d')!;
  to.scale(scale, scale);
  to.fillStyle = style.getPropertyValue('--panel');
  to.fillRect(0, 0, box.width, box.height);
  for (const [canvas, place] of canvases) { const at = place.getBoundingClientRect(); to.drawImage(canvas, at.x - box.x, at.y - box.y, at.width, at.height); }
  for (const dash of whole.querySelectorAll<HTMLElement>('.key i')) {
    const at = dash.getBoundingClientRect(), line = getComputedStyle(dash);
    to.strokeStyle = line.borderTopColor;
    to.lineWidth = 3;
    to.setLineDash(line.borderTopStyle === 'dashed' ? [6, 3] : line.borderTopStyle === 'dotted' ? [3, 3] : []);
    to.beginPath();
    to.moveTo(at.left - box.x, at.top - box.y + 1.5);
    to.lineTo(at.right - box.x, at.top - box.y + 1.5);
    to.stroke();
  }
  write(to, whole, box);
  return made;
}

// Controls are no part of a picture; units of the network and the list of the worst answers are.
const skipped = 'select, label, a, .for-reader, .plot, .tabs, .saving, button:not(.node, .worst button)';

// Every text where it stands, line by line as the page breaks it.
function write(to: CanvasRenderingContext2D, whole: HTMLElement, box: DOMRect): void {
  const walker = document.createTreeWalker(whole, NodeFilter.SHOW_TEXT), range = document.createRange();
  to.textBaseline = 'alphabetic';
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent ?? '', around = node.parentElement!;
    if (around.closest(skipped)) continue;
    const style = getComputedStyle(around);
    to.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    to.fillStyle = style.color;
    for (let from = 0; from < text.length;) {
      range.setStart(node, from);
      range.setEnd(node, from + 1);
      const first = range.getBoundingClientRect();
      let end = from + 1;
      for (; end < text.length; end++) { range.setStart(node, end); range.setEnd(node, end + 1); const next = range.getBoundingClientRect(); if (next.width > 0 && next.top > first.top + 2) break; }
      if (first.width > 0) to.fillText(text.slice(from, end), first.x - box.x, first.bottom - box.y - 0.22 * first.height);
      from = end;
    }
  }
}

function download(canvas: HTMLCanvasElement, name: string): void {
  canvas.toBlob(blob => {
    if (!blob) return;
    const address = URL.createObjectURL(blob);
    el('a', { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  });
}

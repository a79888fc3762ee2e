// A curve taken apart: what each unit of the last hidden layer adds, and the straight pieces between the bends.

import { el } from '../shared/dom';
import { css } from '../shared/palette';
import { num, t } from '../shared/words';
import { Chart, colours, dashes, inkOf, rangeOf, swatch } from './chart';
import type { PiecesView, ViewMessage } from './messages';
import type { Look, Surroundings, View } from './view';

/** The first row whose last text ends before this one begins; it ends there now. */
export function rowFor(ends: number[], from: number, to: number): number {
  const free = ends.findIndex(end => end < from), row = free < 0 ? ends.length : free;
  ends[row] = to;
  return row;
}

export class Pieces implements View {
  readonly name = 'pieces';
  readonly start: Look = {};
  readonly element = el('div', {});
  private readonly hint = el('p', {});
  private readonly curve = new Chart(300);
  private readonly terms = new Chart(220);
  private readonly key = el('div', { class: 'key' });

  constructor() { this.element.append(this.hint, this.curve.element, this.terms.element, this.key); }

  draw(message: ViewMessage | undefined, { scene, palette }: Surroundings): void {
    this.hint.hidden = scene.isCurve;
    this.curve.element.hidden = this.terms.element.hidden = this.key.hidden = !scene.isCurve;
    if (!scene.isCurve) { this.hint.textContent = t('piecesNeedCurve'); return; }
    if (message?.is !== 'pieces') return;
    const dots: number[] = [];
    for (let i = 0; i < scene.points.length; i += 4) dots.push(scene.points[i], scene.points[i + 1]);
    const x: [number, number] = [message.x[0], message.x[message.x.length - 1]], frame = this.curve.frame(x, rangeOf([...message.y, ...dots.filter((_, i) => i % 2 === 1)]), ['x', 'y']);
    if (frame) {
      const ink = inkOf(this.curve.canvas);
      frame.to.fillStyle = css(palette.ofClass(0, 2), 0.6);
      for (let i = 0; i < dots.length; i += 2) { frame.to.beginPath(); frame.to.arc(frame.px(dots[i]), frame.py(dots[i + 1]), 2.6, 0, 7); frame.to.fill(); }
      frame.inside(() => {
        frame.line(message.x.flatMap((v, i) => [v, message.y[i]]), css(palette.ofClass(1, 2)), 3);
        // Each piece ends at a mark; its bends hang from the upper edge with the unit's number.
        for (const part of message.parts.slice(1)) frame.line([part.from, frame.y[0], part.from, frame.y[1]], ink, 0.8, [3, 4]);
      });
      frame.to.fillStyle = ink;
      frame.to.textAlign = 'center';
      frame.to.textBaseline = 'top';
      const ends: number[] = [];
      for (const bend of [...message.bends].sort((a, b) => a.x - b.x)) {
        const text = `▾${bend.unit + 1}`, half = frame.to.measureText(text).width / 2, at = frame.px(bend.x), row = rowFor(ends, at - half, at + half);
        frame.to.fillText(text, at, frame.top + 1 + 11 * row);
      }
      this.curve.say(this.text(message));
    }
    if (this.key.childElementCount !== message.terms.length) this.key.replaceChildren(...message.terms.map((_, u) => el('span', {}, swatch(colours[u % colours.length], dashes[u % dashes.length]), ` ${u + 1}`)));
    const range = rangeOf(message.terms.flat()), below = this.terms.frame(x, range, ['x', 'v·a(x)']);
    if (!below) return;
    message.terms.forEach((term, u) => below.line(message.x.flatMap((v, i) => [v, term[i]]), colours[u % colours.length], 1.8, dashes[u % dashes.length]));
    this.terms.say(`${t('termsSeen')}: ${message.terms.length}; b = ${num(message.bias)}. ${message.terms.slice(0, 8).map((term, u) => `${t('unit')} ${u + 1}: ${num(Math.min(...term), 3)} … ${num(Math.max(...term), 3)}`).join('; ')}`);
  }

  private text(m: PiecesView): string {
    if (!m.isStraight) return t('notStraight');
    return `${m.bends.length} ${t('bends')}, ${m.parts.length} ${t('piecesWord')}: ${m.parts.slice(0, 8).map(p => `${t('slope')} ${num(p.slope, 3)} (${num(p.from, 3)} … ${num(p.to, 3)})`).join(', ')}${m.parts.length > 8 ? ', …' : ''}`;
  }
}

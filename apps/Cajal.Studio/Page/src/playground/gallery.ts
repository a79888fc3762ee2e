// The break-it gallery: what can go wrong, each with its lesson, broken and put right.

import { el } from '../shared/dom';
import type { GalleryRow } from './wire';
import { t } from '../shared/words';

const epochsOf = (row: GalleryRow, broken: boolean): number => broken ? row.epochs : row.twinEpochs;

export class Gallery {
  readonly element = el('section', { class: 'panel whole', 'data-part': 'gallery' });
  private readonly list = el('details', {});
  private rows: GalleryRow[] = [];
  // What is being shown, and until which epoch it must train before the Doctor is asked.
  private shown?: { row: GalleryRow; broken: boolean; asks: boolean };

  /** @param actions rows asks for what can go wrong, once somebody opens the gallery. */
  constructor(private readonly actions: { rows(): void; open(link: string): void; play(): void; ask(): void }) {
    this.element.append(this.list);
    this.list.addEventListener('toggle', () => { if (this.list.open && !this.rows.length) actions.rows(); });
  }

  /** What can go wrong. */
  set(rows: GalleryRow[]): void { this.rows = rows; this.draw(); }

  draw(): void {
    this.list.replaceChildren(el('summary', {}, el('b', {}, t('gallery')), ` — ${t('galleryHelp')}`),
      el('div', { class: 'gallery' }, ...this.rows.map(row => el('article', { class: this.shown?.row.key === row.key ? 'card-of on' : 'card-of', 'data-key': row.key },
        el('h3', {}, t(`gallery.${row.key}`), el('span', { class: 'code', title: t('galleryCode') }, row.finding)), el('p', {}, t(`gallery.${row.key}.lesson`)),
        el('div', { class: 'row' }, this.button(row, true), this.button(row, false))))));
  }

  private button(row: GalleryRow, broken: boolean): HTMLElement {
    const on = this.shown?.row.key === row.key && this.shown.broken === broken;
    return el('button', { class: on ? 'on' : '', 'aria-pressed': on, title: t(broken ? 'breakItHelp' : 'twinHelp'), 'aria-label': `${t(broken ? 'breakIt' : 'twin')}: ${t(`gallery.${row.key}`)}`, onclick: () => { this.shown = { row, broken, asks: true }; this.actions.open(`${broken ? row.broken : row.twin}&stopEpoch=${epochsOf(row, broken)}`); this.actions.play(); this.draw(); } }, t(broken ? 'breakIt' : 'twin'));
  }

  /** It has trained as long as the row asks, or lost its numbers: now the Doctor is asked. */
  halted(epoch: number, frozen: boolean): void {
    if (!this.shown?.asks || (epoch < epochsOf(this.shown.row, this.shown.broken) && !frozen)) return;
    this.shown.asks = false;
    // The verdict stands above the gallery, out of sight of who has just pressed a button in it.
    document.querySelector('.doctor')?.scrollIntoView({ block: 'center' });
    this.actions.ask();
  }
}

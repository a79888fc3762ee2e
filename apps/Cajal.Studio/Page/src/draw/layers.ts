// The numbers of each layer as small pictures on canvases.

import { el } from '../shared/dom';
import type { Palette } from '../shared/palette';
import { num, t } from '../shared/words';
import { bytesOf, type LayerPicture } from './wire';

/** All layers in their order; the canvases stay while their shapes do. */
export class Layers {
  readonly element = el('div', { class: 'net-layers' });
  private shapes = '';
  private canvases: HTMLCanvasElement[][] = [];

  show(layers: readonly LayerPicture[], palette: Palette): void {
    const shapes = layers.map(l => `${l.name} ${l.maps}×${l.rows}×${l.columns}`).join('; ') + document.documentElement.lang;
    if (shapes !== this.shapes) this.build(layers);
    this.shapes = shapes;
    layers.forEach((l, i) => {
      const bytes = bytesOf(l.values), size = l.rows * l.columns;
      this.canvases[i].forEach((canvas, m) => paint(canvas, bytes.subarray(m * size, (m + 1) * size), l, palette));
      const most = this.element.children[i].querySelector('small')!;
      most.textContent = `${t('largest')} ${num(l.scale, 3)}`;
    });
  }

  private build(layers: readonly LayerPicture[]): void {
    this.canvases = layers.map(l => Array.from({ length: l.maps }, (_, m) => el('canvas', { width: l.columns, height: l.rows, class: l.maps === 1 ? 'map flat' : 'map', role: 'img', 'aria-label': `${l.name}, ${m + 1}/${l.maps}`, style: `aspect-ratio:${l.columns}/${l.rows}` })));
    this.element.replaceChildren(...layers.map((l, i) => el('figure', { class: 'net-layer' }, el('figcaption', {}, el('b', {}, `${i + 1}. ${l.name}`), ` ${l.maps > 1 ? `${l.maps} × ` : ''}${l.rows} × ${l.columns} `, el('small', { class: 'quiet' })), el('div', { class: 'maps' }, ...this.canvases[i]))));
  }
}

/** Bytes of a layer as colours. */
export function paint(canvas: HTMLCanvasElement, bytes: Uint8Array, l: LayerPicture, palette: Palette): void {
  const to = canvas.getContext('2d')!, image = to.createImageData(l.columns, l.rows);
  bytes.forEach((b, p) => { const c = palette.signed((b - 128) / 127); image.data.set([c[0], c[1], c[2], 255], 4 * p); });
  to.putImageData(image, 0, 0);
}

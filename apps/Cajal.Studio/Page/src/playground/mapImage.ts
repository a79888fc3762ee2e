// A map of values as a picture.

import type { Palette } from '../shared/palette';

const spare = document.createElement('canvas');

/** Paints colours over the whole canvas; every so many points of a side are enough for a small one. */
export function paint(canvas: HTMLCanvasElement, side: number, every: number, colourOf: (point: number) => number): void {
  const small = Math.floor(side / every);
  if (spare.width !== small) spare.width = spare.height = small;
  const to = spare.getContext('2d')!, image = to.createImageData(small, small), pixels = new Uint32Array(image.data.buffer);
  for (let row = 0, i = 0; row < small; row++) for (let column = 0; column < small; column++) pixels[i++] = colourOf(row * every * side + column * every);
  to.putImageData(image, 0, 0);
  const target = canvas.getContext('2d')!;
  target.imageSmoothingEnabled = true;
  target.drawImage(spare, 0, 0, canvas.width, canvas.height);
}

// 255 colours are made once for a palette, not once a point.
const tables = new WeakMap<Palette, Uint32Array>();

/** A colour as a pixel. */
export const pixel = (c: number[]): number => (255 << 24 | (c[2] & 255) << 16 | (c[1] & 255) << 8 | c[0] & 255) >>> 0;

export function signedTable(palette: Palette): Uint32Array {
  let table = tables.get(palette);
  if (!table) tables.set(palette, table = Uint32Array.from({ length: 255 }, (_, i) => pixel(palette.signed((i - 127) / 127))));
  return table;
}

/** A curve of values over x, for sets with one input. */
export function line(to: CanvasRenderingContext2D, values: Int8Array, scale: number, range: number, width: number, height: number, colour: string, thick = 2): void {
  to.beginPath();
  values.forEach((v, i) => to.lineTo((i + 0.5) / values.length * width, height / 2 * (1 - (v / 127 * scale) / range)));
  to.strokeStyle = colour;
  to.lineWidth = thick;
  to.stroke();
}

// A map of values as a picture.

import type { Palette } from './palette';

const spare = document.createElement('canvas');

/** Paints values from −127 to 127 over the whole canvas. */
export function paint(canvas: HTMLCanvasElement, side: number, colourOf: (point: number) => number[]): void {
  spare.width = spare.height = side;
  const to = spare.getContext('2d')!;
  const image = to.createImageData(side, side);
  for (let p = 0, i = 0; p < side * side; p++) {
    const [r, g, b] = colourOf(p);
    image.data[i++] = r; image.data[i++] = g; image.data[i++] = b; image.data[i++] = 255;
  }
  to.putImageData(image, 0, 0);
  const target = canvas.getContext('2d')!;
  target.imageSmoothingEnabled = true;
  target.drawImage(spare, 0, 0, canvas.width, canvas.height);
}

// 255 colours are made once for a palette, not once a point.
const tables = new WeakMap<Palette, number[][]>();

export function signedTable(palette: Palette): number[][] {
  let table = tables.get(palette);
  if (!table) tables.set(palette, table = Array.from({ length: 255 }, (_, i) => palette.signed((i - 127) / 127)));
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

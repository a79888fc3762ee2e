// The points of the plane, drawn once and laid over every picture until something about them changes.

import { el, fit } from '../shared/dom';
import { css, drawShape, type Palette } from '../shared/palette';

// Marks of a point: trained on, test, validation, and one of the last two that is trained on too.
export const test = 1, validation = 2, leaked = 3;

export interface Dot { readonly x: number; readonly y: number; readonly c: number; readonly mark: number }

/** Ten classes have six shapes: from the seventh on a class has the colour of one and the shape of the next. */
export const shapeOf = (c: number): number => (c + Math.floor(c / 6)) % 6;

/** How they are drawn. */
export interface DotStyle { classes: number; showTest: boolean; pinned: number; ink: string; scale: [number, number] }

export class Dots {
  private readonly sheet = el('canvas');
  private key = '';
  private drawn?: readonly Dot[];
  private palette?: Palette;

  /** Draws them; an array that is the same is drawn from what is kept. */
  draw(to: CanvasRenderingContext2D, width: number, height: number, dots: readonly Dot[], palette: Palette, style: DotStyle): void {
    const key = `${width},${height},${window.devicePixelRatio},${Object.values(style)}`;
    if (this.drawn !== dots || this.palette !== palette || this.key !== key) {
      [this.drawn, this.palette, this.key] = [dots, palette, key];
      const sheet = fit(this.sheet, width, height);
      dots.forEach((dot, i) => { if (!dot.mark || style.showTest) one(sheet.to, width, height, dot, palette, style, i === style.pinned); });
    }
    to.drawImage(this.sheet, 0, 0, width, height);
  }
}

function one(to: CanvasRenderingContext2D, width: number, height: number, dot: Dot, palette: Palette, { classes, ink, scale }: DotStyle, isPinned: boolean): void {
  const r = width < 260 ? 3 : 4.2, x = (dot.x / scale[0] + 1) / 2 * width, y = (1 - dot.y / scale[1]) / 2 * height;
  drawShape(to, classes > 0 ? shapeOf(dot.c) : 0, x, y, r);
  const colour = css(classes > 0 ? palette.ofClass(dot.c, classes) : palette.signed(dot.c));
  to.fillStyle = dot.mark ? 'rgba(255,255,255,0.85)' : colour;
  to.fill();
  to.lineWidth = dot.mark ? 1.8 : 1;
  to.strokeStyle = dot.mark ? colour : '#fff';
  to.stroke();
  if (dot.mark === validation) { to.beginPath(); to.arc(x, y, r * 0.45, 0, 7); to.fillStyle = colour; to.fill(); }
  if (dot.mark === leaked) { to.beginPath(); for (const s of [-1, 1]) { to.moveTo(x - r, y - s * r); to.lineTo(x + r, y + s * r); } to.stroke(); }
  if (isPinned) { to.beginPath(); to.arc(x, y, r + 5, 0, 7); to.lineWidth = 2.5; to.strokeStyle = ink; to.stroke(); }
}

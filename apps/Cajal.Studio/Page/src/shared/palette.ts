// Colours that stay apart for all kinds of colour vision, and a shape for each class, so that no colour is needed to tell them.

const pairs: Record<string, [number[], number[]]> = {
  'orange-blue': [[230, 120, 0], [0, 105, 180]],
  'purple-green': [[118, 42, 131], [27, 120, 55]],
  grey: [[20, 20, 20], [120, 120, 120]],
};

// On a dark ground the same hues are lighter, and grey is turned round.
const darkPairs: typeof pairs = {
  'orange-blue': [[255, 150, 50], [80, 165, 240]],
  'purple-green': [[190, 120, 205], [90, 185, 115]],
  grey: [[235, 235, 235], [125, 125, 125]],
};

// Okabe and Ito's colours.
const darkClassColours = [[255, 150, 50], [80, 165, 240], [40, 190, 145], [225, 125, 190], [130, 205, 245], [215, 200, 60]];
const classColours = [[230, 120, 0], [0, 105, 180], [0, 150, 110], [200, 90, 160], [90, 180, 230], [185, 170, 0]];
const greys = [[20, 20, 20], [120, 120, 120], [180, 180, 180], [70, 70, 70], [150, 150, 150], [210, 210, 210]], darkGreys = greys.map(g => g.map(v => 255 - v));

export const shapes = ['●', '■', '▲', '◆', '✚', '★'];

export class Palette {
  constructor(private readonly name: string, private readonly dark: boolean) { }

  private get ground(): number[] { return this.dark ? [34, 38, 46] : [246, 247, 249]; }

  private get pair(): [number[], number[]] { const known = this.dark ? darkPairs : pairs; return known[this.name] ?? known['orange-blue']; }

  /** The colour of a value from −1 to 1. */
  signed(value: number): number[] {
    const [negative, positive] = this.pair;
    const t = Math.min(1, Math.abs(value)), end = value < 0 ? negative : positive;
    return this.ground.map((g, i) => g + (end[i] - g) * t);
  }

  /** The colour of a class; of two classes those of minus and plus. */
  ofClass(index: number, classes: number): number[] {
    if (classes <= 2) return this.pair[index > 0 ? 1 : 0];
    return (this.name === 'grey' ? this.dark ? darkGreys : greys : this.dark ? darkClassColours : classColours)[index % 6];
  }

  /** A class as sure as a share says: pale where several are near. */
  sure(index: number, classes: number, share: number): number[] {
    const colour = this.ofClass(index, classes);
    return this.ground.map((g, i) => g + (colour[i] - g) * Math.min(1, Math.max(0, share)));
  }
}

export const css = (c: number[], alpha = 1): string => `rgba(${c[0] | 0},${c[1] | 0},${c[2] | 0},${alpha})`;

/** Draws a class's shape around a place. */
export function drawShape(to: CanvasRenderingContext2D, shape: number, x: number, y: number, r: number): void {
  to.beginPath();
  switch (shape % 6) {
    case 0: to.arc(x, y, r, 0, 2 * Math.PI); break;
    case 1: to.rect(x - r * 0.9, y - r * 0.9, 1.8 * r, 1.8 * r); break;
    case 2: to.moveTo(x, y - 1.15 * r); to.lineTo(x + 1.1 * r, y + 0.85 * r); to.lineTo(x - 1.1 * r, y + 0.85 * r); break;
    case 3: to.moveTo(x, y - 1.25 * r); to.lineTo(x + 1.25 * r, y); to.lineTo(x, y + 1.25 * r); to.lineTo(x - 1.25 * r, y); break;
    case 4: { const a = r * 0.4, b = r * 1.1; for (const [u, v] of [[-a, -b], [a, -b], [a, -a], [b, -a], [b, a], [a, a], [a, b], [-a, b], [-a, a], [-b, a], [-b, -a], [-a, -a]]) to.lineTo(x + u, y + v); break; }
    default: for (let i = 0; i < 10; i++) { const s = i % 2 ? 0.5 * r : 1.25 * r, angle = Math.PI * (i / 5 - 0.5); to.lineTo(x + s * Math.cos(angle), y + s * Math.sin(angle)); }
  }
  to.closePath();
}

// What views bring; Views/*.cs is the other end.

export interface WarpView {
  is: 'warp'; layer: number; units: number; first: number; second: number; shares?: number[]; length: number; grid: number[]; points: number[]; border?: number[];
  scores: { train?: number; test?: number }[];
}

export interface LinesView { is: 'lines'; layer: number; lines: { unit: number; path: number[] }[] }

export interface Spread { low: number; high: number; counts: number[]; notFinite: number }

export interface SpreadLayer { weights: Spread; first: Spread; activations: Spread; small: number; absoluteSum?: number; squareSum?: number; zeros: number }

export interface SpreadsView { is: 'spreads'; l1: number; l2: number; step: number; layers: SpreadLayer[] }

export interface JudgementView {
  is: 'judgement'; part: string; count: number; metrics: { name: string; value?: number }[]; confusion?: number[][];
  rankings?: { class: number; area?: number; falseShare: number[]; recall: number[] }[];
  reliability?: { error?: number; chance?: number; seldom?: number; bins: { said: number; right: number; count: number }[] };
  answers?: number[]; worst: { row: number; target: number; answer: number; by: number }[];
}

export interface SurfaceView {
  is: 'surface'; how: string; points: number; side: number; frame?: number[]; along?: number[]; losses: (number | null)[]; shares?: number[]; path: number[]; steps: number[];
  contours?: { loss: number; path: number[] }[];
}

export interface PiecesView {
  is: 'pieces'; x: number[]; y: number[]; terms: number[][]; bias: number; isStraight: boolean; bends: { x: number; layer: number; unit: number }[];
  parts: { from: number; to: number; slope: number }[];
}

export interface Matrix { rows: number; columns: number; values: number[][] }

export interface MatricesView { is: 'matrices'; layer: number; how: string; function: string; rows: number[]; x: Matrix; w: Matrix; b?: Matrix; z: Matrix; a: Matrix }

export interface CostView { is: 'cost'; batch: number; forward: number; step: number; seconds?: number; joules?: number; measured: number; total?: number; source: string }

export type ViewMessage = WarpView | LinesView | SpreadsView | JudgementView | SurfaceView | PiecesView | MatricesView | CostView;

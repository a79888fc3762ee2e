// What benches answer, as it travels: Lessons/Drawings.cs is the other end.

export interface Axis { name: string; low: number; high: number; isLog: boolean }
export interface Chart {
  is: 'chart'; title: string; x: Axis; y: Axis; isSquare: boolean; map?: { side: number; values: number[]; name: string };
  curves: { name: string; x: number[]; y: (number | string)[]; colour: number; isDashed: boolean }[];
  dots: { name: string; x: number[]; y: number[]; shape: number; isLarge: boolean }[]; arrows?: number[];
}
export interface Bars { is: 'bars'; title: string; names: string[]; values: number[]; marked?: number }
export interface Grid { is: 'grid'; title: string; rows: number; columns: number; values: number[]; rowNames?: string[]; columnNames?: string[]; showsNumbers: boolean; isInk: boolean; frame?: number[] }
export interface NumberTable { is: 'table'; title: string; head: string[]; rows: string[][]; marked?: number }
export type Drawing = Chart | Bars | Grid | NumberTable;

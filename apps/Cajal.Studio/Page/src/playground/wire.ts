// What travels between page and session; docs/studio.md tells it, Playground/Messages.cs is the other end.

import type { Evidence } from '../shared/evidence';
import type { ViewMessage } from '../views/messages';

export interface State {
  data: string; noise: number; count: number; classes: number; trainShare: number; splitInOrder: boolean; points: string; numbers: boolean;
  table: string; target: number; task: string; columns: string; axisX: string; axisY: string; fixed: string;
  validation: number; labelNoise: number; ratio: number; outliers: number; duplicates: number; leak: boolean; scale: string;
  inputs: string; layers: string; output: string; loss: string; init: string; firstBias: number; bias: boolean; weights: string;
  optimizer: string; rate: number; schedule: string; epochs: number; batch: number; shuffle: boolean;
  l1: number; l2: number; clip: number; oldRules: boolean; stopEpoch: number; stopLoss: number; stopAccuracy: number; stopPatience: number;
  dataSeed: number; weightSeed: number; orderSeed: number; dropoutSeed: number; speed: number;
  showTest: boolean; discretize: boolean; hide: string; language: string; theme: string; palette: string;
}

export interface Hello {
  is: 'hello'; session: string; sets: string[]; tables: string[]; inputs: [string, string][]; activations: string[]; outputs: string[]; losses: string[];
  optimizers: string[]; schedules: string[]; initializers: string[]; presets: [string, string][]; races: string[][];
}

export interface TableColumn { position: number; name: string; isNumbers: boolean; different: number; isInput: boolean; trouble?: string }

export interface TableValue { key: string; name: string; low: number; high: number; now: number }

/** A table's columns, and the plane that is drawn through them. */
export interface Table {
  columns: TableColumn[]; target: number; isNumbers: boolean; isHeld: boolean; values: TableValue[]; axisX: string; axisY: string;
  axes: { name: string; low: number; high: number }[];
}
export interface GalleryRows { is: 'gallery'; rows: GalleryRow[] }

export interface GalleryRow { key: string; finding: string; epochs: number; twinEpochs: number; broken: string; twin: string }

export interface Scene {
  is: 'scene'; state: State; link: string; notes: string[]; inputs: string[]; units: number[]; activations: string[];
  loss: string; classes: number; isLogits: boolean; isCurve: boolean; domain: number; points: number[]; parameters: number;
  table?: Table; classNames: string[];
}

/** A weight or a bias of the network. */
export interface Place { layer: number; unit: number; from?: number }

/** Gradients that were typed for the update behind a step. */
export interface Typed { step: number; numbers: { place: Place; value: number }[] }

export interface Figures {
  is: 'figures'; epoch: number; step: number; batch: number; batches: number; sample: number; running: boolean; frozen?: string; stopped?: string;
  train?: number; test?: number; penalty?: number; trainAccuracy?: number; testAccuracy?: number; rate: number; epochsPerSecond: number;
  validation?: number; validationAccuracy?: number; order?: number[]; batchSize: number;
  first: number; last: number; edits: number; typed?: Typed; mistakes?: { all: number; inPass: number; lastPass?: number; cleanPass?: number };
}

export interface CurvePoint {
  step: number; epoch: number; train?: number; test?: number; penalty?: number; trainAccuracy?: number; testAccuracy?: number; rate: number;
  low?: number; high?: number; validation?: number; validationAccuracy?: number;
}

export interface LayerFigures { gradient?: number; update?: number; dead?: number; saturated?: number; spread?: number }

export interface Curves {
  is: 'curves'; points: CurvePoint[]; marks: { step: number; epoch: number; text: string }[]; ghost: CurvePoint[];
  best?: { step: number; epoch: number; loss: number; by: string };
  layers: { step: number; layers: LayerFigures[] }[];
}

export interface PinnedLayer {
  z: number[]; n?: number[]; f?: number[]; a: number[]; mask?: number[]; delta: number[]; weights: number[]; weightGradients: number[]; weightUpdates?: number[]; biases?: number[]; biasUpdates?: number[];
}

export interface Pin { is: 'pin'; row: number; x: number; y: number; target: number; inputs: number[]; loss?: number; shown: number[]; layers: PinnedLayer[] }

export interface Finding {
  code: string; name: string; severity: string; symptom: string; evidence: Evidence[]; course?: [number, number][]; places: string[]; layers: number[];
  causes: string[]; notExcluded: string[]; prescriptions: { text: string; canTry: boolean }[];
}

export interface Advice { is: 'advice'; headline: string; isFull: boolean; findings: Finding[] }

export interface Trouble { is: 'trouble'; text: string; ended: boolean }

export interface Shared { is: 'shared'; link: string }

export interface OneMatrix { is: 'oneMatrix'; inputs: string[]; outputs: number; shapes: [number, number][]; matrix: number[]; shift: number[]; points: number; withoutActivations: number; asItIs: number; isLinear: boolean }

export interface Lecture { is: 'lecture'; lecture?: string; step: number; rows: { name: string; here: number; printed?: string; exact: number; isRight: boolean }[] }

export interface Lane {
  change: string; link: string; parameters: number; step: number; train?: number; test?: number; trainAccuracy?: number; testAccuracy?: number; frozen?: string;
  points: { epoch: number; train?: number; test?: number }[]; side: number; classes: number; isCurve: boolean; maps: string[];
}

export interface RaceView { is: 'race'; epoch: number; running: boolean; lanes: Lane[] }

export type Message = Hello | GalleryRows | Scene | Figures | Curves | Pin | Advice | Trouble | Shared | OneMatrix | Lecture | RaceView | ViewMessage;

/** A picture: what every unit answers over the plane, and all weights. */
export interface Picture { side: number; points: number; scales: Float32Array; weights: Float32Array; maps: Int8Array[] }

/** Whether a scene is about other points or another network than the one before: what was told of units and points then means nothing any more. */
export function isAnother(before: Scene, now: Scene): boolean {
  return before.units.join() !== now.units.join() || before.inputs.join() !== now.inputs.join() || before.points.length !== now.points.length || before.isCurve !== now.isCurve;
}

/** Whether a picture shows the network of a scene; after a change one of the network before may still be on its way. */
export function fits(picture: Picture, scene: Scene): boolean {
  const weights = scene.units.reduce((sum, units, l) => sum + units * ((l === 0 ? scene.inputs.length : scene.units[l - 1]) + (scene.state.bias ? 1 : 0)), 0);
  return picture.maps.length === scene.units.reduce((a, b) => a + b, 0) && picture.weights.length === weights && picture.points === (scene.isCurve ? picture.side : picture.side ** 2);
}

function readPicture(buffer: ArrayBuffer): Picture {
  const [side, points, count, weightCount] = new Int32Array(buffer, 0, 4);
  const scales = new Float32Array(buffer, 16, count);
  const weights = new Float32Array(buffer, 16 + 4 * count, weightCount);
  const from = 16 + 4 * (count + weightCount);
  return { side, points, scales, weights, maps: Array.from({ length: count }, (_, m) => new Int8Array(buffer, from + m * points, points)) };
}

export interface Listener { message(message: Message): void; picture(picture: Picture): void; closed(): void; opened(): void }

export class Wire {
  constructor(private readonly socket: WebSocket, listener: Listener) {
    this.socket.binaryType = 'arraybuffer';
    this.socket.onopen = () => listener.opened();
    this.socket.onclose = () => listener.closed();
    this.socket.onmessage = event => typeof event.data === 'string' ? listener.message(JSON.parse(event.data)) : listener.picture(readPicture(event.data));
  }

  send(command: { do: string; [more: string]: unknown }): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(command));
  }
}

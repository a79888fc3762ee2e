// What the room of digits asks; Digits/DigitMessages.cs is the other end.

import { spoken } from '../shared/ask';

export interface LayerPicture { name: string; maps: number; rows: number; columns: number; scale: number; values: string }
export interface DigitAnswer { digit: number; about: number; probabilities: number[]; seen: string; credit: LayerPicture; isIntegrated: boolean; layers: LayerPicture[] }
export interface NetState { name: string; parameters: number; right: number; addedRight: number; rightBefore?: number; addedRightBefore?: number }
export interface DigitState { phase: 'asleep' | 'training' | 'ready' | 'learning'; progress: number; nets: NetState[]; added: number; mostAdded: number; trained: number; judged: number; trouble?: string }
export interface DigitQuestion { ink: string; net: string; digit?: number; isDone: boolean }

async function read<T>(answer: Response): Promise<T> {
  if (answer.ok) return await answer.json() as T;
  const text = await answer.text();
  let said = text || `${answer.status}`;
  try { said = (JSON.parse(text) as { text: string }).text; } catch { /* It was no JSON: the text itself is shown. */ }
  throw new Error(said);
}

const post = async <T>(address: string, body?: unknown, signal?: AbortSignal): Promise<T> => read(await fetch(address, { method: 'POST', signal, headers: { ...spoken(), 'Content-Type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body) }));

export const digitState = async (): Promise<DigitState> => read(await fetch('draw/state', { headers: spoken() }));
export const beginDigits = (): Promise<DigitState> => post('draw/begin');
export const forgetDrawings = (): Promise<DigitState> => post('draw/forget');
export const correctDigit = (question: DigitQuestion): Promise<DigitState> => post('draw/correct', question);
export const answerDigit = (question: DigitQuestion, signal: AbortSignal): Promise<DigitAnswer> => post('draw/answer', question, signal);

/** The bytes of a text in base 64. */
export const bytesOf = (text: string): Uint8Array => Uint8Array.from(atob(text), c => c.charCodeAt(0));

export interface DigitSettings { net: string; optimizer: string; rate: number; batch: number; seed: number }
export interface DigitCommand { do: 'look' | 'train' | 'pause' | 'step' | 'epoch' | 'anew'; settings: DigitSettings; ink?: string; example: number }
export interface DigitPoint { step: number; value: number }
export interface DigitCourse { step: number; epoch: number; isRunning: boolean; loss?: number; losses: DigitPoint[]; rights: DigitPoint[]; held: number; set: number; frozen?: string; refused?: string; label?: number; answer: DigitAnswer; filters: LayerPicture[] }

/** The wire to a training of this page, which ends with it; every question gets one answer. */
export class TrainingWire {
  private readonly socket = new WebSocket(`ws://${location.host}/draw/socket?language=${document.documentElement.lang}`);
  private readonly waiting: DigitCommand[] = [];
  private isAsked = false;

  constructor(told: (course: DigitCourse) => void, trouble: (text: string) => void, closed: () => void) {
    this.socket.onopen = () => this.next();
    this.socket.onclose = closed;
    this.socket.onmessage = event => {
      const said = JSON.parse(event.data as string) as DigitCourse | { text: string };
      this.isAsked = false;
      if ('text' in said) trouble(said.text); else told(said);
      this.next();
    };
  }

  get isOver(): boolean { return this.socket.readyState > WebSocket.OPEN; }

  /** Asks; of looks that wait only the last is asked. */
  ask(command: DigitCommand): void {
    const last = this.waiting.at(-1);
    if (last?.do === 'look') this.waiting.pop();
    this.waiting.push(command);
    this.next();
  }

  close(): void { this.socket.onclose = null; this.socket.close(); }

  private next(): void {
    if (this.isAsked || this.socket.readyState !== WebSocket.OPEN) return;
    const command = this.waiting.shift();
    if (!command) return;
    this.isAsked = true;
    this.socket.send(JSON.stringify(command));
  }
}

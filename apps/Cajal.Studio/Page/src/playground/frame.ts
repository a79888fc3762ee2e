// What a session tells while it trains is shown together, once in a frame of the page, and not message by message: of each kind only the newest waits.

import type { Message } from './wire';

// What changes what all others are about is shown at once.
const atOnce = new Set<Message['is']>(['hello', 'scene', 'trouble', 'shared']);

// A picture follows nearly always; milliseconds that are waited for it.
const patience = 20;

export class Frame {
  private readonly waiting = new Map<string, Message>();
  private isDue = false;
  private timer = 0;

  /** The picture is drawn first: canvases are measured before texts change, so that the page is laid out once. */
  constructor(private readonly show: (message: Message) => void, private readonly draw: () => void) { }

  put(message: Message): void {
    if (atOnce.has(message.is)) { this.flush(); this.show(message); return; }
    this.waiting.set(message.is, message);
    this.timer ||= window.setTimeout(() => this.ask(), patience);
  }

  /** Asks for a frame. */
  ask(): void {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => { this.isDue = false; this.draw(); this.flush(); });
  }

  private flush(): void {
    window.clearTimeout(this.timer);
    this.timer = 0;
    const messages = [...this.waiting.values()];
    this.waiting.clear();
    messages.forEach(this.show);
  }
}

// What a session tells while it trains is shown together, once in a frame of the page, and not message by message: of each kind only the newest waits.

import type { Message } from './wire';

// What changes what all others are about is shown at once.
const atOnce = new Set<Message['is']>(['hello', 'scene', 'trouble', 'shared']);

// A picture follows nearly always; milliseconds that are waited for it.
const patience = 20;

// Milliseconds for which nothing is drawn after something was asked for, unless the last picture is as old as that.
const held = 60;

export class Frame {
  private readonly waiting = new Map<string, Message>();
  private isDue = false;
  private timer = 0;
  private heldUntil = 0;
  private drawnAt = 0;

  /** The picture is drawn first: canvases are measured before texts change, so that the page is laid out once. */
  constructor(private readonly show: (message: Message) => void, private readonly draw: () => void) { }

  put(message: Message): void {
    if (atOnce.has(message.is)) { this.heldUntil = 0; this.flush(); this.show(message); this.ask(); return; }
    this.waiting.set(message.is, message);
    this.timer ||= window.setTimeout(() => this.ask(), patience);
  }

  /** Asks for a frame. */
  ask(): void {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(now => {
      this.isDue = false;
      if (now < this.heldUntil) { window.setTimeout(() => this.ask(), this.heldUntil - now); return; }
      this.drawnAt = now;
      this.draw();
      this.flush();
    });
  }

  /** Something was asked for: what would be drawn now is old, and would keep the answer waiting. */
  hold(): void {
    const now = performance.now();
    if (now - this.drawnAt < held) this.heldUntil = now + held;
  }

  private flush(): void {
    window.clearTimeout(this.timer);
    this.timer = 0;
    const messages = [...this.waiting.values()];
    this.waiting.clear();
    messages.forEach(this.show);
  }
}

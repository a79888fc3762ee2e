// Which lessons are done; the browser keeps it.

const place = 'cajal-lessons-done';

export const doneLessons = (): Set<string> => new Set((localStorage.getItem(place) ?? '').split(',').filter(Boolean));

export function markDone(name: string): void { localStorage.setItem(place, [...doneLessons().add(name)].join(',')); }

export function forgetDone(): void { localStorage.removeItem(place); }

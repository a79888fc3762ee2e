// The little of a browser that the page's own functions ask for: elements that hold what they are given, nothing is drawn.

class Element {
  children = [];
  attributes = {};
  listeners = {};
  hidden = false;
  open = false;
  dataset = {};

  constructor(tag) { this.tagName = tag.toUpperCase(); }

  setAttribute(name, value) { this.attributes[name] = value; }
  getAttribute(name) { return this.attributes[name] ?? null; }
  addEventListener(name, listener) { this.listeners[name] = listener; }
  append(...more) { this.children.push(...more); }
  replaceChildren(...all) { this.children = all; }
  focus() { document.activeElement = this; }
  get textContent() { return this.children.map(c => typeof c === 'string' ? c : c.textContent).join(''); }
  querySelectorAll(tags) {
    const wanted = tags.toUpperCase().split(', ');
    return this.children.filter(c => typeof c !== 'string').flatMap(c => [...wanted.includes(c.tagName) ? [c] : [], ...c.querySelectorAll(tags)]);
  }
}

globalThis.document = { createElement: tag => new Element(tag), documentElement: { dataset: {}, lang: 'en' }, activeElement: null };
globalThis.location = { search: '', hash: '', host: '127.0.0.1:7575' };

const kept = new Map();
globalThis.localStorage = { getItem: name => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value), removeItem: name => kept.delete(name) };

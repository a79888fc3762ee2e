// Sizes that every frame asks for. Asking the page has all of it laid out once more where something was written before; an observer knows them already.

export interface Size { width: number; height: number }

const sizes = new WeakMap<Element, Size>();
const read = (element: Element): Size => ({ width: element.clientWidth, height: element.clientHeight });
const observer = new ResizeObserver(entries => { for (const { target } of entries) sizes.set(target, read(target)); });

/** An element's size in CSS pixels, as it was laid out last. Who draws by it has to draw again when it changes. */
export function sizeOf(element: Element): Size {
  let size = sizes.get(element);
  if (!size) {
    sizes.set(element, size = read(element));
    observer.observe(element);
  }
  return size;
}

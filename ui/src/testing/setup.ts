/** What jsdom lacks and the pages use: sizes, observers and scrolling, all of which do nothing there. */
import "@testing-library/jest-dom/vitest";

/** Every box has this size, so that what shows only as much as fits shows something. */
export const SIZE = { width: 1000, height: 800 };

class StillObserver {
  readonly #callback: ResizeObserverCallback;

  constructor(callback: ResizeObserverCallback) {
    this.#callback = callback;
  }

  observe(target: Element): void {
    const entry = { target, contentRect: SIZE } as unknown as ResizeObserverEntry;
    this.#callback([entry], this as unknown as ResizeObserver);
  }

  unobserve(): void {
    // Nothing changes its size.
  }

  disconnect(): void {
    // Nothing changes its size.
  }
}

/** Everything is in sight. */
class SeeingObserver {
  readonly #callback: IntersectionObserverCallback;

  constructor(callback: IntersectionObserverCallback) {
    this.#callback = callback;
  }

  observe(target: Element): void {
    const entry = { target, isIntersecting: true } as IntersectionObserverEntry;
    this.#callback([entry], this as unknown as IntersectionObserver);
  }

  unobserve(): void {
    // It stays in sight.
  }

  disconnect(): void {
    // It stays in sight.
  }
}

/** Wide enough that the panel stands beside the map. */
window.innerWidth = 1280;
globalThis.IntersectionObserver = SeeingObserver as unknown as typeof IntersectionObserver;
globalThis.ResizeObserver = StillObserver as unknown as typeof ResizeObserver;
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.animate ??= () =>
  ({ cancel: () => undefined, finished: Promise.resolve(), onfinish: null }) as unknown as Animation;
for (const side of ["Width", "Height"] as const) {
  const size = side === "Width" ? SIZE.width : SIZE.height;
  for (const name of [`offset${side}`, `client${side}`]) {
    Object.defineProperty(HTMLElement.prototype, name, {
      configurable: true,
      get(this: HTMLElement) {
        return side === "Height" && this.tagName === "TR" ? 34 : size;
      },
    });
  }
}
for (const [name, value] of [
  ["width", SIZE.width],
  ["height", SIZE.height],
] as const) {
  Object.defineProperty(SVGSVGElement.prototype, name, {
    configurable: true,
    get: () => ({ baseVal: { value } }),
  });
}

/** A modal dialog takes the focus to its first field and asks to be closed on Esc, as browsers do. */
HTMLDialogElement.prototype.showModal = function showModal(): void {
  this.setAttribute("open", "");
  const first = this.querySelector<HTMLElement>("[autofocus], input, select, textarea, button");
  first?.focus();
  this.addEventListener("keydown", (event) => {
    if (event.key === "Escape") this.dispatchEvent(new Event("cancel", { cancelable: true }));
  });
};

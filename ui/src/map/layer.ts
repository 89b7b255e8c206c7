/**
 * A group of SVG nodes kept in step with a list: what is the same stays, what is new is made, what is gone
 * goes. It knows neither what the things are nor where they lie.
 */
/** A thing to show. */
export interface Shown<T> {
  key: string;
  /** It is shown anew when this is another. */
  thing: T;
  /** A transform of its node, if it has one. */
  place?: string;
}

interface Entry<T> {
  thing: T;
  node: SVGGElement;
  place: string | undefined;
}

export class Layer<T> {
  readonly #group: Element;
  readonly #make: (thing: T) => SVGGElement;
  readonly #entries = new Map<string, Entry<T>>();

  constructor(group: Element, make: (thing: T) => SVGGElement) {
    this.#group = group;
    this.#make = make;
  }

  /** Shows these, in this order. */
  show(list: Shown<T>[]): void {
    const keep = new Set(list.map(({ key }) => key));
    for (const [key, { node }] of this.#entries) {
      if (keep.has(key)) continue;
      node.remove();
      this.#entries.delete(key);
    }
    let next = this.#group.firstElementChild;
    for (const { key, thing, place } of list) {
      let entry = this.#entries.get(key);
      if (entry && entry.thing !== thing) {
        if (next === entry.node) next = next.nextElementSibling;
        entry.node.remove();
        entry = undefined;
      }
      if (!entry) {
        entry = { thing, node: this.#make(thing), place: undefined };
        this.#entries.set(key, entry);
      }
      if (entry.place !== place) {
        entry.place = place;
        if (place === undefined) entry.node.removeAttribute("transform");
        else entry.node.setAttribute("transform", place);
      }
      if (entry.node === next) next = next.nextElementSibling;
      else this.#group.insertBefore(entry.node, next);
    }
  }

  /** The node of a thing that is shown. */
  node(key: string): SVGGElement | undefined {
    return this.#entries.get(key)?.node;
  }

  /** Forgets all, so that everything is made anew. */
  clear(): void {
    this.show([]);
  }
}

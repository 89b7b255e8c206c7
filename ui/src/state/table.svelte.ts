/**
 * Rows by id. It holds one signal for all of them: a map has thousands of rows, and a signal for each, with
 * the lists of who reads it, would hold more than the rows themselves. Whoever reads any row reads anew when
 * any row changes, which is a lookup.
 */
export class Table<V> {
  readonly #rows = new Map<string, V>();
  #version = $state(0);

  get(id: string): V | undefined {
    void this.#version;
    return this.#rows.get(id);
  }

  has(id: string): boolean {
    void this.#version;
    return this.#rows.has(id);
  }

  /** All rows, in the order in which they came. */
  values(): IterableIterator<V> {
    void this.#version;
    return this.#rows.values();
  }

  /** All ids, in the order in which they came. */
  keys(): IterableIterator<string> {
    void this.#version;
    return this.#rows.keys();
  }

  get size(): number {
    void this.#version;
    return this.#rows.size;
  }

  set(id: string, row: V): void {
    if (this.#rows.get(id) === row) return;
    this.#rows.set(id, row);
    this.#version += 1;
  }

  delete(id: string): void {
    if (this.#rows.delete(id)) this.#version += 1;
  }

  clear(): void {
    if (this.#rows.size === 0) return;
    this.#rows.clear();
    this.#version += 1;
  }
}

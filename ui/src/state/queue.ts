/**
 * Commands in the order in which they were given. One runs at a time; a command is built only when its
 * turn comes, so that it may use what the one before it answered. Callers never have to wait.
 */
export class CommandQueue {
  #tail: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  readonly #watch: (waiting: number) => void;

  /** `watch` hears how many tasks are under way or waiting. */
  constructor(watch: (waiting: number) => void = () => undefined) {
    this.#watch = watch;
  }

  /** Puts a task at the end. A failing task does not hold up those behind it. */
  run<T>(task: () => Promise<T>): Promise<T> {
    this.#count(1);
    const result = this.#tail.then(task, task);
    this.#tail = result.then(
      () => this.#count(-1),
      () => this.#count(-1),
    );
    return result;
  }

  /** Resolves when everything given so far has been answered. */
  async idle(): Promise<void> {
    while (this.#waiting > 0) await this.#tail;
  }

  #count(by: number): void {
    this.#waiting += by;
    this.#watch(this.#waiting);
  }
}

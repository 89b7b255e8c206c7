/**
 * Rows of a long table: only those near what is in sight are mounted, between rows as high as what is left out. A
 * screen reader still hears how many there are (`aria-rowcount`, `aria-rowindex`). Short tables are mounted whole.
 */
import {
  defaultRangeExtractor,
  elementScroll,
  measureElement,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualItem,
} from "@tanstack/virtual-core";
import { untrack } from "svelte";
import type { Attachment } from "svelte/attachments";

/** Tables up to this many rows are mounted whole. */
export const MOUNTED_WHOLE = 100;
/** Rows mounted above and below what is in sight. */
const OVERSCAN = 12;
/** Rows mounted before the first layout is known. */
const AT_FIRST = 40;

/** A mounted row, and the height of what is left out right above it. */
export interface MountedRow {
  index: number;
  gap: number;
}

interface Options {
  /** How many rows there are. */
  count: () => number;
  /** About how high a row is, pixels. */
  height: number;
  /** A row that stays mounted although it is out of sight, such as the one with the keyboard. */
  keep?: () => number | null;
}

export class VirtualRows {
  #version = $state(0);
  /** The row that holds the focus. */
  #focused = $state<number | null>(null);
  #virtualizer: Virtualizer<HTMLElement, HTMLTableRowElement> | null = null;
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Whether rows are left out. */
  long = $derived.by(() => this.#options.count() > MOUNTED_WHOLE);

  #items = $derived.by((): VirtualItem[] | null => {
    void this.#version;
    return this.long ? (this.#virtualizer?.getVirtualItems() ?? null) : null;
  });

  /** The rows to mount, from the top. */
  rows = $derived.by((): MountedRow[] => {
    const count = this.#options.count();
    const items = this.#items;
    if (!this.long || !items) {
      const first = this.long ? AT_FIRST : count;
      return Array.from({ length: first }, (_, index) => ({ index, gap: 0 }));
    }
    let end = this.#virtualizer?.options.scrollMargin ?? 0;
    return items
      .filter(({ index }) => index < count)
      .map(({ index, start, end: next }) => {
        const gap = Math.max(0, start - end);
        end = next;
        return { index, gap };
      });
  });

  /** Height of what is left out below the last mounted row. */
  after = $derived.by(() => {
    const last = this.#items?.at(-1);
    if (!last || !this.#virtualizer) return 0;
    const { scrollMargin } = this.#virtualizer.options;
    return Math.max(0, scrollMargin + this.#virtualizer.getTotalSize() - last.end);
  });

  /** Follows what is in sight of the table body it is attached to. */
  body: Attachment<HTMLTableSectionElement> = (body) => {
    const scroller = body.closest<HTMLElement>(".scroll");
    if (!scroller) return;
    const focus = (event: FocusEvent) => {
      const row = (event.target as HTMLElement).closest<HTMLElement>("tr[data-index]");
      this.#focused = row ? Number(row.dataset["index"]) : null;
    };
    const blur = () => (this.#focused = null);
    body.addEventListener("focusin", focus);
    body.addEventListener("focusout", blur);
    $effect(() => {
      if (!this.long) return;
      const virtualizer = new Virtualizer<HTMLElement, HTMLTableRowElement>(
        untrack(() => this.#settings(body, scroller)),
      );
      this.#virtualizer = virtualizer;
      const unmount = virtualizer._didMount();
      virtualizer._willUpdate();
      untrack(() => (this.#version += 1));
      $effect(() => {
        virtualizer.setOptions(this.#settings(body, scroller));
        virtualizer._willUpdate();
        untrack(() => (this.#version += 1));
      });
      return () => {
        unmount();
        this.#virtualizer = null;
      };
    });
    return () => {
      body.removeEventListener("focusin", focus);
      body.removeEventListener("focusout", blur);
    };
  };

  /** Measures the row it is attached to; the row says its number in `data-index`. */
  row: Attachment<HTMLTableRowElement> = (row) => {
    this.#virtualizer?.measureElement(row);
  };

  #settings(body: HTMLElement, scroller: HTMLElement) {
    const kept = [this.#options.keep?.() ?? null, this.#focused];
    const count = this.#options.count();
    return {
      count,
      overscan: OVERSCAN,
      estimateSize: () => this.#options.height,
      getScrollElement: () => scroller,
      scrollMargin:
        body.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      measureElement,
      rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const indexes = new Set(defaultRangeExtractor(range));
        for (const index of kept) if (index !== null && index < count) indexes.add(index);
        return [...indexes].sort((a, b) => a - b);
      },
      onChange: () => untrack(() => (this.#version += 1)),
    };
  }
}

/**
 * What the window has to say: short remarks at the bottom, one dialog for a fault that needs a decision.
 */
import { errors } from "./faults";
import type { Fault } from "../wire/Fault";

export interface Remark {
  id: number;
  text: string;
  detail: string;
  /** Something the person can do at once. */
  action: { label: string; run: () => void } | null;
  /** Remarks of one kind replace each other; empty for those that do not. */
  kind: string;
}

/** How long a remark stays, in milliseconds. */
const STAY = 5000;

export class Messages {
  remarks = $state.raw<Remark[]>([]);
  /** The fault that asks for attention, and the file it is about. */
  fault = $state.raw<{ fault: Fault; path: string | null } | null>(null);
  #next = 1;

  /** Says something; a remark of the same kind gives way to it. */
  say(text: string, detail = "", action: Remark["action"] = null, kind = ""): void {
    const remark = { id: this.#next, text, detail, action, kind };
    this.#next += 1;
    const others = this.remarks.filter((known) => kind === "" || known.kind !== kind);
    this.remarks = [...others.slice(-2), remark];
    setTimeout(() => this.drop(remark.id), action ? STAY * 2 : STAY);
  }

  drop(id: number): void {
    this.remarks = this.remarks.filter((remark) => remark.id !== id);
  }

  /** Says what went wrong in the way its code asks for. */
  fail(fault: Fault, path: string | null = null): void {
    const words = errors[fault.code];
    if (words.brief) this.say(words.title, fault.detail || words.advice);
    else this.fault = { fault, path };
  }
}

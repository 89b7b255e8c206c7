/**
 * Commands to the desk: in their turn, or beside the others, with what is under way. A refusal is said here, so that
 * whoever asks needs to know only that there is no answer.
 */
import type { Host, ReplyTo } from "../backend/host";
import type { Command } from "../wire/Command";
import type { WorkState } from "../wire/WorkState";
import { asFault } from "./faults";
import type { Messages } from "./messages.svelte";
import { CommandQueue } from "./queue";

/** Commands of which only the last one asked for is worked out, or whose screen says itself that there is no answer. */
const QUIET: Command["call"][] = ["preview", "flow", "compare", "try_out", "read_records", "records"];

export class Requests {
  /** Commands under way or waiting. */
  waiting = $state(0);
  /** Long work under way. */
  works = $state.raw<WorkState[]>([]);
  readonly #queue = new CommandQueue((waiting) => (this.waiting = waiting));
  readonly #host: Host;
  readonly #messages: Messages;

  constructor(host: Host, messages: Messages) {
    this.#host = host;
    this.#messages = messages;
  }

  /**
   * Runs a command in its turn, built only then if it is a function; `null` when it was refused, which has then been
   * said.
   */
  async run<C extends Command>(
    command: C | (() => Promise<C>),
    path: string | null = null,
  ): Promise<ReplyTo<C> | null> {
    try {
      return await this.#queue.run(async () =>
        this.#host.call(typeof command === "function" ? await command() : command),
      );
    } catch (thrown) {
      this.#messages.fail(asFault(thrown), path);
      return null;
    }
  }

  /**
   * Runs a command that takes long. It begins in its turn, and what is done meanwhile does not wait for it;
   * `null` when it was refused or cancelled, which has then been said.
   */
  async work<C extends Command>(command: C, path: string | null = null): Promise<ReplyTo<C> | null> {
    try {
      const begun = await this.#queue.run(() => Promise.resolve({ reply: this.#host.call(command) }));
      return await begun.reply;
    } catch (thrown) {
      const fault = asFault(thrown);
      if (fault.code !== "cancelled" || !QUIET.includes(command.call)) this.#messages.fail(fault, path);
      return null;
    }
  }

  /** Asks without waiting for edits; for what alters nothing. Throws a fault. */
  ask<C extends Command>(command: C): Promise<ReplyTo<C>> {
    return this.#host.call(command);
  }

  /** Cancels long work, unless it is too late; whoever waits for it is told. */
  async cancel(work: number): Promise<void> {
    await this.#host.call({ call: "cancel", work }).catch((thrown) => this.#messages.fail(asFault(thrown)));
  }
}

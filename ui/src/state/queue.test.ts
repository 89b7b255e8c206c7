import { describe, expect, it } from "vitest";
import { CommandQueue } from "./queue";

describe("the command queue", () => {
  it("keeps the order although earlier commands take longer", async () => {
    const queue = new CommandQueue();
    const seen: string[] = [];
    const slow = (name: string, turns: number) => async () => {
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      seen.push(name);
    };
    queue.run(slow("a", 30)).catch(() => undefined);
    queue.run(slow("b", 3)).catch(() => undefined);
    await queue.run(slow("c", 0));
    expect(seen, "one runs at a time, first come first served").toEqual(["a", "b", "c"]);
  });

  it("builds a command only when its turn has come", async () => {
    const queue = new CommandQueue();
    let made: string | null = null;
    const first = queue.run(async () => {
      await Promise.resolve();
      made = "step 1";
    });
    const second = queue.run(async () => made);
    await first;
    expect(await second, "the second command may name what the first one made").toBe("step 1");
  });

  it("goes on after a refusal", async () => {
    const counts: number[] = [];
    const queue = new CommandQueue((waiting) => counts.push(waiting));
    const refused = queue.run(() => Promise.reject(new Error("refused")));
    const next = queue.run(async () => "kept");
    await expect(refused).rejects.toThrow("refused");
    expect(await next, "a refused command holds up nobody").toBe("kept");
    await queue.idle();
    expect(counts.at(-1), "nothing is left waiting").toBe(0);
  });
});

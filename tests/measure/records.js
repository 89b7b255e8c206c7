// Runs in the page: times an edit from its key to its answer, and sends the import. Times are those of the page, in
// milliseconds; what the driver takes is in none of them.
const [act, ...given] = arguments;
const done = given.pop();
const root = () => document.querySelector("[data-rev]").dataset;

const acts = {
  // Waits for the Enter that ends a title, then for its card, then for the disk.
  arm(title) {
    window.measuredEdit = new Promise((resolve) => {
      const before = Number(root().rev);
      let begun, shown;
      const look = () => {
        if (begun === undefined) return;
        const at = root();
        const cards = document.querySelectorAll('.card[data-element^="step:"]');
        const card = [...cards].some((one) => one.getAttribute("aria-label").startsWith(`${title}, `));
        if (shown === undefined && card && Number(at.rev) > before) shown = performance.now() - begun;
        const kept = at.waiting === "0" && at.rev === at.diskRev && Number(at.rev) > before;
        if (shown === undefined || !kept || !document.querySelector("[data-disk=on-disk]")) return;
        watcher.disconnect();
        resolve({ shown, disk: performance.now() - begun });
      };
      const watcher = new MutationObserver(look);
      watcher.observe(document.documentElement, { subtree: true, childList: true, attributes: true });
      const key = (event) => {
        if (event.key !== "Enter") return;
        removeEventListener("keydown", key, true);
        begun = performance.now();
      };
      addEventListener("keydown", key, true);
    });
    done(true);
  },
  edit() {
    void window.measuredEdit.then(done);
  },
  // The command of the import dialog, through the page's own door.
  keep(path) {
    const begun = performance.now();
    const command = { call: "keep_records", path, mapping: { won: [], lost: [], table: {}, stage: [] }, name: "Large", kept: "events" };
    window.measuredImport = { state: "under way" };
    const over = (state) => (said) => {
      window.measuredImport = { state, seconds: (performance.now() - begun) / 1000, said: JSON.stringify(said).slice(0, 300) };
    };
    void window.__TAURI_INTERNALS__.invoke("call", { command }).then(over("kept"), over("refused"));
    done(true);
  },
  import() {
    done(window.measuredImport);
  },
};
acts[act](...given);

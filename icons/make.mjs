/**
 * Makes the icon files that Tauri asks for from the one source drawing, twinlane.svg.
 * Run by `npm run icons` in ui/; mobile and store variants that the CLI also writes are left out.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const kept = ["32x32.png", "128x128.png", "128x128@2x.png", "icon.png", "icon.ico", "icon.icns"];
const scratch = mkdtempSync(join(tmpdir(), "twinlane-icons-"));
try {
  execFileSync("npx", ["--yes", "@tauri-apps/cli@2", "icon", join(here, "twinlane.svg"), "-o", scratch], {
    cwd: join(here, "..", "ui"),
    stdio: "inherit",
  });
  for (const name of kept) copyFileSync(join(scratch, name), join(here, name));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

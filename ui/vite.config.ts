// The build of the pages. Everything is bundled; nothing is fetched at run time.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const repository = fileURLToPath(new URL("..", import.meta.url));

export default defineConfig({
  plugins: [svelte()],
  resolve: { conditions: ["browser"] },
  // The fonts lie in the text crate, next to the code that measures with them; there is one copy.
  server: { fs: { allow: [repository] } },
  build: {
    target: ["es2022", "safari16"],
    // A data: font would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
  test: { environment: "node", include: ["src/**/*.test.ts"] },
});

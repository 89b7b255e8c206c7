// The build of the pages. Everything is bundled; nothing is fetched at run time.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
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
  test: {
    projects: [
      // Pure functions.
      {
        extends: true,
        test: {
          name: "unit",
          environment: "node",
          include: ["src/**/*.test.ts"],
          exclude: ["src/**/*.rendered.test.ts"],
        },
      },
      // Components rendered, and state driven, over the fake host. Nothing is global, so files share one page.
      {
        extends: true,
        plugins: [svelteTesting()],
        test: {
          name: "rendered",
          environment: "jsdom",
          include: ["src/**/*.rendered.test.ts"],
          setupFiles: ["src/testing/setup.ts"],
          isolate: false,
          // A machine that builds beside it is slow; a test that hangs is found all the same.
          testTimeout: 20_000,
        },
      },
    ],
  },
});

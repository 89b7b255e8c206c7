// Lint rules of the pages. The one of our own: only src/backend may import the shell's packages.
import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const shellOnly = {
  "no-restricted-imports": [
    "error",
    { patterns: [{ group: ["@tauri-apps/*"], message: "Only src/backend speaks to the shell." }] },
  ],
};

export default ts.config(
  { ignores: ["dist", "node_modules", "src/wire"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig } },
  },
  { files: ["src/**"], ignores: ["src/backend/**"], rules: shellOnly },
  // Maps and sets made inside a derived value or a function are filled once and never changed again.
  { rules: { "svelte/prefer-svelte-reactivity": "off" } },
  // The compiler checks names already, and knows types that live only in declarations.
  { rules: { "no-undef": "off" } },
);

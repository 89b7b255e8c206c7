/** Starts the window. */
import { mount } from "svelte";
import App from "./App.svelte";
import { createApp } from "./application";
import { tauriHost } from "./backend/tauri";
import "./styles/base.css";

const target = document.getElementById("app");
if (target) mount(App, { target, props: { app: createApp(tauriHost()) } });

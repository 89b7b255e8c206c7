//! Lets Tauri read its configuration and embed the pages. Nothing else happens at build time: the pages
//! themselves are built by `npm run build` in `ui/`.

fn main() {
    tauri_build::build();
}

//! Hands the bundled faces to the pages under `face://`, so that the program holds each file once.

use tauri::http::{Request, Response, StatusCode, header};

/// Scheme of the address; the content security policy lets fonts come from it.
pub const SCHEME: &str = "face";

/// Answers one request: the file named by the path, or not found.
pub fn answer(request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let name = request
        .uri()
        .path()
        .trim_start_matches('/')
        .trim_end_matches(".ttf");
    let mut response = Response::new(Vec::new());
    match twinlane_usecases::face_file(name) {
        Some(bytes) => {
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("font/ttf"));
            // Fonts are always fetched as from another origin.
            headers.insert(
                header::ACCESS_CONTROL_ALLOW_ORIGIN,
                header::HeaderValue::from_static("*"),
            );
            *response.body_mut() = bytes.to_vec();
        }
        None => *response.status_mut() = StatusCode::NOT_FOUND,
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(path: &str) -> Response<Vec<u8>> {
        let request = Request::builder()
            .uri(format!("face://localhost/{path}"))
            .body(Vec::new());
        answer(&request.expect("a plain address"))
    }

    #[test]
    fn bundled_faces_are_handed_out_and_nothing_else() {
        let face = ask("NotoSansArabic-Regular.ttf");
        assert_eq!(face.status(), StatusCode::OK, "a bundled face is there");
        assert!(face.body().len() > 10_000, "with its bytes");
        for path in ["../Cargo.toml", "", "etc/passwd"] {
            assert_eq!(
                ask(path).status(),
                StatusCode::NOT_FOUND,
                "{path:?} names no face"
            );
        }
    }
}

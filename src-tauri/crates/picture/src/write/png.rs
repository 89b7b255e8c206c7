//! A Scene as a PNG picture. Text is drawn from the outlines of the bundled faces; no font of the system is
//! ever asked for.

use tiny_skia::{
    FillRule, LineCap, LineJoin, Paint as Brush, PathBuilder, Pixmap, Stroke, StrokeDash, Transform,
};
use twinlane_text::FontBook;

use super::display_list::{DrawItem, glyphs};
use super::outlines::Outlines;
use crate::error::PictureError;
use crate::scene::elements::Scene;
use crate::scene::paint::Token;
use crate::scene::path::{Path, PathCommand, Point, Rect};
use crate::scene::theme::{Rgb, Theme};

/// Text whose em is lower than this on the picture, in pixels, leaves no trace that one could see.
const LEAST_EM: f32 = 0.5;
/// Most pixels of a picture; larger ones would take more memory than a laptop should give.
const MOST_PIXELS: f32 = 200_000_000.0;

/// Draws a Scene as PNG at `scale` pixels per pixel of the Scene.
///
/// # Errors
/// [`PictureError::Size`] when the picture would be empty or have more than 200 million pixels,
/// [`PictureError::Encode`] when it cannot be encoded.
pub fn png(scene: &Scene, theme: Theme, scale: f32) -> Result<Vec<u8>, PictureError> {
    let whole = Rect::new(0.0, 0.0, scene.width, scene.height);
    png_of(scene, theme, whole, scale)
}

/// Draws a part of a Scene as PNG.
///
/// # Errors
/// As [`png`].
pub fn png_of(scene: &Scene, theme: Theme, part: Rect, scale: f32) -> Result<Vec<u8>, PictureError> {
    let (width, height) = ((part.width * scale).ceil(), (part.height * scale).ceil());
    let sensible = width >= 1.0 && height >= 1.0 && width * height <= MOST_PIXELS;
    let mut canvas = sensible
        .then(|| Pixmap::new(width as u32, height as u32))
        .flatten()
        .ok_or(PictureError::Size {
            width: f64::from(width),
            height: f64::from(height),
        })?;
    canvas.fill(color(theme.color(Token::Paper)));
    let transform = Transform::from_translate(-part.x, -part.y).post_scale(scale, scale);
    let book = FontBook::bundled();
    let mut outlines = Outlines::default();
    for element in &scene.elements {
        for item in scene.draw_items(element) {
            match item {
                DrawItem::Path { d, paint } => {
                    let Some(path) = skia(&d) else { continue };
                    if let Some(token) = paint.fill {
                        fill(&mut canvas, &path, theme.color(token), transform);
                    }
                    if let Some(token) = paint.stroke {
                        let stroke = Stroke {
                            width: paint.width,
                            line_cap: LineCap::Butt,
                            line_join: LineJoin::Round,
                            dash: paint
                                .dash
                                .pattern()
                                .and_then(|p| StrokeDash::new(p.to_vec(), 0.0)),
                            ..Stroke::default()
                        };
                        canvas.stroke_path(&path, &brush(theme.color(token)), &stroke, transform, None);
                    }
                }
                DrawItem::Text { style, .. } if style.size * scale < LEAST_EM => {}
                DrawItem::Text { line, style, color } => {
                    let (shaped, left) = glyphs(book, &line, style);
                    for glyph in &shaped.glyphs {
                        let origin = Point::new(left + glyph.x, line.y + glyph.y);
                        let outline = outlines.at(book, glyph.face, glyph.glyph_id, style.size, origin);
                        if let Some(path) = skia(&outline) {
                            fill(&mut canvas, &path, theme.color(color), transform);
                        }
                    }
                }
            }
        }
    }
    canvas
        .encode_png()
        .map_err(|error| PictureError::Encode(error.to_string()))
}

/// A small picture for a list of files: the whole Scene, at most `width` × `height` pixels.
///
/// # Errors
/// As [`png`].
pub fn thumbnail(scene: &Scene, theme: Theme, width: f32, height: f32) -> Result<Vec<u8>, PictureError> {
    let scale = (width / scene.width.max(1.0))
        .min(height / scene.height.max(1.0))
        .min(1.0);
    png(scene, theme, scale)
}

fn fill(canvas: &mut Pixmap, path: &tiny_skia::Path, color: Rgb, transform: Transform) {
    canvas.fill_path(path, &brush(color), FillRule::Winding, transform, None);
}

fn brush(rgb: Rgb) -> Brush<'static> {
    let mut brush = Brush::default();
    brush.set_color(color(rgb));
    brush.anti_alias = true;
    brush
}

fn color(Rgb(red, green, blue): Rgb) -> tiny_skia::Color {
    tiny_skia::Color::from_rgba8(red, green, blue, 255)
}

fn skia(path: &Path) -> Option<tiny_skia::Path> {
    let mut builder = PathBuilder::new();
    for command in &path.0 {
        match *command {
            PathCommand::Move(p) => builder.move_to(p.x, p.y),
            PathCommand::Line(p) => builder.line_to(p.x, p.y),
            PathCommand::Cubic(a, b, p) => builder.cubic_to(a.x, a.y, b.x, b.y, p.x, p.y),
            PathCommand::Close => builder.close(),
        }
    }
    builder.finish()
}

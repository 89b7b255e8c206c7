//! What is on a page: a display list in points, and the structure a reader of the text follows.
//!
//! Values only. Nothing here knows how pages come about or how they are written to a file.

use twinlane_text::ShapedLine;

/// Red, green and blue, 0..=255 each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color(pub u8, pub u8, pub u8);

impl Color {
    /// Running text and rules that carry weight.
    pub const INK: Self = Self(0x1d, 0x23, 0x2a);
    /// Secondary text.
    pub const QUIET: Self = Self(0x58, 0x61, 0x6c);
    /// Thin rules.
    pub const LINE: Self = Self(0xdc, 0xd8, 0xd0);
    /// The empty part of a bar.
    pub const TRACK: Self = Self(0xec, 0xe9, 0xe3);
    /// The buyer's side.
    pub const BUYER: Self = Self(0x0b, 0x64, 0x78);
    /// The seller's side.
    pub const SELLER: Self = Self(0x5a, 0x46, 0x86);
    /// A gap of high severity.
    pub const HIGH: Self = Self(0xb9, 0x30, 0x1a);
    /// A gap of medium severity.
    pub const MEDIUM: Self = Self(0x96, 0x62, 0x0a);
    /// A gap of low severity.
    pub const LOW: Self = Self(0x5a, 0x66, 0x73);
}

/// A rectangle in points; the origin of a page is its upper left corner, y grows downwards.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Rect {
    /// The rectangle moved.
    #[must_use]
    pub fn moved(self, dx: f32, dy: f32) -> Self {
        Self {
            x: self.x + dx,
            y: self.y + dy,
            ..self
        }
    }
}

/// A step along an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PathStep {
    /// Begin here.
    Move(f32, f32),
    /// Straight to here.
    Line(f32, f32),
    /// A cubic curve by two control points to here.
    Curve(f32, f32, f32, f32, f32, f32),
    /// Back to the beginning.
    Close,
}

/// How an outline is drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paint {
    /// Colour of the inside.
    pub fill: Option<Color>,
    /// Colour and width of the line.
    pub stroke: Option<(Color, f32)>,
    /// Lengths of dashes and gaps; empty for a solid line.
    pub dash: Vec<f32>,
}

/// One thing on a page. Items are drawn in order.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A line of text with its left end on the baseline.
    Text {
        /// The glyphs.
        line: ShapedLine,
        /// Left end.
        x: f32,
        /// Baseline.
        y: f32,
        /// Colour.
        color: Color,
    },
    /// A filled rectangle; rules are thin ones.
    Fill(Rect, Color),
    /// An outline.
    Path(Vec<PathStep>, Paint),
}

/// An item and the node of the structure it belongs to; `None` for what is only decoration
/// (rules, running heads, repeated table heads).
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What is drawn.
    pub shape: Shape,
    /// Node of the structure.
    pub node: Option<NodeId>,
}

impl Item {
    /// The item moved.
    #[must_use]
    pub fn moved(mut self, dx: f32, dy: f32) -> Self {
        match &mut self.shape {
            Shape::Text { x, y, .. } => {
                *x += dx;
                *y += dy;
            }
            Shape::Fill(rect, _) => *rect = rect.moved(dx, dy),
            Shape::Path(steps, _) => {
                for step in steps {
                    *step = match *step {
                        PathStep::Move(x, y) => PathStep::Move(x + dx, y + dy),
                        PathStep::Line(x, y) => PathStep::Line(x + dx, y + dy),
                        PathStep::Curve(a, b, c, d, x, y) => {
                            PathStep::Curve(a + dx, b + dy, c + dx, d + dy, x + dx, y + dy)
                        }
                        PathStep::Close => PathStep::Close,
                    };
                }
            }
        }
        self
    }
}

/// An area of a page that leads elsewhere in the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Where to click.
    pub area: Rect,
    /// Name of the destination.
    pub to: String,
    /// What a reader who cannot see the page is told.
    pub label: String,
    /// Node of the structure with the role of a link.
    pub node: Option<NodeId>,
}

/// A named place on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// Name, unique in the document.
    pub name: String,
    /// Distance of the place from the left edge of the page.
    pub x: f32,
    /// Distance of the place from the upper edge of the page.
    pub y: f32,
}

/// A finished page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PageScene {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// What is on it, in drawing order.
    pub items: Vec<Item>,
    /// Where it leads.
    pub links: Vec<Link>,
    /// Where others lead to.
    pub anchors: Vec<Anchor>,
}

impl PageScene {
    /// The texts of the page line by line, for tests and for search.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for item in &self.items {
            if let Shape::Text { line, .. } = &item.shape {
                out.push_str(&line.text);
                out.push('\n');
            }
        }
        out
    }
}

/// A node of the document's structure; an index into [`Structure::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(pub usize);

/// Roles of structure nodes, those of ISO 32000-1, 14.8.4, that the report needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the standard")]
pub enum Role {
    Document,
    Section,
    H1,
    H2,
    H3,
    Paragraph,
    List,
    ListItem,
    ListBody,
    Table,
    Row,
    HeadCell,
    Cell,
    Figure,
    Link,
}

/// A node: its role, where it hangs, and a text in place of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Role.
    pub role: Role,
    /// Parent; `None` only for the root.
    pub parent: Option<NodeId>,
    /// Alternative text of a figure.
    pub alt: String,
}

/// The structure of the document: a tree in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Structure {
    /// Nodes; the first is the root, parents come before their children.
    pub nodes: Vec<Node>,
}

impl Default for Structure {
    fn default() -> Self {
        Self {
            nodes: vec![Node {
                role: Role::Document,
                parent: None,
                alt: String::new(),
            }],
        }
    }
}

impl Structure {
    /// The node of the whole document.
    pub const ROOT: NodeId = NodeId(0);

    /// Adds a node under a parent, after its present children.
    pub fn add(&mut self, parent: NodeId, role: Role) -> NodeId {
        self.nodes.push(Node {
            role,
            parent: Some(parent),
            alt: String::new(),
        });
        NodeId(self.nodes.len() - 1)
    }

    /// Adds a figure with its alternative text.
    pub fn add_figure(&mut self, parent: NodeId, alt: &str) -> NodeId {
        let id = self.add(parent, Role::Figure);
        alt.clone_into(&mut self.nodes[id.0].alt);
        id
    }
}

/// A line of the outline (the reader's table of contents).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineEntry {
    /// 1 for a section, 2 for what is inside.
    pub level: usize,
    /// Title.
    pub title: String,
    /// Name of the destination.
    pub to: String,
}

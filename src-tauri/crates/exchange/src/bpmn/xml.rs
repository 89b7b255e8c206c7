//! Bytes to an XML tree, within limits: no document type, no entity beyond the five, bounded size and depth.
//!
//! Nothing here knows of processes; names of namespaces apart, this is plain XML.

use encoding_rs::Encoding;
use roxmltree::{Document, Node, ParsingOptions};

use crate::sentences::{DiagramFaults, LOCALE};
use crate::{ExchangeError, Place};

/// Namespace of the BPMN 2.0 model.
pub(super) const MODEL: &str = "http://www.omg.org/spec/BPMN/20100524/MODEL";
/// Namespace of BPMN 2.0 diagrams.
pub(super) const DIAGRAM: &str = "http://www.omg.org/spec/BPMN/20100524/DI";
/// Namespace of bounds.
pub(super) const BOUNDS: &str = "http://www.omg.org/spec/DD/20100524/DC";
/// Namespace of the points of a line.
pub(super) const POINTS: &str = "http://www.omg.org/spec/DD/20100524/DI";
/// Our own namespace, for what BPMN has no element for.
pub(super) const OWN: &str = "https://twinlane.app/ns/bpmn/1";

/// Largest text that is parsed, in bytes.
const MOST_BYTES: usize = 64 << 20;
/// Largest number of XML nodes.
const MOST_NODES: u32 = 2_000_000;
/// Deepest nesting of sub-processes, lanes or any other element.
pub(super) const DEEPEST: u32 = 200;

/// Decodes XML by its byte-order mark, else by its declaration, else as UTF-8.
pub(super) fn decode(bytes: &[u8]) -> Result<String, ExchangeError> {
    if bytes.len() > MOST_BYTES {
        return Err(LOCALE.file_too_large().limit(Place::Whole));
    }
    let (encoding, start) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, length),
        None => (declared(bytes)?, 0),
    };
    let (text, broken) = encoding.decode_without_bom_handling(&bytes[start..]);
    if broken {
        return Err(LOCALE
            .diagram_marked_otherwise(encoding.name())
            .encoding(Place::Whole));
    }
    if text.len() > MOST_BYTES {
        return Err(LOCALE.text_too_large().limit(Place::Whole));
    }
    Ok(text.into_owned())
}

/// The encoding that the XML declaration names; UTF-16 without a mark is known by its first zero byte.
fn declared(bytes: &[u8]) -> Result<&'static Encoding, ExchangeError> {
    match bytes {
        [b'<', 0, ..] => return Ok(encoding_rs::UTF_16LE),
        [0, b'<', ..] => return Ok(encoding_rs::UTF_16BE),
        _ => {}
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let Some(declaration) = head.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) else {
        return Ok(encoding_rs::UTF_8);
    };
    let label = declaration.0.split_once("encoding").and_then(|(_, rest)| {
        let rest = rest.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
        rest[1..].split(quote).next()
    });
    let Some(label) = label else {
        return Ok(encoding_rs::UTF_8);
    };
    let unknown = || LOCALE.unknown_encoding(label).encoding(Place::text(1, 1));
    let encoding = Encoding::for_label(label.as_bytes()).ok_or_else(unknown)?;
    // What can be read as single bytes up to here is not UTF-16, whatever the declaration says.
    if encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE {
        return Ok(encoding_rs::UTF_8);
    }
    Ok(encoding)
}

/// Parses XML; a document type is refused, since what it may define is never needed here.
pub(super) fn parse(text: &str) -> Result<Document<'_>, ExchangeError> {
    refuse_document_type(text)?;
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::DtdDetected => document_type(),
        roxmltree::Error::NodesLimitReached => LOCALE.too_many_elements().limit(Place::Whole),
        other => {
            let at = other.pos();
            LOCALE
                .no_xml(&other.to_string())
                .syntax(Place::text(at.row, at.col))
        }
    })?;
    // Nodes come in the order of the file, so a parent's depth is known before its children ask for it.
    let mut depths: Vec<u32> = Vec::new();
    for node in document.root().descendants() {
        let depth = node
            .parent()
            .and_then(|parent| depths.get(parent.id().get_usize()))
            .map_or(0, |depth| depth + 1);
        if depth > DEEPEST {
            return Err(LOCALE.nested_too_deep().limit(Place::Whole));
        }
        depths.push(depth);
    }
    Ok(document)
}

/// Looks for a document type before the first element.
fn refuse_document_type(text: &str) -> Result<(), ExchangeError> {
    let mut rest = text.trim_start();
    loop {
        let end = if rest.starts_with("<?") {
            "?>"
        } else if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<!") {
            return Err(document_type());
        } else {
            return Ok(());
        };
        match rest.split_once(end) {
            Some((_, after)) => rest = after.trim_start(),
            None => return Ok(()),
        }
    }
}

fn document_type() -> ExchangeError {
    LOCALE.document_type().limit(Place::Whole)
}

/// The local name of an element of the BPMN model; `None` for text, comments and other namespaces.
pub(super) fn tag<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    (node.is_element() && node.tag_name().namespace() == Some(MODEL)).then(|| node.tag_name().name())
}

/// Children of the BPMN model with their local names.
pub(super) fn children<'a, 'input>(
    node: Node<'a, 'input>,
) -> impl Iterator<Item = (&'a str, Node<'a, 'input>)> {
    node.children().filter_map(|child| Some((tag(child)?, child)))
}

/// Children of the BPMN model with one local name.
pub(super) fn named<'a, 'input>(
    node: Node<'a, 'input>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'input>> {
    children(node)
        .filter(move |(tag, _)| *tag == name)
        .map(|(_, child)| child)
}

/// All text inside an element, comments left out.
pub(super) fn text(node: Node<'_, '_>) -> String {
    node.descendants()
        .filter(Node::is_text)
        .filter_map(|part| part.text())
        .collect()
}

/// A reference to an element without the prefix that qualified names may carry.
pub(super) fn reference(name: &str) -> &str {
    let name = name.trim();
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> String {
        match decode(bytes)
            .and_then(|text| parse(&text).map(|tree| tree.root_element().tag_name().name().to_owned()))
        {
            Ok(name) => name,
            Err(error) => error.code().to_owned(),
        }
    }

    #[test]
    fn what_is_read_and_what_is_refused() {
        let deep = format!("{}{}", "<a>".repeat(300), "</a>".repeat(300));
        let utf16: Vec<u8> = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><é/>"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        let marked: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain("<é/>".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let cases: &[(&str, &[u8], &str)] = &[
            ("plain", b"<a/>", "a"),
            ("with a mark", b"\xef\xbb\xbf<a/>", "a"),
            (
                "Latin 1",
                b"<?xml version='1.0' encoding='ISO-8859-1'?><\xe9/>",
                "é",
            ),
            ("UTF-16 without a mark", &utf16, "é"),
            ("UTF-16 with a mark", &marked, "é"),
            (
                "an encoding nobody knows",
                b"<?xml version='1.0' encoding='klingon'?><a/>",
                "exchange.encoding",
            ),
            ("broken UTF-8", b"<a>\xff</a>", "exchange.encoding"),
            ("a document type", b"<!-- x --><!DOCTYPE a><a/>", "exchange.limit"),
            (
                "entities",
                b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
                "exchange.limit",
            ),
            ("an entity without a definition", b"<a>&b;</a>", "exchange.syntax"),
            ("the five entities", b"<a>&lt;&gt;&amp;&quot;&apos;&#65;</a>", "a"),
            ("too deep", deep.as_bytes(), "exchange.limit"),
            ("not closed", b"<a>", "exchange.syntax"),
            ("nothing", b"", "exchange.syntax"),
        ];
        for (name, bytes, expected) in cases {
            assert_eq!(code(bytes), *expected, "{name}");
        }
    }
}

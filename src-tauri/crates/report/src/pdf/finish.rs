//! What printpdf lacks: language, nested outline, named places, links, structure, metadata.
//!
//! It also replaces what printpdf fills in by chance (identifiers) so that the same document gives
//! the same bytes.

use jiff::civil::Date;
use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::document::Document;
use super::strings::utf16;
use super::tags::{self, Marks};
use crate::error::ReportError;
use crate::page::{OutlineEntry, PageScene};

/// The name the file gives for the program that made it.
const PRODUCER: &str = "Twinlane";

/// Completes the objects and writes the file.
pub(super) fn finish(mut pdf: Pdf, document: &Document<'_>, marks: &Marks) -> Result<Vec<u8>, ReportError> {
    let failed = |e: &dyn std::fmt::Display| ReportError::Write {
        reason: e.to_string(),
    };
    "1.7".clone_into(&mut pdf.version);
    let page_ids: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    let annotations = links(&mut pdf, document.pages, &page_ids);
    let tree = tags::write(
        &mut pdf,
        document.structure,
        marks,
        document.pages,
        &page_ids,
        &annotations,
    );
    let names = destinations(&mut pdf, document.pages, &page_ids);
    let outline = outline(&mut pdf, document.outline);
    let metadata = pdf.add_object(
        // Metadata stays readable for programs that do not read PDF.
        Stream::new(
            dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
            xmp(document).into_bytes(),
        )
        .with_compression(false),
    );
    let catalog = pdf.catalog_mut().map_err(|e| failed(&e))?;
    catalog.remove(b"PageLayout");
    catalog.set(
        "PageMode",
        if outline.is_some() {
            "UseOutlines"
        } else {
            "UseNone"
        },
    );
    catalog.set("Lang", text(document.language));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("StructTreeRoot", tree);
    catalog.set("Metadata", metadata);
    catalog.set("Names", dictionary! { "Dests" => names });
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }
    let info = pdf.add_object(info(document));
    pdf.trailer.set("Info", info);
    pdf.trailer.remove(b"ID");
    pdf.compress();
    pdf.prune_objects();
    pdf.renumber_objects();
    let id = identifier(&pdf);
    pdf.trailer.set("ID", vec![id.clone(), id]);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).map_err(|e| failed(&e))?;
    Ok(bytes)
}

/// A text string.
fn text(value: &str) -> Object {
    if value.is_ascii() {
        Object::String(value.as_bytes().to_vec(), StringFormat::Literal)
    } else {
        Object::String(utf16(value), StringFormat::Hexadecimal)
    }
}

/// An identifier of the content: the first half of its SHA-256.
fn identifier(pdf: &Pdf) -> Object {
    let mut hash = Sha256::new();
    for (id, object) in &pdf.objects {
        hash.update(id.0.to_be_bytes());
        match object {
            Object::Stream(stream) => hash.update(&stream.content),
            other => hash.update(format!("{other:?}").as_bytes()),
        }
    }
    Object::String(hash.finalize()[..16].to_vec(), StringFormat::Hexadecimal)
}

/// Writes the links of every page and hangs them on it.
fn links(pdf: &mut Pdf, pages: &[PageScene], page_ids: &[ObjectId]) -> Vec<Vec<ObjectId>> {
    let mut all = Vec::with_capacity(pages.len());
    for (page, &page_id) in pages.iter().zip(page_ids) {
        let ids: Vec<ObjectId> = page
            .links
            .iter()
            .map(|link| {
                let (top, bottom) = (
                    page.height - link.area.y,
                    page.height - link.area.y - link.area.height,
                );
                let rect = [link.area.x, bottom, link.area.x + link.area.width, top];
                let rect: Vec<Object> = rect
                    .into_iter()
                    .map(|v| Object::Real((v * 100.0).round() / 100.0))
                    .collect();
                pdf.add_object(dictionary! {
                    "Type" => "Annot",
                    "Subtype" => "Link",
                    "Rect" => rect,
                    "Border" => vec![Object::Integer(0), Object::Integer(0), Object::Integer(0)],
                    "Dest" => Object::String(link.to.as_bytes().to_vec(), StringFormat::Literal),
                    "Contents" => text(&link.label),
                    "F" => 4,
                    "P" => page_id,
                })
            })
            .collect();
        if let Ok(dict) = pdf.get_dictionary_mut(page_id) {
            dict.set("Tabs", "S");
            if ids.is_empty() {
                dict.remove(b"Annots");
            } else {
                dict.set(
                    "Annots",
                    ids.iter().map(|&id| Object::Reference(id)).collect::<Vec<_>>(),
                );
            }
        }
        all.push(ids);
    }
    all
}

/// The tree of named places; names in order, as the format asks.
fn destinations(pdf: &mut Pdf, pages: &[PageScene], page_ids: &[ObjectId]) -> ObjectId {
    let mut named: std::collections::BTreeMap<&str, Object> = std::collections::BTreeMap::new();
    for (page, &id) in pages.iter().zip(page_ids) {
        for anchor in &page.anchors {
            let place = vec![
                Object::Reference(id),
                Object::Name(b"XYZ".to_vec()),
                Object::Real(anchor.x.floor().max(0.0)),
                Object::Real((page.height - anchor.y).ceil().min(page.height)),
                Object::Null,
            ];
            named.entry(&anchor.name).or_insert(Object::Array(place));
        }
    }
    let names: Vec<Object> = named
        .into_iter()
        .flat_map(|(name, place)| {
            [
                Object::String(name.as_bytes().to_vec(), StringFormat::Literal),
                place,
            ]
        })
        .collect();
    pdf.add_object(dictionary! { "Names" => names })
}

/// The outline as a tree; `None` without entries.
fn outline(pdf: &mut Pdf, entries: &[OutlineEntry]) -> Option<ObjectId> {
    if entries.is_empty() {
        return None;
    }
    let root = pdf.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| pdf.new_object_id()).collect();
    // The parent of an entry is the nearest one before it of a lower level.
    let parents: Vec<Option<usize>> = entries
        .iter()
        .enumerate()
        .map(|(i, entry)| (0..i).rev().find(|&j| entries[j].level < entry.level))
        .collect();
    let kids = |parent: Option<usize>| -> Vec<usize> {
        (0..entries.len()).filter(|&i| parents[i] == parent).collect()
    };
    for (i, entry) in entries.iter().enumerate() {
        let siblings = kids(parents[i]);
        let at = siblings.iter().position(|&s| s == i).unwrap_or(0);
        let mut dict = dictionary! {
            "Title" => text(&entry.title),
            "Parent" => parents[i].map_or(root, |p| ids[p]),
            "Dest" => Object::String(entry.to.as_bytes().to_vec(), StringFormat::Literal),
        };
        if at > 0 {
            dict.set("Prev", ids[siblings[at - 1]]);
        }
        if let Some(&next) = siblings.get(at + 1) {
            dict.set("Next", ids[next]);
        }
        family(&mut dict, &kids(Some(i)), &ids, -1);
        pdf.objects.insert(ids[i], Object::Dictionary(dict));
    }
    let mut dict = dictionary! { "Type" => "Outlines" };
    family(&mut dict, &kids(None), &ids, 1);
    pdf.objects.insert(root, Object::Dictionary(dict));
    Some(root)
}

/// First and last child and their number; negative when they are folded away at first.
fn family(dict: &mut Dictionary, kids: &[usize], ids: &[ObjectId], sign: i64) {
    if let (Some(&first), Some(&last)) = (kids.first(), kids.last()) {
        dict.set("First", ids[first]);
        dict.set("Last", ids[last]);
        dict.set("Count", sign * kids.len() as i64);
    }
}

fn info(document: &Document<'_>) -> Dictionary {
    let date = format!("D:{}000000Z", document.date.strftime("%Y%m%d"));
    dictionary! {
        "Title" => text(document.title),
        "Author" => text(document.author),
        "Creator" => text(PRODUCER),
        "Producer" => text(PRODUCER),
        "CreationDate" => text(&date),
        "ModDate" => text(&date),
    }
}

/// The metadata as XMP (ISO 16684-1), saying the same as the information dictionary.
fn xmp(document: &Document<'_>) -> String {
    let date: Date = document.date;
    let (title, author, language) = (
        escaped(document.title),
        escaped(document.author),
        escaped(document.language),
    );
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{PRODUCER}</pdf:Producer>
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>
<xmp:CreateDate>{date}T00:00:00Z</xmp:CreateDate>
<xmp:ModifyDate>{date}T00:00:00Z</xmp:ModifyDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"#,
        bom = '\u{feff}'
    )
}

fn escaped(text: &str) -> String {
    quick_xml::escape::escape(twinlane_text::clean(text).text).into_owned()
}

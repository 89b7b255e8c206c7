//! The structure tree: from nodes and marked content to the objects of a tagged PDF
//! (ISO 32000-1, 14.7 and 14.8).
//!
//! It writes what the layout decided; it invents no structure.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::strings::utf16;
use crate::page::{NodeId, PageScene, Role, Structure};

/// Which node each piece of marked content belongs to, page by page.
#[derive(Default)]
pub(super) struct Marks {
    pages: Vec<Vec<NodeId>>,
}

impl Marks {
    pub(super) fn begin_page(&mut self) {
        self.pages.push(Vec::new());
    }

    /// Numbers the next piece of marked content of the page.
    pub(super) fn add(&mut self, node: NodeId) -> i64 {
        let Some(page) = self.pages.last_mut() else {
            return 0;
        };
        page.push(node);
        page.len() as i64 - 1
    }
}

/// What hangs under a node, in reading order.
enum Child {
    Node(NodeId),
    /// Page and number of marked content.
    Content(usize, i64),
    /// Page and annotation of a link; its node has the role of one.
    Link(usize, ObjectId),
}

/// Writes the structure tree and returns the object of its root. `annotations` are the links of
/// each page in the order of [`PageScene::links`]. Pages get their `StructParents`.
pub(super) fn write(
    doc: &mut Document,
    structure: &Structure,
    marks: &Marks,
    pages: &[PageScene],
    page_ids: &[ObjectId],
    annotations: &[Vec<ObjectId>],
) -> ObjectId {
    let root = doc.new_object_id();
    let ids: Vec<ObjectId> = structure.nodes.iter().map(|_| doc.new_object_id()).collect();
    let children = children(structure, marks, pages, annotations);
    let mut parent_tree: BTreeMap<i64, Object> = BTreeMap::new();
    for (page, nodes) in marks.pages.iter().enumerate() {
        let owners = nodes.iter().map(|n| Object::Reference(ids[n.0])).collect();
        parent_tree.insert(page as i64, Object::Array(owners));
        if let Some(page_dict) = page_ids.get(page).and_then(|&id| doc.get_dictionary_mut(id).ok()) {
            page_dict.set("StructParents", page as i64);
        }
    }
    for (index, node) in structure.nodes.iter().enumerate() {
        let kids: Vec<Object> = children[index]
            .iter()
            .filter_map(|child| match child {
                Child::Node(id) => Some(Object::Reference(ids[id.0])),
                Child::Content(page, mcid) => Some(Object::Dictionary(dictionary! {
                    "Type" => "MCR",
                    "Pg" => *page_ids.get(*page)?,
                    "MCID" => *mcid,
                })),
                Child::Link(page, annotation) => {
                    let page_id = *page_ids.get(*page)?;
                    let kid = dictionary! { "Type" => "OBJR", "Obj" => *annotation, "Pg" => page_id };
                    let key = (marks.pages.len() + parent_tree.len()) as i64;
                    parent_tree.insert(key, Object::Reference(ids[index]));
                    if let Ok(dict) = doc.get_dictionary_mut(*annotation) {
                        dict.set("StructParent", key);
                    }
                    Some(Object::Dictionary(kid))
                }
            })
            .collect();
        let parent = node.parent.map_or(root, |p| ids[p.0]);
        doc.objects.insert(
            ids[index],
            Object::Dictionary(element(node.role, &node.alt, parent, kids)),
        );
    }
    let nums = parent_tree
        .into_iter()
        .flat_map(|(k, v)| [Object::Integer(k), v])
        .collect::<Vec<_>>();
    let tree = doc.add_object(dictionary! { "Nums" => nums });
    let next = (marks.pages.len() + annotations.iter().map(Vec::len).sum::<usize>() * 2) as i64;
    doc.objects.insert(
        root,
        Object::Dictionary(dictionary! {
            "Type" => "StructTreeRoot",
            "K" => ids[Structure::ROOT.0],
            "ParentTree" => tree,
            "ParentTreeNextKey" => next,
        }),
    );
    root
}

/// The children of every node in reading order: nodes and content as they come on the pages.
fn children(
    structure: &Structure,
    marks: &Marks,
    pages: &[PageScene],
    annotations: &[Vec<ObjectId>],
) -> Vec<Vec<Child>> {
    let mut children: Vec<Vec<Child>> = structure.nodes.iter().map(|_| Vec::new()).collect();
    for (index, node) in structure.nodes.iter().enumerate() {
        if let Some(parent) = node.parent {
            children[parent.0].push(Child::Node(NodeId(index)));
        }
    }
    for (page, nodes) in marks.pages.iter().enumerate() {
        for (mcid, node) in nodes.iter().enumerate() {
            children[node.0].push(Child::Content(page, mcid as i64));
        }
    }
    for (page, (scene, annotations)) in pages.iter().zip(annotations).enumerate() {
        for (link, &annotation) in scene.links.iter().zip(annotations) {
            if let Some(node) = link.node {
                children[node.0].push(Child::Link(page, annotation));
            }
        }
    }
    children
}

fn element(role: Role, alt: &str, parent: ObjectId, kids: Vec<Object>) -> Dictionary {
    let mut dict = dictionary! {
        "Type" => "StructElem",
        "S" => role_name(role),
        "P" => parent,
    };
    if !kids.is_empty() {
        dict.set("K", kids);
    }
    if !alt.is_empty() {
        dict.set(
            "Alt",
            Object::String(utf16(alt), lopdf::StringFormat::Hexadecimal),
        );
    }
    if role == Role::HeadCell {
        dict.set("A", dictionary! { "O" => "Table", "Scope" => "Column" });
    }
    dict
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Section => "Sect",
        Role::H1 => "H1",
        Role::H2 => "H2",
        Role::H3 => "H3",
        Role::Paragraph => "P",
        Role::List => "L",
        Role::ListItem => "LI",
        Role::ListBody => "LBody",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::HeadCell => "TH",
        Role::Cell => "TD",
        Role::Figure => "Figure",
        Role::Link => "Link",
    }
}

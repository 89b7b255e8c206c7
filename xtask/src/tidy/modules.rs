//! What a Rust file says about itself and others: the items it defines, what it brings in, the paths it names, and its
//! methods. Read from tokens, with no more grammar than circles of files need.

use std::collections::{BTreeMap, BTreeSet};

use super::tokens::{Placed, Token, closing, tokens, without_tests};
use super::tree::File;

/// Stands before the path of another crate.
pub const ELSEWHERE: &str = "::";

/// A path of names, from the root of the crate or as it is written.
pub type Names = Vec<String>;

/// The module that a file is, from the root of its crate.
pub fn module_of(path: &str) -> Names {
    let below = path.split_once("/src/").map_or(path, |(_, below)| below);
    let mut names: Names = below
        .trim_end_matches(".rs")
        .split('/')
        .map(str::to_owned)
        .collect();
    if names.len() == 1 && matches!(names[0].as_str(), "lib" | "main")
        || names.last().is_some_and(|name| name == "mod")
    {
        names.pop();
    }
    names
}

/// A name brought in by `use`.
pub struct Import {
    pub path: Names,
    /// Brought in for others as well (`pub use`), or named for this file only.
    pub exported: bool,
}

/// What a file says about itself and others.
pub struct Module {
    pub file: String,
    name: Names,
    children: BTreeSet<String>,
    pub defined: BTreeSet<String>,
    pub imports: BTreeMap<String, Import>,
    pub globs: Vec<Import>,
    /// Paths in the code, as they are written, and single words.
    paths: BTreeSet<Names>,
    /// Type and name of methods outside of traits.
    pub methods: BTreeSet<(String, String)>,
    pub self_calls: BTreeSet<(String, String)>,
}

impl Module {
    /// Reads a file that is this module of its crate.
    pub fn read(file: &File, name: Names) -> Self {
        let mut module = Self {
            file: file.path.clone(),
            name,
            children: BTreeSet::new(),
            defined: BTreeSet::new(),
            imports: BTreeMap::new(),
            globs: Vec::new(),
            paths: BTreeSet::new(),
            methods: BTreeSet::new(),
            self_calls: BTreeSet::new(),
        };
        let all = tokens(&file.text);
        let tokens = without_tests(&all);
        module.read_items(&tokens);
        module.read_methods(&tokens);
        module
    }

    fn read_items(&mut self, tokens: &[Placed<'_>]) {
        const DEFINING: [&str; 8] = [
            "fn", "struct", "enum", "trait", "type", "const", "static", "union",
        ];
        let mut at = 0;
        while at < tokens.len() {
            let Some(word) = tokens[at].word() else {
                at += 1;
                continue;
            };
            let next = |ahead: usize| tokens.get(at + ahead).copied();
            // `+ use<'_>` in a type brings nothing in.
            if word == "use" && !next(1).is_some_and(|placed| placed.is('<')) {
                let end = tokens[at..]
                    .iter()
                    .position(|placed| placed.is(';'))
                    .map_or(tokens.len(), |length| at + length);
                let exported = exported(&tokens[..at]);
                self.read_use(&tokens[at + 1..end], &mut Vec::new(), exported);
                at = end;
            } else if word == "mod" {
                if let (Some(child), true) = (
                    next(1).and_then(Placed::word),
                    next(2).is_some_and(|placed| placed.is(';')),
                ) {
                    self.children.insert(child.to_owned());
                }
                at += 2;
            } else if DEFINING.contains(&word) {
                if let Some(name) = next(1).and_then(Placed::word) {
                    self.defined.insert(name.to_owned());
                }
                at += 1;
            } else if word == "macro_rules" {
                if let Some(name) = next(2).and_then(Placed::word) {
                    self.defined.insert(name.to_owned());
                }
                at += 3;
            } else {
                at = self.read_path(tokens, at);
            }
        }
    }

    /// Takes the path that begins here; returns what follows it.
    fn read_path(&mut self, tokens: &[Placed<'_>], begin: usize) -> usize {
        let mut at = begin + 1;
        // What follows a dot is a field or a method, whose file only types would tell.
        if begin > 0 && tokens[begin - 1].is('.') {
            return at;
        }
        let mut path: Names = tokens[begin].word().map(str::to_owned).into_iter().collect();
        while let [a, b, c, ..] = &tokens[at..]
            && a.is(':')
            && b.is(':')
            && let Token::Word(word) = c.token
        {
            path.push(word.to_owned());
            at += 3;
        }
        self.paths.insert(path);
        at
    }

    /// Takes a tree of `use`, whose beginning was read before.
    fn read_use(&mut self, tokens: &[Placed<'_>], before: &mut Names, exported: bool) {
        let known = before.len();
        let mut at = 0;
        while at < tokens.len() {
            match tokens[at].token {
                Token::Word("as") => {
                    let name = tokens.get(at + 1).and_then(|placed| placed.word());
                    self.import(before, name, exported);
                    return;
                }
                Token::Word(word) => before.push(word.to_owned()),
                Token::Sign('*') => {
                    let path = self.absolute(before);
                    self.globs.push(Import { path, exported });
                    before.truncate(known);
                    return;
                }
                Token::Sign('{') => {
                    let end = closing(tokens, at);
                    for part in parts(&tokens[at + 1..end]) {
                        let length = before.len();
                        self.read_use(part, before, exported);
                        before.truncate(length);
                    }
                    before.truncate(known);
                    return;
                }
                _ => {}
            }
            at += 1;
        }
        if before.len() > known {
            self.import(before, None, exported);
        }
        before.truncate(known);
    }

    fn import(&mut self, written: &[String], name: Option<&str>, exported: bool) {
        let written = written.strip_suffix(&["self".to_owned()]).unwrap_or(written);
        let name = name.or(written.last().map(String::as_str)).unwrap_or_default();
        let path = self.absolute(written);
        self.imports.insert(name.to_owned(), Import { path, exported });
    }

    /// A path from the root of the crate; for one of another crate, one that leads nowhere.
    fn absolute(&self, written: &[String]) -> Names {
        let mut base = match written.first().map(String::as_str) {
            Some("crate") => Names::new(),
            Some("self" | "super") => self.name.clone(),
            Some(first) if self.children.contains(first) => {
                let mut base = self.name.clone();
                base.extend_from_slice(written);
                return base;
            }
            _ => {
                return std::iter::once(ELSEWHERE.to_owned())
                    .chain(written.iter().cloned())
                    .collect();
            }
        };
        for name in written {
            match name.as_str() {
                "crate" | "self" => {}
                "super" => {
                    base.pop();
                }
                name => base.push(name.to_owned()),
            }
        }
        base
    }

    /// Everything this file uses, from the root of the crate.
    pub fn uses(&self) -> BTreeSet<Names> {
        let mut uses: BTreeSet<Names> = self
            .imports
            .values()
            .filter(|import| !import.exported)
            .map(|import| import.path.clone())
            .collect();
        for glob in self.globs.iter().filter(|glob| !glob.exported) {
            let mut path = glob.path.clone();
            path.push("*".to_owned());
            uses.insert(path);
        }
        for path in &self.paths {
            let Some(first) = path.first() else { continue };
            if let Some(import) = self.imports.get(first) {
                let mut onward = import.path.clone();
                onward.extend_from_slice(&path[1..]);
                uses.insert(onward);
            } else if path.len() > 1 {
                uses.insert(self.absolute(path));
            }
        }
        uses
    }

    /// Methods that this file gives to types, and calls of methods on `self`.
    fn read_methods(&mut self, tokens: &[Placed<'_>]) {
        let mut at = 0;
        while at < tokens.len() {
            if tokens[at].word() != Some("impl") || !begins_item(tokens, at) {
                at += 1;
                continue;
            }
            let Some(open) = (at..tokens.len()).find(|here| tokens[*here].is('{')) else {
                return;
            };
            let end = closing(tokens, open);
            let head = &tokens[at + 1..open];
            let of_trait = head.iter().position(|placed| placed.word() == Some("for"));
            let target = type_name(of_trait.map_or(head, |place| &head[place + 1..]));
            for (here, placed) in tokens[..end].iter().enumerate().skip(open) {
                let word = |ahead: usize| tokens.get(here + ahead).and_then(|next| next.word());
                if placed.word() == Some("fn")
                    && of_trait.is_none()
                    && let Some(method) = word(1)
                {
                    self.methods.insert((target.clone(), method.to_owned()));
                }
                let dotted = placed.word() == Some("self")
                    && tokens.get(here + 1).is_some_and(|next| next.is('.'))
                    && tokens.get(here + 3).is_some_and(|next| next.is('('));
                if dotted && let Some(method) = word(2) {
                    self.self_calls.insert((target.clone(), method.to_owned()));
                }
                let of_type = placed.word() == Some("Self")
                    && tokens.get(here + 1).is_some_and(|next| next.is(':'))
                    && tokens.get(here + 4).is_some_and(|next| next.is('('));
                if of_type && let Some(method) = word(3) {
                    self.self_calls.insert((target.clone(), method.to_owned()));
                }
            }
            at = end;
        }
    }
}

/// Whether a `use` whose tokens follow these is for others as well.
fn exported(before: &[Placed<'_>]) -> bool {
    match before {
        [.., last] if last.word() == Some("pub") => true,
        // `pub(crate)`, `pub(in path)`.
        [.., last] if last.is(')') => before
            .iter()
            .rposition(|placed| placed.is('('))
            .is_some_and(|open| open > 0 && before[open - 1].word() == Some("pub")),
        _ => false,
    }
}

/// Whether an `impl` begins an item and is no type (`fn f() -> impl Trait`).
fn begins_item(tokens: &[Placed<'_>], at: usize) -> bool {
    at == 0
        || matches!(tokens[at - 1].token, Token::Sign('}' | ';' | ']' | '{'))
        || tokens[at - 1].word() == Some("unsafe")
}

/// The name of the type that an `impl` is for: the first name outside of its parameters, the last of its path.
fn type_name(head: &[Placed<'_>]) -> String {
    let mut depth = 0_usize;
    let mut name = "";
    for (at, placed) in head.iter().enumerate() {
        match placed.token {
            Token::Sign('<') => {
                if !name.is_empty() {
                    break;
                }
                depth += 1;
            }
            // The arrow of a function type is no bracket.
            Token::Sign('>') if at > 0 && !head[at - 1].is('-') => depth = depth.saturating_sub(1),
            Token::Word("where") if depth == 0 => break,
            Token::Word(word) if depth == 0 => name = word,
            _ => {}
        }
    }
    name.to_owned()
}

/// The parts of a list, split at the commas that stand in no bracket.
fn parts<'a, 'b>(tokens: &'b [Placed<'a>]) -> Vec<&'b [Placed<'a>]> {
    let (mut found, mut begin, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, placed) in tokens.iter().enumerate() {
        match placed.token {
            Token::Sign('{') => depth += 1,
            Token::Sign('}') => depth = depth.saturating_sub(1),
            Token::Sign(',') if depth == 0 => {
                found.push(&tokens[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    found.push(&tokens[begin..]);
    found
}

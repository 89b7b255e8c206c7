//! Nets and what they fold to.

use super::*;

/// Folds a net written as `a>b c; g>…`: capitals are steps, `w` and `l` outcomes, others are silent; `&g`
/// splits, `+g` joins. Gives the links that are left in the same notation, `*` for a waypoint.
fn folded(text: &str) -> String {
    let mut net = Net::default();
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    for part in text.split(';') {
        let (from, to) = part.split_once('>').unwrap_or((part, ""));
        for name in std::iter::once(from).chain(to.split_whitespace()) {
            let bare = name.trim().trim_start_matches(['&', '+']).to_owned();
            let at = *names.entry(bare.clone()).or_insert_with(|| {
                order.push(bare.clone());
                let number = order.len() - 1;
                let kind = match bare.chars().next() {
                    Some('w' | 'l') => Kind::Outcome(number),
                    Some(sign) if sign.is_uppercase() => Kind::Step(number),
                    _ => Kind::Silent,
                };
                net.node(kind, 0)
            });
            net.nodes[at].all |= name.contains('&');
            net.nodes[at].waits |= name.contains('+');
        }
        let from = names[from.trim().trim_start_matches(['&', '+'])];
        for name in to.split_whitespace() {
            net.edge(from, names[name.trim_start_matches(['&', '+'])], Label::default());
        }
    }
    net.fold();
    let name = |at: usize| {
        let node = &net.nodes[at];
        let bare = match node.kind {
            Kind::Silent => "*".to_owned(),
            Kind::Step(number) | Kind::Outcome(number) => order[number].clone(),
        };
        format!(
            "{}{}{bare}",
            if node.all { "&" } else { "" },
            if node.waits { "+" } else { "" }
        )
    };
    let mut links: Vec<String> = net
        .edges()
        .map(|edge| format!("{}>{}", name(edge.from), name(edge.to)))
        .collect();
    links.sort();
    links.join(" ")
}

#[test]
fn silent_nodes_fold_into_the_steps_around_them() {
    let cases = [
        ("events go", "s>A; A>e; e>B; B>w", "A>B B>w"),
        (
            "exclusive split and merge",
            "A>x; x>B C; B>y; C>y; y>D",
            "A>B A>C B>D C>D",
        ),
        (
            "parallel split and join",
            "A>&g; g>B C; B>+h; C>h; h>D",
            "&A>B &A>C B>+D C>+D",
        ),
        (
            "join and split in a row",
            "A>+j; B>j; j>&g; g>C D",
            "&+*>C &+*>D A>&+* B>&+*",
        ),
        (
            "one gateway is both",
            "A>&+g; B>g; g>C D",
            "&+*>C &+*>D A>&+* B>&+*",
        ),
        (
            "parallel split after the start",
            "s>&g; g>A B; A>w; B>w",
            "&*>A &*>B A>w B>w",
        ),
        ("exclusive split after the start", "s>x; x>A B", "*>A *>B"),
        (
            "a step to which work comes back stays a start",
            "s>x; x>A; A>B; B>x l",
            "*>A A>B B>A B>l",
        ),
        (
            "a retry does not need its start",
            "s>x; x>A; A>y; y>x w",
            "A>A A>w",
        ),
        (
            "exclusive branch of a parallel split",
            "A>&g; g>x B; x>C D",
            "&A>* &A>B *>C *>D",
        ),
        ("an end behind a split", "A>&g; g>B w", "&A>B &A>w"),
        ("a loop of gateways", "A>x; x>y; y>x B", "A>B"),
        (
            "a loop of gateways without a way out",
            "A>x; x>y; y>x; A>B",
            "A>B",
        ),
        ("split and join at once", "A>&g; g>+h h; h>B", "A>B"),
        (
            "one branch without work",
            "A>&g; g>+h B; B>h; h>C",
            "&A>B &A>+C B>+C",
        ),
        ("a branch to nowhere", "A>&g; g>x y; y>z; x>B C", "A>B A>C"),
        (
            "one gateway joins, the next chooses",
            "A>+&j; B>j; j>x; x>C D",
            "+*>C +*>D A>+* B>+*",
        ),
        ("a gateway that leads nowhere", "A>x; B>x; A>B", "A>B"),
        ("two ways to the same step", "A>x; x>y z; y>B; z>B", "A>B"),
        (
            "a split beside an exception",
            "A>&g e; g>B C; e>D",
            "&*>B &*>C A>&* A>D",
        ),
    ];
    for (name, text, expected) in cases {
        let mut parts: Vec<&str> = expected.split(' ').collect();
        parts.sort_unstable();
        assert_eq!(folded(text), parts.join(" "), "{name}");
    }
}

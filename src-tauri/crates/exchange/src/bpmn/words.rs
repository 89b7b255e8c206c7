//! What the name of an end says about the outcome, in the languages sales teams name their ends in.

use twinlane_model::OutcomeKind;

/// Words of one kind, lower case; a name that holds one of them, whole words in this order, is of the kind.
type Words = (OutcomeKind, &'static [&'static str]);

/// Looked at from the top: "not qualified" must be seen before anything shorter.
const WORDS: [Words; 5] = [
    (
        OutcomeKind::NoDecision,
        &[
            "no decision",
            "undecided",
            "no decisions",
            "keine entscheidung",
            "unentschieden",
            "pas de décision",
            "aucune décision",
            "sans décision",
            "sin decisión",
            "ninguna decisión",
            "nessuna decisione",
            "geen beslissing",
            "geen besluit",
            "sem decisão",
            "brak decyzji",
            "inget beslut",
            "ingen beslutning",
            "ei päätöstä",
        ],
    ),
    (
        OutcomeKind::NotReady,
        &[
            "not ready",
            "not yet ready",
            "nurture",
            "nurturing",
            "nicht bereit",
            "noch nicht bereit",
            "noch nicht so weit",
            "pas prêt",
            "pas encore prêt",
            "no está listo",
            "aún no listo",
            "no preparado",
            "non pronto",
            "non ancora pronto",
            "niet klaar",
            "nog niet klaar",
            "não pronto",
            "niegotowy",
            "inte redo",
            "ikke klar",
            "ei valmis",
        ],
    ),
    (
        OutcomeKind::Disqualified,
        &[
            "disqualified",
            "not qualified",
            "unqualified",
            "no fit",
            "not a fit",
            "disqualifiziert",
            "nicht qualifiziert",
            "ungeeignet",
            "disqualifié",
            "non qualifié",
            "descalificado",
            "no cualificado",
            "no calificado",
            "squalificato",
            "non qualificato",
            "gediskwalificeerd",
            "niet gekwalificeerd",
            "desqualificado",
            "não qualificado",
            "zdyskwalifikowany",
            "diskvalificerad",
            "diskvalificeret",
        ],
    ),
    (
        OutcomeKind::Lost,
        &[
            "lost",
            "offer declined",
            "offer rejected",
            "proposal rejected",
            "verloren",
            "angebot abgelehnt",
            "perdu",
            "perdue",
            "offre refusée",
            "perdido",
            "perdida",
            "oferta rechazada",
            "perso",
            "persa",
            "offerta rifiutata",
            "offerte afgewezen",
            "proposta recusada",
            "przegrany",
            "przegrana",
            "förlorad",
            "tabt",
            "tapt",
            "hävitty",
        ],
    ),
    (
        OutcomeKind::Won,
        &[
            "won",
            "win",
            "sold",
            "contract signed",
            "order received",
            "order won",
            "gewonnen",
            "verkauft",
            "auftrag erhalten",
            "vertrag unterschrieben",
            "gagné",
            "gagnée",
            "vendu",
            "vendue",
            "contrat signé",
            "commande reçue",
            "ganado",
            "ganada",
            "vendido",
            "contrato firmado",
            "pedido recibido",
            "vinto",
            "vinta",
            "venduto",
            "contratto firmato",
            "ordine ricevuto",
            "verkocht",
            "contract getekend",
            "order ontvangen",
            "ganho",
            "ganha",
            "contrato assinado",
            "wygrany",
            "wygrana",
            "umowa podpisana",
            "vunnen",
            "såld",
            "vundet",
            "solgt",
            "voitettu",
        ],
    ),
];

/// Words that turn the next one into its opposite.
const NEGATIONS: [&str; 14] = [
    "not", "no", "never", "nicht", "kein", "keine", "non", "pas", "niet", "geen", "não", "nie", "inte",
    "ikke",
];

/// The kind of outcome that a name says; unclassified when it says none, or two.
pub(super) fn outcome(name: &str) -> OutcomeKind {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let says = |phrase: &str| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        words.windows(phrase.len()).enumerate().any(|(at, window)| {
            window == phrase
                && !at
                    .checked_sub(1)
                    .is_some_and(|before| NEGATIONS.contains(&words[before]))
        })
    };
    let mut kinds = WORDS
        .iter()
        .filter(|(_, phrases)| phrases.iter().any(|phrase| says(phrase)))
        .map(|(kind, _)| *kind);
    match (kinds.next(), kinds.next()) {
        (Some(kind), None) => kind,
        // "Not ready: no decision" says two things, and a person must choose.
        _ => OutcomeKind::Unclassified,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_by_their_words() {
        let cases = [
            ("Won", OutcomeKind::Won),
            ("Deal WON!", OutcomeKind::Won),
            ("Closed-won", OutcomeKind::Won),
            ("Auftrag\nerhalten", OutcomeKind::Won),
            ("Affaire gagnée", OutcomeKind::Won),
            ("Not won", OutcomeKind::Unclassified),
            ("Lost to competitor", OutcomeKind::Lost),
            ("Verloren", OutcomeKind::Lost),
            ("Perdido", OutcomeKind::Lost),
            ("No decision", OutcomeKind::NoDecision),
            ("Keine Entscheidung", OutcomeKind::NoDecision),
            ("Lead not qualified", OutcomeKind::Disqualified),
            ("Not ready yet", OutcomeKind::NotReady),
            ("Won or lost", OutcomeKind::Unclassified),
            ("Wonderful", OutcomeKind::Unclassified),
            ("End Event", OutcomeKind::Unclassified),
            ("", OutcomeKind::Unclassified),
        ];
        for (name, kind) in cases {
            assert_eq!(outcome(name), kind, "{name}");
        }
    }
}

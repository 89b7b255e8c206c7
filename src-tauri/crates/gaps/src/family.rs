//! The families of rules: their order, letters and titles, declared once. No rule here.

/// Declares the families, in the order of the catalogue.
macro_rules! families {
    ($($(#[$doc:meta])* $family:ident: $letter:literal, $title:literal;)*) => {
        /// Family of a rule.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Family {
            $($(#[$doc])* $family,)*
        }

        impl Family {
            /// The families in the order of the catalogue.
            pub const ALL: &[Self] = &[$(Self::$family),*];

            /// The letter with which the codes of its rules begin.
            pub fn letter(self) -> char {
                match self { $(Self::$family => $letter,)* }
            }

            /// The title shown.
            pub fn title(self) -> &'static str {
                match self { $(Self::$family => $title,)* }
            }
        }
    };
}

families! {
    /// Buyer steps nobody serves, activities that serve nobody.
    Coverage: 'C', "Coverage";
    /// What comes too early or too late.
    Order: 'O', "Order";
    /// Steps and links that lead nowhere, twice or alone.
    Flow: 'F', "Flow";
    /// Work that changes hands.
    Handoffs: 'H', "Handoffs";
    /// What is known, and how well.
    Evidence: 'E', "Evidence";
    /// What holds back how much is won.
    Bottleneck: 'B', "Bottleneck";
    /// The map beside what the company recorded.
    Records: 'R', "Records";
}

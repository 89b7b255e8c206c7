//! The frame of sentences: a trait of them, their English, and the way from a locale to them.

/// Sentences apart from logic, as a table that the compiler checks.
///
/// ```
/// use twinlane_words::{English, Locale, sentences};
///
/// sentences! {
///     /// What the rule about unserved buyer steps says.
///     pub trait UnservedBuyerStep for English {
///         /// The heading.
///         fn heading() => "Nobody helps";
///         /// Nobody supports the step at all.
///         fn nobody_helps(step: &str, who: &str) => "Nobody helps with {step} ({who}).";
///         /// So many steps have nobody.
///         fn several(steps: usize, share: f64) => {
///             let steps = English.counted(steps, "step has", "steps have");
///             format!("{steps} nobody: {}.", English.percent(share))
///         };
///         /// The word for a side.
///         fn side(seller: bool) -> &'static str => { if seller { "seller" } else { "buyer" } };
///     }
/// }
///
/// let locale = Locale::English;
/// assert_eq!(locale.heading(), "Nobody helps");
/// assert_eq!(locale.nobody_helps("“Decide”", "the buyer"), "Nobody helps with “Decide” (the buyer).");
/// assert_eq!(locale.several(1, 0.125), "1 step has nobody: 12.5 %.");
/// assert_eq!(locale.side(true), "seller");
/// ```
///
/// The trait is implemented for [`English`](crate::English) and for [`Locale`](crate::Locale), which picks the
/// language: where the trait is in scope, a sentence is a method of the locale. The call is resolved when it is
/// compiled and costs what `format!` costs. A sentence has one of three forms:
///
/// - `fn name() => "text";` gives a `&'static str`, word for word;
/// - `fn name(argument: Type, …) => "text with {argument}";` gives a `String` by `format!`, so that a misspelt
///   placeholder does not compile. An argument is anything that can be displayed, `impl Display` too; numbers come
///   in as text (`locale.percent(share)`), or the third form writes them;
/// - `fn name(argument: Type, …) => { … };` gives the `String` that the block computes, for plurals, what may be
///   absent and choices; another type is named by `-> Type`.
///
/// A block may use other sentences of the table as `English.name(…)`. A sentence must not be called like a method of
/// [`Locale`](crate::Locale) (`number`, `list`, `quote`, …): that one would be called.
///
/// Another language is a file per crate with
///
/// ```
/// # use twinlane_words::sentences;
/// # sentences! { pub trait Greeting for English { fn hello(name: &str) => "Hello, {name}."; } }
/// # #[derive(Clone, Copy)] pub struct German;
/// sentences! {
///     impl Greeting for German {
///         fn hello(name: &str) => "Guten Tag, {name}.";
///     }
/// }
/// # assert_eq!(German.hello("Kim"), "Guten Tag, Kim.");
/// ```
///
/// and a crate that lacks a sentence of a language does not compile.
#[macro_export]
macro_rules! sentences {
    (
        $(#[$about:meta])*
        $seen:vis trait $table:ident for English { $($body:tt)* }
    ) => {
        $crate::sentences! { @declare [$(#[$about])* $seen trait $table] [] [] $($body)* }
        $crate::sentences! { @implement [$table for $crate::English] [] $($body)* }
    };
    ( impl $table:ident for $language:ty { $($body:tt)* } ) => {
        $crate::sentences! { @implement [$table for $language] [] $($body)* }
    };

    // The trait and its way from a locale, one sentence at a time: what is declared, what is dispatched, the rest.
    (@declare [$(#[$about:meta])* $seen:vis trait $table:ident] [$($declared:tt)*] [$($dispatched:tt)*]) => {
        $(#[$about])*
        $seen trait $table: Copy { $($declared)* }
        impl $table for $crate::Locale { $($dispatched)* }
    };
    (@declare $head:tt [$($declared:tt)*] [$($dispatched:tt)*]
        $(#[$about:meta])* fn $name:ident() => $text:literal; $($rest:tt)*
    ) => {
        $crate::sentences! { @declared $head [$($declared)*] [$($dispatched)*]
            [$(#[$about])*] $name () [&'static str] $($rest)* }
    };
    (@declare $head:tt [$($declared:tt)*] [$($dispatched:tt)*]
        $(#[$about:meta])* fn $name:ident($($argument:ident: $type:ty),* $(,)?) $(-> $gives:ty)? => $text:tt;
        $($rest:tt)*
    ) => {
        $crate::sentences! { @declared $head [$($declared)*] [$($dispatched)*]
            [$(#[$about])*] $name ($($argument: $type),*) [$($gives)?] $($rest)* }
    };
    (@declared $head:tt $declared:tt $dispatched:tt $about:tt $name:ident $arguments:tt [] $($rest:tt)*) => {
        $crate::sentences! { @declared $head $declared $dispatched $about $name $arguments
            [::std::string::String] $($rest)* }
    };
    (@declared [$(#[$head:meta])* $seen:vis trait $table:ident] [$($declared:tt)*] [$($dispatched:tt)*]
        [$(#[$about:meta])*] $name:ident ($($argument:ident: $type:ty),*) [$gives:ty] $($rest:tt)*
    ) => {
        $crate::sentences! { @declare [$(#[$head])* $seen trait $table]
            [$($declared)* $(#[$about])* fn $name(self $(, $argument: $type)*) -> $gives;]
            [$($dispatched)* fn $name(self $(, $argument: $type)*) -> $gives {
                $crate::dispatch!(self, $table::$name($($argument),*))
            }]
            $($rest)* }
    };

    // One language, one sentence at a time: what is written, the rest.
    (@implement [$table:ident for $language:ty] [$($written:tt)*]) => {
        impl $table for $language { $($written)* }
    };
    (@implement $head:tt [$($written:tt)*]
        $(#[$about:meta])* fn $name:ident() => $text:literal; $($rest:tt)*
    ) => {
        $crate::sentences! { @implement $head
            [$($written)* fn $name(self) -> &'static str { $text }]
            $($rest)* }
    };
    (@implement $head:tt [$($written:tt)*]
        $(#[$about:meta])* fn $name:ident($($argument:ident: $type:ty),+ $(,)?) => $text:literal; $($rest:tt)*
    ) => {
        $crate::sentences! { @implement $head
            [$($written)* fn $name(self $(, $argument: $type)+) -> ::std::string::String {
                ::std::format!($text)
            }]
            $($rest)* }
    };
    (@implement $head:tt [$($written:tt)*]
        $(#[$about:meta])* fn $name:ident($($argument:ident: $type:ty),* $(,)?) => $block:block; $($rest:tt)*
    ) => {
        $crate::sentences! { @implement $head
            [$($written)* fn $name(self $(, $argument: $type)*) -> ::std::string::String $block]
            $($rest)* }
    };
    (@implement $head:tt [$($written:tt)*]
        $(#[$about:meta])* fn $name:ident($($argument:ident: $type:ty),* $(,)?) -> $gives:ty => $block:block;
        $($rest:tt)*
    ) => {
        $crate::sentences! { @implement $head
            [$($written)* fn $name(self $(, $argument: $type)*) -> $gives $block]
            $($rest)* }
    };
}

#[cfg(test)]
mod tests {
    use std::fmt::Display;

    use crate::{English, Locale};

    sentences! {
        /// Every form of a sentence.
        pub(crate) trait Forms for English {
            /// Word for word, braces too.
            fn plain() => "Nothing {happened}.";
            /// With arguments.
            fn with(name: &str, what: impl Display) => "{name} does {what}, and {name} again.";
            /// With a plural and something that may be absent.
            fn waits(steps: usize, days: Option<f64>) => {
                let steps = English.counted(steps, "step waits", "steps wait");
                match days {
                    Some(days) => format!("{steps} {}.", English.measured(days, crate::Unit::WorkingDays)),
                    None => format!("{steps} and nobody knows how long."),
                }
            };
            /// Another type.
            fn word(open: bool) -> &'static str => { if open { "open" } else { "shut" } };
            /// Made of other sentences of the table.
            fn both(name: &str) => { format!("{} {}", English.plain(), English.with(name, English.word(true))) };
            /// What comes in goes out.
            fn kept(name: &str) -> &str => { name };
        }
    }

    #[derive(Clone, Copy)]
    struct Shouted;

    sentences! {
        impl Forms for Shouted {
            fn plain() => "NOTHING!";
            fn with(name: &str, what: impl Display) => "{name}: {what}!";
            fn waits(steps: usize, days: Option<f64>) => { format!("{steps}/{days:?}!") };
            fn word(open: bool) -> &'static str => { if open { "OPEN" } else { "SHUT" } };
            fn both(name: &str) => "{name}!";
            fn kept(name: &str) -> &str => { name };
        }
    }

    #[test]
    fn a_sentence_is_a_method_of_the_locale() {
        let en = Locale::English;
        assert_eq!(en.plain(), "Nothing {happened}.");
        assert_eq!(en.with("Kim", 3), "Kim does 3, and Kim again.");
        assert_eq!(en.waits(1, Some(0.5)), "1 step waits 0.5 working days.");
        assert_eq!(en.waits(2, None), "2 steps wait and nobody knows how long.");
        assert_eq!(
            en.both("Kim"),
            "Nothing {happened}. Kim does open, and Kim again."
        );
        assert_eq!(en.kept("Kim"), "Kim");
    }

    #[test]
    fn another_language_is_another_table() {
        assert_eq!(Shouted.plain(), "NOTHING!");
        assert_eq!(Shouted.with("KIM", "IT"), "KIM: IT!");
        assert_eq!(Shouted.waits(2, None), "2/None!");
        assert_eq!(Shouted.word(false), "SHUT");
        assert_eq!(Shouted.both("KIM"), "KIM!");
        assert_eq!(Shouted.kept("KIM"), "KIM");
    }
}

//! What stands in charts of Mermaid and Graphviz beside the titles of a map.

use twinlane_model::{Side, Strength};
use twinlane_words::sentences;

sentences! {
    /// Words of a chart.
    pub(crate) trait ChartWords for English {
        /// A side of the map.
        fn side(side: Side) -> &'static str => {
            match side {
                Side::Buyer => "Buyer journey",
                Side::Seller => "Sales process",
            }
        };
        /// A step without a title.
        fn untitled() => "untitled";
        /// How much a support helps.
        fn strength(strength: Strength) -> &'static str => {
            match strength {
                Strength::Weak => "weak",
                Strength::Helps => "helps",
                Strength::Strong => "strong",
            }
        };
        /// A share in per cent.
        fn share(percent: f64) => "{percent} %";
        /// A return, with its share if that is known.
        fn returns(share: Option<String>) => {
            match share {
                Some(share) => format!("returns {share}"),
                None => "returns".to_owned(),
            }
        };
    }
}

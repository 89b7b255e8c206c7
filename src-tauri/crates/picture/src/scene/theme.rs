//! Colour values of the tokens: light, dark, projector and print. The only place with colour values.

use super::paint::Token;

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// As in a style sheet: `#rrggbb`.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// Relative luminance, 0..1 (WCAG 2.2, "relative luminance").
    pub fn luminance(self) -> f64 {
        let part = |value: u8| {
            let share = f64::from(value) / 255.0;
            if share <= 0.040_45 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(self.0) + 0.7152 * part(self.1) + 0.0722 * part(self.2)
    }

    /// Contrast of two colours, 1..21 (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

/// A set of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The look of the app by day.
    #[default]
    Light,
    /// The look of the app by night.
    Dark,
    /// High contrast, for a projector in a bright room.
    Projector,
    /// Black on white; colour for sides and severities only.
    Print,
}

impl Theme {
    /// The value of a token.
    pub fn color(self, token: Token) -> Rgb {
        let [light, dark, projector, print] = palette(token);
        rgb(match self {
            Self::Light => light,
            Self::Dark => dark,
            Self::Projector => projector,
            Self::Print => print,
        })
    }
}

fn rgb(value: u32) -> Rgb {
    let [_, red, green, blue] = value.to_be_bytes();
    Rgb(red, green, blue)
}

/// Light, dark, projector, print.
fn palette(token: Token) -> [u32; 4] {
    match token {
        Token::Paper => [0x00fa_f9f6, 0x0016_191d, 0x00ff_ffff, 0x00ff_ffff],
        Token::Panel => [0x00ff_ffff, 0x0020_2429, 0x00ff_ffff, 0x00ff_ffff],
        Token::Ink => [0x001d_232a, 0x00ee_f0f2, 0x0000_0000, 0x0000_0000],
        Token::Ink2 => [0x0058_616c, 0x00a9_b2bc, 0x002b_3138, 0x003d_444c],
        Token::Ink3 => [0x008a_929c, 0x0076_7f8a, 0x0059_616b, 0x0076_7d85],
        Token::Line => [0x00e4_e1db, 0x0033_383e, 0x009a_9a9a, 0x00d9_d9d9],
        Token::Line2 => [0x00cf_cbc3, 0x004a_5057, 0x0055_5555, 0x009c_9c9c],
        Token::Buyer => [0x000b_6478, 0x0058_b9cd, 0x0000_4d5e, 0x000b_6478],
        Token::BuyerTint => [0x00f1_f7f8, 0x001a_2529, 0x00e6_f4f7, 0x00ff_ffff],
        Token::Seller => [0x005a_4686, 0x00b0_9fdd, 0x0045_2f78, 0x005a_4686],
        Token::SellerTint => [0x00f6_f4f9, 0x0022_2029, 0x00f0_ecf8, 0x00ff_ffff],
        Token::Flow => [0x007d_858e, 0x008a_939d, 0x003c_434b, 0x0060_666d],
        Token::High => [0x00b9_301a, 0x00f0_8572, 0x009c_1f0b, 0x00b9_301a],
        Token::HighTint => [0x00fc_ece8, 0x003a_211d, 0x00fb_e3de, 0x00ff_ffff],
        Token::Medium => [0x0096_620a, 0x00e0_ac52, 0x0075_4a00, 0x0096_620a],
        Token::MediumTint => [0x00fb_f1dc, 0x0033_2a18, 0x00f9_ecd0, 0x00ff_ffff],
        Token::Low => [0x005a_6673, 0x00a7_b1bd, 0x003c_4651, 0x005a_6673],
        Token::LowTint => [0x00ee_f0f2, 0x0026_2b30, 0x00e8_ebee, 0x00ff_ffff],
        Token::Ok => [0x002c_6e49, 0x0067_c08d, 0x0018_5434, 0x002c_6e49],
        Token::OnColor => [0x00ff_ffff, 0x0014_171a, 0x00ff_ffff, 0x00ff_ffff],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEMES: [Theme; 4] = [Theme::Light, Theme::Dark, Theme::Projector, Theme::Print];

    #[test]
    fn text_can_be_read() {
        let grounds = [Token::Paper, Token::Panel, Token::BuyerTint, Token::SellerTint];
        for theme in THEMES {
            for text in [
                Token::Ink,
                Token::Ink2,
                Token::Buyer,
                Token::Seller,
                Token::High,
                Token::Medium,
                Token::Low,
            ] {
                for ground in grounds {
                    let contrast = theme.color(text).contrast(theme.color(ground));
                    assert!(
                        contrast >= 4.5,
                        "{theme:?}: {text:?} on {ground:?} has {contrast:.2}"
                    );
                }
            }
            for ground in [
                Token::High,
                Token::Medium,
                Token::Low,
                Token::Buyer,
                Token::Seller,
            ] {
                let contrast = theme.color(Token::OnColor).contrast(theme.color(ground));
                assert!(contrast >= 4.5, "{theme:?}: text on {ground:?} has {contrast:.2}");
            }
        }
    }

    #[test]
    fn shapes_can_be_seen() {
        for theme in THEMES {
            for shape in [Token::Flow, Token::Buyer, Token::High, Token::Ok] {
                for ground in [Token::Paper, Token::Panel, Token::BuyerTint, Token::SellerTint] {
                    let contrast = theme.color(shape).contrast(theme.color(ground));
                    assert!(
                        contrast >= 3.0,
                        "{theme:?}: {shape:?} on {ground:?} has {contrast:.2}"
                    );
                }
            }
        }
    }
}

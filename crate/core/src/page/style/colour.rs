//! Colours, as far as two can be compared: CSS Color Module Level 4.

/// What something is painted with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Paint {
    /// Red, green, blue.
    Solid([u8; 3]),
    /// Nothing is seen of it.
    None,
    /// A picture, or what can't be read.
    Unknown,
}

/// The basic colours, and those that pages hide text in.
const NAMES: [(&str, [u8; 3]); 20] = [
    ("black", [0, 0, 0]),
    ("silver", [192, 192, 192]),
    ("gray", [128, 128, 128]),
    ("grey", [128, 128, 128]),
    ("white", [255, 255, 255]),
    ("maroon", [128, 0, 0]),
    ("red", [255, 0, 0]),
    ("purple", [128, 0, 128]),
    ("fuchsia", [255, 0, 255]),
    ("green", [0, 128, 0]),
    ("lime", [0, 255, 0]),
    ("olive", [128, 128, 0]),
    ("yellow", [255, 255, 0]),
    ("navy", [0, 0, 128]),
    ("blue", [0, 0, 255]),
    ("teal", [0, 128, 128]),
    ("aqua", [0, 255, 255]),
    ("whitesmoke", [245, 245, 245]),
    ("lightgray", [211, 211, 211]),
    ("lightgrey", [211, 211, 211]),
];

/// The colour of a text; `None` where it is what is around.
pub(super) fn colour(value: &str) -> Option<Paint> {
    match value {
        "inherit" | "unset" => None,
        _ => Some(paint(value).unwrap_or(Paint::Unknown)),
    }
}

/// The background by itself; `None` where what is behind it shows.
pub(super) fn background(value: &str) -> Option<Paint> {
    if value.contains("url(") || value.contains("gradient(") || value.contains("var(") {
        return Some(Paint::Unknown);
    }
    let painted = paint(value).or_else(|| value.split_whitespace().find_map(paint));
    match painted {
        Some(Paint::None) => None,
        Some(paint) => Some(paint),
        None if matches!(value, "none" | "inherit" | "initial" | "unset") => None,
        None => Some(Paint::Unknown),
    }
}

fn paint(word: &str) -> Option<Paint> {
    if word == "transparent" {
        return Some(Paint::None);
    }
    if let Some(digits) = word.strip_prefix('#') {
        return hexadecimal(digits);
    }
    if let Some(inner) = word
        .strip_prefix("rgb(")
        .or_else(|| word.strip_prefix("rgba("))
    {
        return rgb(inner.strip_suffix(')')?);
    }
    let named = NAMES.iter().find(|(name, _)| *name == word);
    named.map(|(_, colour)| Paint::Solid(*colour))
}

fn hexadecimal(digits: &str) -> Option<Paint> {
    let values: Vec<u8> = digits
        .chars()
        .map(|digit| {
            digit
                .to_digit(16)
                .and_then(|value| u8::try_from(value).ok())
        })
        .collect::<Option<_>>()?;
    let pair = |high: u8, low: u8| high << 4 | low;
    match *values.as_slice() {
        [.., 0] if values.len() == 4 => Some(Paint::None),
        [.., 0, 0] if values.len() == 8 => Some(Paint::None),
        [r, g, b] | [r, g, b, 15] => Some(Paint::Solid([pair(r, r), pair(g, g), pair(b, b)])),
        [r, rr, g, gg, b, bb] | [r, rr, g, gg, b, bb, 15, 15] => {
            Some(Paint::Solid([pair(r, rr), pair(g, gg), pair(b, bb)]))
        }
        _ => Some(Paint::Unknown),
    }
}

fn rgb(inner: &str) -> Option<Paint> {
    let words: Vec<&str> = inner
        .split([',', ' ', '/'])
        .filter(|word| !word.is_empty())
        .collect();
    let (channels, alpha) = words.split_at_checked(3)?;
    let channels: Vec<u8> = channels
        .iter()
        .map(|word| word.parse().ok())
        .collect::<Option<_>>()?;
    match alpha
        .first()
        .map(|alpha| alpha.trim_end_matches('%').parse::<f64>())
    {
        Some(Ok(0.0)) => return Some(Paint::None),
        Some(Ok(alpha)) if alpha < 1.0 => return Some(Paint::Unknown),
        Some(Err(_)) => return Some(Paint::Unknown),
        Some(Ok(_)) | None => {}
    }
    match *channels.as_slice() {
        [r, g, b] => Some(Paint::Solid([r, g, b])),
        _ => None,
    }
}

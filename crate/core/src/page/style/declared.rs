//! Declarations of a style that can hide an element, and what they come to together.

use super::colour::{Paint, background, colour};
use super::signs::find;
use crate::page::HiddenBecause;

/// Properties that are read; shorthands are under the property they set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Property {
    Display,
    Visibility,
    Opacity,
    Animation,
    FontSize,
    Position,
    Left,
    Right,
    Top,
    Bottom,
    MarginLeft,
    MarginTop,
    TextIndent,
    Width,
    Height,
    MaxHeight,
    Overflow,
    Padding,
    Clip,
    ClipPath,
    Transform,
    Colour,
    Background,
}

/// How many properties there are.
pub(super) const PROPERTIES: usize = Property::Background as usize + 1;

/// One declaration.
#[derive(Debug)]
pub(super) struct Declaration {
    pub(super) property: Property,
    /// Lower case, without `!important`.
    pub(super) value: String,
    pub(super) important: bool,
}

/// Those of one block, in order.
pub(super) type Declarations = Vec<Declaration>;

/// Longest value that is read, in bytes; pictures written out in a value are longer.
const MAX_VALUE_BYTES: usize = 256;

/// Reads a block, or a style attribute.
pub(super) fn declarations(block: &str) -> Declarations {
    let mut found = Vec::new();
    let mut rest = block;
    while !rest.is_empty() {
        let end = find(rest, b";{");
        let (one, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        if after.starts_with('{') {
            // Rules in a rule: what comes after them is left out, too.
            break;
        }
        rest = after.strip_prefix(';').unwrap_or(after);
        found.extend(declaration(one));
    }
    found
}

fn declaration(text: &str) -> Option<Declaration> {
    let (name, value) = text.split_once(':')?;
    let name = name.rsplit("*/").next()?.trim().to_ascii_lowercase();
    let property = property(&name)?;
    let value = value.trim();
    if value.len() > MAX_VALUE_BYTES {
        let picture = property == Property::Background;
        return picture.then(|| Declaration {
            property,
            value: "url()".to_owned(),
            important: false,
        });
    }
    let value = value.to_ascii_lowercase();
    let (value, important) = match value.split_once('!') {
        Some((value, mark)) => (value.trim().to_owned(), mark.trim() == "important"),
        None => (value, false),
    };
    let value = if name == "font" {
        font_size(&value)
    } else {
        value
    };
    (!value.is_empty()).then_some(Declaration {
        property,
        value,
        important,
    })
}

fn property(name: &str) -> Option<Property> {
    use Property as P;
    Some(match name {
        "display" => P::Display,
        "visibility" => P::Visibility,
        "opacity" => P::Opacity,
        "animation" | "animation-name" => P::Animation,
        "font-size" | "font" => P::FontSize,
        "position" => P::Position,
        "left" | "inset-inline-start" => P::Left,
        "right" | "inset-inline-end" => P::Right,
        "top" | "inset-block-start" => P::Top,
        "bottom" | "inset-block-end" => P::Bottom,
        "margin-left" | "margin-inline-start" => P::MarginLeft,
        "margin-top" | "margin-block-start" => P::MarginTop,
        "text-indent" => P::TextIndent,
        "width" | "max-width" => P::Width,
        "height" => P::Height,
        "max-height" => P::MaxHeight,
        "overflow" | "overflow-x" | "overflow-y" => P::Overflow,
        "padding" | "padding-top" | "padding-bottom" => P::Padding,
        "clip" => P::Clip,
        "clip-path" | "-webkit-clip-path" => P::ClipPath,
        "transform" | "-webkit-transform" => P::Transform,
        "color" => P::Colour,
        "background" | "background-color" | "background-image" => P::Background,
        _ => return None,
    })
}

/// The size in a `font` shorthand: before the slash, or the first length.
fn font_size(font: &str) -> String {
    let sizes = font
        .split_whitespace()
        .map(|word| word.split('/').next().unwrap_or(word));
    let mut sizes = sizes.filter(|word| word.starts_with(|c: char| c.is_ascii_digit() || c == '.'));
    // Weights are numbers, too, and never so small.
    let size = sizes
        .find(|word| number(word).is_none_or(|(value, unit)| !unit.is_empty() || value == 0.0));
    size.unwrap_or("medium").to_owned()
}

/// The values that hold for an element, by property.
pub(super) type Values<'a> = [Option<&'a str>; PROPERTIES];

/// What an element's own styles do to it and to what is in it.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Effect {
    /// Hides it with all that is in it.
    pub(super) hides: Option<HiddenBecause>,
    /// Whether it is invisible, unless an element in it is visible again.
    pub(super) invisible: Option<bool>,
    /// Whether its letters have no size.
    pub(super) no_font: Option<bool>,
    /// Whether its lines begin far outside.
    pub(super) indented: Option<bool>,
    pub(super) colour: Option<Paint>,
    pub(super) background: Option<Paint>,
}

/// A length this far from its place is outside of every screen, in CSS pixels: authors write -999px,
/// -9999px, -999em.
const FAR_OFF: f64 = 999.0;

/// Nothing can be read that is not larger than this, in CSS pixels; the page's script measures with the
/// same (`NO_SIZE` in `collect.js`).
const NO_SIZE: f64 = 1.0;

/// A font's usual size, in CSS pixels.
const EM: f64 = 16.0;

/// A point, in CSS pixels.
const POINT: f64 = 4.0 / 3.0;

/// Insets from two sides that meet leave nothing, in percent.
const WHOLE: f64 = 100.0;

impl Effect {
    pub(super) fn of(values: &Values<'_>) -> Self {
        let value = |property: Property| values.get(property as usize).copied().flatten();
        let background = value(Property::Background).and_then(background);
        let indented = value(Property::TextIndent).map(|indent| {
            // A picture in the place of the words is seen.
            let picture = background == Some(Paint::Unknown);
            !picture && length(indent).is_some_and(|px| px <= -FAR_OFF)
        });
        Self {
            hides: hides(&value),
            invisible: value(Property::Visibility).and_then(|word| match word {
                "hidden" | "collapse" => Some(true),
                "visible" => Some(false),
                _ => None,
            }),
            no_font: value(Property::FontSize).and_then(no_font),
            indented,
            colour: value(Property::Colour).and_then(colour),
            background,
        }
    }
}

fn hides<'a>(value: &impl Fn(Property) -> Option<&'a str>) -> Option<HiddenBecause> {
    use Property as P;
    let px = |property| value(property).and_then(length);
    if value(P::Display) == Some("none") {
        return Some(HiddenBecause::NotRendered);
    }
    let animated = value(P::Animation).is_some_and(|name| name != "none");
    if !animated
        && value(P::Opacity)
            .and_then(number)
            .is_some_and(|(share, _)| share <= 0.0)
    {
        return Some(HiddenBecause::Transparent);
    }
    let placed = matches!(
        value(P::Position),
        Some("absolute" | "fixed" | "relative" | "sticky")
    );
    let sides = [P::Left, P::Right, P::Top, P::Bottom];
    let far = |px: f64| px.abs() >= FAR_OFF;
    let moved = placed && sides.into_iter().filter_map(px).any(far);
    let pushed = [P::MarginLeft, P::MarginTop]
        .into_iter()
        .filter_map(px)
        .any(|px| px <= -FAR_OFF);
    if moved || pushed {
        return Some(HiddenBecause::OffScreen);
    }
    if let Some(because) = value(P::Transform).and_then(transformed) {
        return Some(because);
    }
    let cut = matches!(value(P::Position), Some("absolute" | "fixed"))
        && value(P::Clip).is_some_and(is_cut_away);
    if cut || value(P::ClipPath).is_some_and(is_clipped_away) {
        return Some(HiddenBecause::ZeroSize);
    }
    let overflow = value(P::Overflow).unwrap_or("");
    let padded = value(P::Padding).is_some_and(|padding| {
        padding
            .split_whitespace()
            .any(|side| number(side).is_none_or(|(size, _)| size > 0.0))
    });
    if padded || !(overflow.contains("hidden") || overflow.contains("clip")) {
        return None;
    }
    let none = |property| px(property).is_some_and(|px| px <= NO_SIZE);
    if none(P::Height) || none(P::Width) {
        Some(HiddenBecause::ZeroSize)
    } else if none(P::MaxHeight) {
        // A section that a script opens is made so.
        Some(HiddenBecause::Collapsed)
    } else {
        None
    }
}

/// Whether letters have no size; `None` where that depends on what they are in.
fn no_font(size: &str) -> Option<bool> {
    match number(size) {
        Some((value, _)) if value <= 0.0 => Some(true),
        Some((_, "%" | "em")) => None,
        Some(_) => Some(length(size).is_some_and(|px| px <= NO_SIZE)),
        None => match size {
            "inherit" | "unset" | "larger" | "smaller" => None,
            _ => Some(false),
        },
    }
}

fn transformed(value: &str) -> Option<HiddenBecause> {
    value.split(')').find_map(|one| {
        let (name, arguments) = one.split_once('(')?;
        let arguments = arguments.split(',').map(str::trim);
        match name.trim() {
            "scale" | "scalex" | "scaley" | "scale3d" => arguments
                .filter_map(number)
                .any(|(factor, _)| factor == 0.0)
                .then_some(HiddenBecause::ZeroSize),
            "translate" | "translatex" | "translatey" | "translate3d" => arguments
                .filter_map(length)
                .any(|px| px.abs() >= FAR_OFF)
                .then_some(HiddenBecause::OffScreen),
            _ => None,
        }
    })
}

/// Whether `clip: rect(top, right, bottom, left)` leaves nothing.
fn is_cut_away(value: &str) -> bool {
    let sides = value
        .strip_prefix("rect(")
        .and_then(|rest| rest.strip_suffix(')'));
    let sides = sides
        .unwrap_or("")
        .split([',', ' '])
        .filter(|side| !side.is_empty());
    let sides: Vec<Option<f64>> = sides.map(length).collect();
    match sides.as_slice() {
        [Some(top), Some(right), Some(bottom), Some(left)] => {
            bottom - top <= NO_SIZE || right - left <= NO_SIZE
        }
        _ => false,
    }
}

fn is_clipped_away(value: &str) -> bool {
    let Some((shape, arguments)) = value.trim_end_matches(')').split_once('(') else {
        return false;
    };
    let words = arguments.split([',', ' ']).filter(|word| !word.is_empty());
    let numbers: Vec<(f64, &str)> = words.filter_map(number).collect();
    match (shape, numbers.as_slice()) {
        ("inset", [(all, "%")]) => all * 2.0 >= WHOLE,
        ("inset", [(top, "%"), (side, "%")]) => top * 2.0 >= WHOLE || side * 2.0 >= WHOLE,
        ("inset", [(top, "%"), (right, "%"), (bottom, "%"), rest @ ..]) => {
            let left = rest.first().map_or(right, |(left, _)| left);
            top + bottom >= WHOLE || right + left >= WHOLE
        }
        ("circle" | "ellipse", [(radius, _), ..]) => *radius <= 0.0,
        ("polygon", points) => !points.is_empty() && points.iter().all(|(at, _)| *at == 0.0),
        _ => false,
    }
}

/// A number and its unit.
fn number(text: &str) -> Option<(f64, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-' | '+'))
        .unwrap_or(text.len());
    let (digits, unit) = text.split_at_checked(end)?;
    Some((digits.parse().ok()?, unit))
}

/// A length in CSS pixels; `None` where that depends on the screen or on what is around.
fn length(text: &str) -> Option<f64> {
    let (value, unit) = number(text)?;
    match unit {
        _ if value == 0.0 => Some(0.0),
        "px" => Some(value),
        "em" | "rem" => Some(value * EM),
        "pt" => Some(value * POINT),
        _ => None,
    }
}

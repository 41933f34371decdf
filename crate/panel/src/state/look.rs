//! How things look when they are marked on the page: the one table of marks, for the page, the
//! legend and the rules that go into the page. Each follow state has a colour and a line of its own, so
//! that users need not distinguish colours; a link of the user's is tinted besides.

use linkglance_core::link::FollowState;
use linkglance_core::report::{Link, Mention};
use serde::Serialize;

use linkglance_browser::settings::Colours;

/// What something is marked as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mark {
    /// A link, and whether it leads to the user's own site.
    Link { state: FollowState, mine: bool },
    /// A name in the text, and whether it possibly means another name.
    Mention { possible: bool },
}

/// The colour of links that are neither followed nor marked by rel, on a light page and a dark one.
const OTHER: &str = "#7f7f7f";
/// The colour of what the user points at in the panel.
const LIT: &str = "#ff9500";

/// The colour of words on a strong ground.
const INK: &str = "#111111";

/// A mark as the page receives it (`Look` of highlight.js).
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub(crate) struct Look {
    /// The name of its rule for words.
    name: String,
    /// A link's outline.
    outline: Option<String>,
    /// A colour over a link's ground, under its words.
    tint: Option<String>,
    /// What shows a link without words where the page forbids outlines.
    shadow: Option<String>,
}

/// How the words of one mark look. It goes through the page's script to the background worker,
/// which checks it and writes the style sheet (`Rule` of rules.js).
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub(crate) struct Rule {
    /// The name of the highlight.
    name: String,
    /// The words' colour, where the ground is too strong for the page's own.
    ink: Option<&'static str>,
    ground: String,
    line: Option<Underline>,
}

/// A line under words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
struct Underline {
    /// The line style of CSS.
    style: &'static str,
    /// In pixels.
    width: u32,
    /// The words' own if `None`.
    colour: Option<String>,
}

impl Mark {
    /// Every mark, in the order of the legend.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let links = [true, false].into_iter().flat_map(|mine| {
            let of = move |state| Self::Link { state, mine };
            FollowState::ALL.into_iter().map(of)
        });
        links.chain([false, true].map(|possible| Self::Mention { possible }))
    }

    /// The mark of a link.
    pub(crate) fn of_link(link: &Link, mine: bool) -> Self {
        Self::Link {
            state: link.follow.narrowest(),
            mine,
        }
    }

    pub(crate) fn of_mention(mention: &Mention) -> Self {
        Self::Mention {
            possible: mention.possible,
        }
    }

    fn name(self) -> String {
        match self {
            Self::Link { state, mine: false } => state.name().replace('_', "-"),
            Self::Link { state, mine: true } => format!("mine-{}", state.name().replace('_', "-")),
            Self::Mention { possible: false } => "mention".to_owned(),
            Self::Mention { possible: true } => "possible".to_owned(),
        }
    }

    fn colour(self, colours: &Colours) -> String {
        let colour = match self {
            Self::Link { state, .. } => match state {
                FollowState::Followed => colours.followed,
                FollowState::Nofollow => colours.nofollow,
                FollowState::Sponsored => colours.sponsored,
                FollowState::Ugc => colours.ugc,
                FollowState::NotFollowed | FollowState::Unknown => return OTHER.to_owned(),
            },
            Self::Mention { .. } => colours.mention,
        };
        colour.into()
    }

    /// The line style of CSS, and its width in pixels: thin, for it must leave the letters alone.
    fn line(self) -> (&'static str, u32) {
        match self {
            Self::Link { state, .. } => match state {
                FollowState::Followed => ("solid", 2),
                FollowState::Nofollow => ("dashed", 2),
                FollowState::Sponsored => ("double", 3),
                FollowState::Ugc => ("dotted", 2),
                FollowState::NotFollowed => ("groove", 3),
                FollowState::Unknown => ("solid", 1),
            },
            Self::Mention { possible: false } => ("wavy", 1),
            Self::Mention { possible: true } => ("dotted", 2),
        }
    }

    /// A link's outline; `None` for words.
    pub(crate) fn outline(self, colours: &Colours) -> Option<String> {
        let (style, width) = self.line();
        matches!(self, Self::Link { .. })
            .then(|| format!("{width}px {style} {}", self.colour(colours)))
    }

    /// The ground behind words, `#rrggbb` or `#rrggbbaa`: strong for a name, a tint elsewhere.
    pub(crate) fn ground(self, colours: &Colours) -> String {
        let colour = self.colour(colours);
        match self {
            Self::Mention { possible: false } => colour,
            Self::Mention { possible: true } => format!("{colour}66"),
            Self::Link { mine: true, .. } => format!("{}2e", String::from(colours.mine)),
            Self::Link { mine: false, .. } => format!("{colour}2e"),
        }
    }

    /// The line under words, as the legend draws it.
    pub(crate) fn underline(self, colours: &Colours) -> String {
        let (style, width) = self.underline_line();
        let colour = self.underline_colour(colours);
        let colour = colour.as_deref().unwrap_or("currentcolor");
        format!("underline {style} {width}px {colour}")
    }

    /// The line under words, which is never a groove.
    fn underline_line(self) -> (&'static str, u32) {
        match self.line() {
            ("groove", width) => ("solid", width),
            line => line,
        }
    }

    /// The colour of the line under words; `None` for the colour of the words themselves. Where a
    /// ground is strong, so is the line on it.
    fn underline_colour(self, colours: &Colours) -> Option<String> {
        matches!(self, Self::Link { .. }).then(|| self.colour(colours))
    }

    /// The mark as the page receives it. `token` begins the names of its rules.
    pub(crate) fn look(self, token: &str, colours: &Colours) -> Look {
        let outline = self.outline(colours);
        let ground = self.ground(colours);
        let mine = matches!(self, Self::Link { mine: true, .. });
        Look {
            name: format!("{token}-{}", self.name()),
            tint: mine.then(|| format!("inset 0 0 0 99em {ground}")),
            shadow: outline.as_ref().map(|_| {
                let (_, width) = self.line();
                format!("0 0 0 {width}px {}", self.colour(colours))
            }),
            outline,
        }
    }

    fn rule(self, token: &str, colours: &Colours) -> Rule {
        let (style, width) = self.underline_line();
        Rule {
            name: format!("{token}-{}", self.name()),
            ink: matches!(self, Self::Mention { possible: false }).then_some(INK),
            ground: self.ground(colours),
            line: Some(Underline {
                style,
                width,
                colour: self.underline_colour(colours),
            }),
        }
    }
}

/// The look of what the user points at in the panel.
pub(crate) fn lit(token: &str) -> Look {
    Look {
        name: format!("{token}-lit"),
        outline: Some(format!("4px solid {LIT}")),
        tint: Some(format!("0 0 0 9px {LIT}73")),
        shadow: Some(format!("0 0 0 9px {LIT}")),
    }
}

/// How marked words look, of every mark and of what is lit.
pub(crate) fn rules(token: &str, colours: &Colours) -> Vec<Rule> {
    let marks = Mark::all().map(|mark| mark.rule(token, colours));
    let lit = Rule {
        name: format!("{token}-lit"),
        ink: Some(INK),
        ground: LIT.to_owned(),
        line: None,
    };
    marks.chain([lit]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_states_share_a_line_and_ones_own_have_a_tint() {
        let states = FollowState::ALL.map(|state| Mark::Link { state, mine: true });
        let lines: HashSet<_> = states.iter().map(|mark| mark.line()).collect();
        assert_eq!(lines.len(), states.len(), "{lines:?}");
        for mark in Mark::all() {
            let mine = matches!(mark, Mark::Link { mine: true, .. });
            let look = mark.look("x1", &Colours::default());
            assert_eq!(look.tint.is_some(), mine, "{mark:?}");
        }
    }

    /// The background worker writes no rule that is not within its list (extension/rules.js).
    #[test]
    fn the_worker_s_list_allows_every_rule() {
        let path =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../extension/rules.js");
        let source = std::fs::read_to_string(path).unwrap();
        let constant = |name: &str| {
            let (_, rest) = source.split_once(&format!("const {name} = ")).unwrap();
            rest.split_once(';').unwrap().0.to_owned()
        };
        let rules = rules("x1", &Colours::default());
        assert!(rules.len() <= constant("MAX_RULES").parse().unwrap());
        let (widest, styles) = (constant("MAX_WIDTH"), constant("LINE_STYLES"));
        for line in rules.iter().filter_map(|rule| rule.line.as_ref()) {
            assert!(line.width <= widest.parse().unwrap(), "{line:?}");
            assert!(styles.contains(&format!("\"{}\"", line.style)), "{line:?}");
        }
    }

    #[test]
    fn every_mark_has_a_rule_of_its_own_name() {
        let rules = rules("x1", &Colours::default());
        for mark in Mark::all() {
            let look = mark.look("x1", &Colours::default());
            let own = rules.iter().filter(|rule| rule.name == look.name);
            assert_eq!(own.count(), 1, "{}", look.name);
        }
    }

    /// WCAG 2.2, 1.4.11: what is drawn needs 3 : 1 against what it is drawn on.
    #[test]
    fn lines_show_on_light_and_dark_pages() {
        let colours = Colours::default();
        for mark in Mark::all().filter(|mark| mark.outline(&colours).is_some()) {
            let colour = mark.colour(&colours);
            let own = luminance(&colour);
            assert!((1.0 + 0.05) / (own + 0.05) >= 3.0, "{colour} on white");
            assert!((own + 0.05) / 0.05 >= 3.0, "{colour} on black");
        }
    }

    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = u8::from_str_radix(colour.get(at..at + 2).unwrap(), 16).unwrap();
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }
}

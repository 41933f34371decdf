//! The name of one link or mention of a report, the same in the panel's rows and on the page.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One link or mention of a report, by its index there. Written `link-3` and `mention-0`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) enum Spot {
    Link(usize),
    Mention(usize),
}

impl fmt::Display for Spot {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Link(index) => write!(out, "link-{index}"),
            Self::Mention(index) => write!(out, "mention-{index}"),
        }
    }
}

/// The names of some links, separated by spaces: an attribute that `[name~="link-3"]` finds. `None`
/// where there are none.
pub(crate) fn spots(links: &[usize]) -> Option<String> {
    let names: Vec<String> = links
        .iter()
        .map(|&index| Spot::Link(index).to_string())
        .collect();
    (!names.is_empty()).then(|| names.join(" "))
}

/// Something that names no spot.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("no link or mention has this name")]
pub(crate) struct NoSpot;

impl FromStr for Spot {
    type Err = NoSpot;

    fn from_str(text: &str) -> Result<Self, NoSpot> {
        let (kind, index) = text.split_once('-').ok_or(NoSpot)?;
        let index = index.parse().map_err(|_| NoSpot)?;
        match kind {
            "link" => Ok(Self::Link(index)),
            "mention" => Ok(Self::Mention(index)),
            _ => Err(NoSpot),
        }
    }
}

impl TryFrom<String> for Spot {
    type Error = NoSpot;

    fn try_from(text: String) -> Result<Self, NoSpot> {
        text.parse()
    }
}

impl From<Spot> for String {
    fn from(spot: Spot) -> Self {
        spot.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spot_is_read_as_it_is_written() {
        for spot in [Spot::Link(0), Spot::Mention(12)] {
            assert_eq!(spot.to_string().parse(), Ok(spot));
        }
        for text in ["", "link", "link-", "link--1", "row-1", "link-1\"]"] {
            assert_eq!(text.parse::<Spot>(), Err(NoSpot), "{text}");
        }
    }
}

//! What a question is asked of: a link with its page, and what is known of it besides.

use crate::link::{Anchor, Follow, Relation};
use crate::page::{Facts, HiddenBecause, Layout};
use crate::placement::Placement;
use crate::site::TargetPage;
use crate::url::Wrapper;

/// A link of a page.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// What the page says of itself.
    pub page: &'a Facts,
    /// Where the link leads; `None` if that can't be determined.
    pub relation: Option<Relation>,
    /// The tokens of its rel attribute.
    pub rel: &'a [String],
    /// Whether it is followed.
    pub follow: &'a Follow,
    /// Where it is.
    pub placement: &'a Placement,
    /// Its anchor text.
    pub anchor: &'a Anchor,
    /// Whether it is hidden; `None` is unknown.
    pub hidden: Option<bool>,
    /// How the page's own styles hide it, or may.
    pub hidden_by: Option<HiddenBecause>,
    /// Where it is on the screen, on a live page.
    pub layout: Option<&'a Layout>,
    /// What it goes through on its way, outermost first.
    pub through: &'a [Wrapper],
    /// The affiliate network or the partner's mark it carries.
    pub affiliate: Option<&'a str>,
}

/// What is around a link.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Surroundings {
    /// How many other outbound links are in its block.
    pub beside: usize,
    /// Whether it is in a list of links to many sites.
    pub in_link_list: bool,
    /// Whether `data-nosnippet` covers it.
    pub kept_from_snippets: bool,
}

/// The target of a link to a site of the user's, compared with the profile.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// Its address.
    pub url: String,
    /// Whether that carries tracking parameters.
    pub tracking: bool,
    /// Which page it is.
    pub page: TargetPage,
    /// Whether the profile lists pages at all.
    pub profile_lists_pages: bool,
    /// A listed page that fits the words around the link better.
    pub better: Option<String>,
    /// Words around the link that the profile's keywords or pages share; `None` if it names none.
    pub shared_words: Option<Vec<String>>,
}

//! Rules for links by themselves: what an address, a rel, a word or the words before say.

use super::facts::Facts;
use super::hint::Hints;
use super::scene::{Decision, Entry, Grounds, Scene, Zone};
use super::target::Target;
use super::{Region, phrase};
use crate::document::tail_chars;
use crate::link::{Found, Relation};
use crate::page::PageKind;

/// Longest name of a section of a site, in bytes.
const SECTION_BYTES: usize = 40;

/// A link as it is met.
pub(super) struct LinkItem<'a> {
    /// Its element.
    pub(super) entry: &'a Entry<'a>,
    /// It in the inventory.
    pub(super) link: &'a Found<'a>,
    /// What its address says.
    pub(super) target: Target,
    /// Its text.
    pub(super) words: &'a str,
    /// Whether it is a part of running text.
    pub(super) prose: bool,
}

impl Scene<'_> {
    /// The element as a link, if it is one.
    pub(super) fn link<'e>(&'e self, entry: &'e Entry<'e>) -> Option<LinkItem<'e>> {
        let index = entry.facts.link?;
        let link = self.links.get(index)?;
        (link.node == entry.facts.node).then(|| LinkItem {
            entry,
            link,
            target: self
                .evidence
                .targets
                .get(index)
                .copied()
                .unwrap_or(Target::Plain),
            words: self.text.slice(entry.facts.node),
            prose: self.is_in_prose(entry),
        })
    }

    /// Links that do something instead of leading somewhere.
    pub(super) fn as_tool(&self, item: &LinkItem<'_>) -> Decision {
        if item.target == Target::ShareForm {
            return None;
        }
        let hints = item.entry.hints;
        let part = matches!(
            item.target,
            Target::Part | Target::Discussion | Target::ThisPage
        );
        if part && (hints.any(Hints::SKIP) || phrase::is_skip(item.words)) {
            return Some((Region::Other, Grounds::Skip));
        }
        if item.entry.zone.post {
            return as_tool_of_post(item);
        }
        let tool = matches!(item.target, Target::Control)
            || (item.target == Target::Nowhere && item.entry.zone.is_open())
            || (item.target == Target::Account
                && self.kind == PageKind::Forum
                && item.entry.zone.region == Region::Content
                && item.entry.at > self.title)
            || (hints.any(Hints::CONTROL) && item.entry.zone.region == Region::Content)
            || (item.target == Target::Discussion && phrase::is_control(item.words))
            || (is_among_text(item.entry.zone)
                && (phrase::is_page_tool(item.words)
                    || (self.kind == PageKind::Forum && phrase::is_thread_tool(item.words))));
        if tool && !item.prose {
            return Some((Region::Other, Grounds::Control));
        }
        let empty = item.words.is_empty()
            && item.entry.facts.images.get() == 0
            && item.entry.facts.end == item.entry.at + 1
            && item.entry.zone.grounds == Grounds::OutsideMain
            && self
                .evidence
                .at(item.entry.facts.parent)
                .is_some_and(|parent| parent.parent <= 1);
        empty.then_some((Region::Other, Grounds::Empty))
    }

    pub(super) fn as_share(&self, item: &LinkItem<'_>) -> Decision {
        if item.target == Target::ShareForm {
            return Some((Region::Share, Grounds::ShareForm));
        }
        if item.target != Target::Profile || item.prose || item.entry.zone.region != Region::Content
        {
            return None;
        }
        // Profiles by themselves: whose they are is told by where they stand.
        let side = self.side_of(item.entry);
        let named = item.words.is_empty()
            || item.words.len() <= 24
                && (!self.body.holds(item.entry.at)
                    || (self.kind == PageKind::Article && is_network(item)));
        (side != Region::Share || named).then_some((side, Grounds::Profile))
    }

    pub(super) fn as_advert(&self, item: &LinkItem<'_>) -> Decision {
        if item.target == Target::AdvertNetwork {
            return Some((Region::Advert, Grounds::AdvertServer));
        }
        let zone = item.entry.zone;
        let outbound = item.link.relation == Some(Relation::Outbound);
        if !outbound || item.prose || zone.post {
            return None;
        }
        if item.entry.hints.any(Hints::ADVERT) {
            return Some((Region::Advert, Grounds::Named(Hints::ADVERT)));
        }
        let says = |word: &str| item.link.rel.tokens.iter().any(|token| token == word);
        let beside = matches!(zone.region, Region::Content | Region::Sidebar);
        let listed = self.body.holds(item.entry.at) && self.is_list_item(item.entry);
        if says("sponsored") && beside && !listed {
            return Some((Region::Advert, Grounds::Rel));
        }
        // A picture that leads to another site is an advert beside the posts of a thread, and
        // beside an article's text where it is no figure.
        let banner = item.words.is_empty()
            && item.entry.facts.images.get() > 0
            && item.target == Target::Plain
            && match self.kind {
                PageKind::Forum => beside || zone.region == Region::Footer,
                PageKind::Article => {
                    zone.grounds == Grounds::MainArea && !item.entry.facts.in_figure
                }
                _ => false,
            };
        banner.then_some((Region::Advert, Grounds::Banner))
    }

    pub(super) fn as_author(&self, item: &LinkItem<'_>) -> Decision {
        if self.kind == PageKind::Forum {
            // Who begins a thread is one of its visitors.
            let user = item.target == Target::User || item.entry.hints.any(Hints::USER);
            let open = item.entry.zone.is_open() && !item.prose && item.entry.at > self.title;
            return (user && open).then_some((Region::UserContent, Grounds::Address));
        }
        if item.words.len() > 80 {
            return None;
        }
        let beside = item.entry.zone.region == Region::Sidebar
            && item.link.relation == Some(Relation::Outbound);
        if item.entry.hints.any(Hints::AUTHOR) && !item.entry.zone.post && !beside {
            let grounds = if item.link.rel.tokens.iter().any(|token| token == "author") {
                Grounds::Rel
            } else {
                Grounds::Named(Hints::AUTHOR)
            };
            return Some((Region::AuthorBio, grounds));
        }
        let main = self.is_inside_main(item.entry);
        let open = item.entry.zone.is_open();
        if item.target == Target::Author && !item.prose && (main || open) {
            return Some((Region::AuthorBio, Grounds::Address));
        }
        let by = !item.prose
            && main
            && !item.words.is_empty()
            && item.words.len() <= 48
            && phrase::ends_with_by(self.before(item));
        by.then_some((Region::AuthorBio, Grounds::AfterBy))
    }

    /// Ways through the site: tags, previous and next, the entry's own date.
    pub(super) fn site_navigation_link(&self, item: &LinkItem<'_>) -> Decision {
        let hints = item.entry.hints;
        if item.prose || !item.entry.zone.is_open() {
            return None;
        }
        if hints.any(Hints::TAGS.and(Hints::PAGER)) {
            let grounds = if item
                .link
                .rel
                .tokens
                .iter()
                .any(|token| matches!(token.as_str(), "tag" | "category" | "prev" | "next"))
            {
                Grounds::Rel
            } else {
                Grounds::Named(Hints::TAGS.and(Hints::PAGER))
            };
            return Some((Region::Navigation, grounds));
        }
        let main = self.is_inside_main(item.entry);
        match item.target {
            Target::Tag if item.words.len() <= 40 && item.entry.facts.images.get() == 0 => {
                Some((Region::Navigation, Grounds::Address))
            }
            Target::Section
                if !item.words.is_empty()
                    && item.words.len() <= SECTION_BYTES
                    && item.entry.facts.images.get() == 0
                    && self.is_read()
                    && self.is_beside_title(item.entry) =>
            {
                Some((Region::Navigation, Grounds::Address))
            }
            Target::ThisPage if main && self.kind == PageKind::Article => {
                Some((Region::Navigation, Grounds::Address))
            }
            Target::Discussion => Some((Region::Navigation, Grounds::Address)),
            _ => None,
        }
    }

    /// The site's logo, and in its menu the links that belong to the banner.
    pub(super) fn as_site_link(&self, item: &LinkItem<'_>) -> Decision {
        let zone = item.entry.zone;
        let above = zone.is_open()
            && item.entry.facts.end <= self.body.core
            && !self.is_inside_main(item.entry);
        let menu = zone.region == Region::Navigation && zone.top;
        let crumb = matches!(zone.grounds, Grounds::Named(h) if h.any(Hints::CRUMBS));
        let sign = item.entry.hints.any(Hints::LOGO);
        let home = item.target == Target::Home
            && (sign || item.words.is_empty() || item.entry.facts.images.get() > 0);
        if (menu || above) && !crumb && (home || (sign && item.target != Target::Plain)) {
            return Some((Region::Header, Grounds::Logo));
        }
        if !menu {
            return None;
        }
        if item.entry.hints.any(Hints::ACCOUNT) || item.target == Target::Account {
            return Some((Region::Header, Grounds::Address));
        }
        let icon = item.target == Target::Profile && item.words.is_empty();
        icon.then_some((Region::Header, Grounds::Profile))
    }

    /// Whether a link is a part of running text.
    fn is_in_prose(&self, entry: &Entry<'_>) -> bool {
        self.evidence
            .at(entry.facts.block)
            .is_some_and(Facts::is_prose)
    }

    /// Whether a link stands in an item of a list.
    fn is_list_item(&self, entry: &Entry<'_>) -> bool {
        self.evidence
            .at(entry.facts.block)
            .is_some_and(|block| block.hints.any(Hints::ITEM))
    }

    /// The text before a link in its block, or in the block before if it begins its own.
    fn before(&self, item: &LinkItem<'_>) -> &str {
        let whole = self.text.as_str();
        let start = item.entry.facts.start;
        let head = whole.get(..start).unwrap_or("");
        let tail = tail_chars(head, 32);
        tail.trim_end().rsplit('\n').next().unwrap_or("")
    }
}

/// Whether a zone is the page's text or stands beside it. A site's banner and bottom have no tools
/// of the page.
fn is_among_text(zone: &Zone) -> bool {
    match zone.region {
        Region::Content | Region::Sidebar => true,
        Region::Navigation => !zone.top,
        _ => false,
    }
}

/// In a visitor's post, what is no text of the visitor: its date, reply, report.
fn as_tool_of_post(item: &LinkItem<'_>) -> Decision {
    if item.prose {
        return None;
    }
    let hints = item.entry.hints;
    let control = matches!(
        item.target,
        Target::Discussion | Target::Control | Target::Account | Target::ThisPage
    ) || item.entry.facts.times.get() > 0
        || hints.any(Hints::CONTROL)
        || phrase::is_control(item.words) && !hints.any(Hints::SHARE);
    control.then_some((Region::Other, Grounds::Control))
}

/// Whether a link's words are the network's own name, or a handle on it.
fn is_network(item: &LinkItem<'_>) -> bool {
    let words = item
        .words
        .trim_start_matches(|c: char| !c.is_alphanumeric() && c != '@');
    let host = item
        .link
        .url
        .as_ref()
        .and_then(|url| url.host_str())
        .unwrap_or("");
    let name = words.to_ascii_lowercase();
    words.starts_with('@')
        || (!name.is_empty() && host.split('.').any(|label| label == name))
        || matches!(name.as_str(), "twitter" | "x (twitter)")
}

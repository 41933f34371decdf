//! Facts of one element: what it holds, summed from below, and what it is called.

use std::num::NonZeroU8;

use super::hint::Hints;
use crate::document::NodeId;

/// A text this long, in bytes, beside no links is prose, not a label.
const PROSE_BYTES: u32 = 80;
/// A link text this long, in bytes, may be a title.
const TITLE_BYTES: u32 = 20;

/// What the site itself puts around its pages.
const FRAMES: Hints = Hints::HEADER.and(Hints::FOOTER);

/// An element's place in document order.
pub(super) type At = usize;

/// A count that ends at 65,535: half as large as another, because there are many of them for every
/// element of a page, and no rule asks for more.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct SaturatingCount(u16);

impl SaturatingCount {
    pub(super) const ONE: Self = Self(1);

    /// How many.
    pub(super) fn get(self) -> u32 {
        self.0.into()
    }

    /// So many more.
    fn add(&mut self, more: Self) {
        self.0 = self.0.saturating_add(more.0);
    }
}

impl From<bool> for SaturatingCount {
    /// One or none.
    fn from(is: bool) -> Self {
        Self(is.into())
    }
}

/// What is known of one element. Counts are of its whole subtree.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    /// The element.
    pub(super) node: NodeId,
    /// Its parent element.
    pub(super) parent: At,
    /// The first place after its subtree.
    pub(super) end: At,
    /// The nearest element, itself or above, that makes a block.
    pub(super) block: At,
    /// The link it is in, itself included, as an index of the inventory.
    pub(super) link: Option<usize>,
    /// What it is called.
    pub(super) hints: Hints,
    /// What the heading says that it is, or that is all it holds.
    pub(super) heading: Option<Heading>,
    /// What the heading that it begins with says of all of it.
    pub(super) label: Hints,
    /// Where that heading is.
    pub(super) label_at: At,
    /// Bytes of visible text.
    pub(super) text: u32,
    /// Where its text begins in the page's text.
    pub(super) start: usize,
    /// Bytes of text inside links.
    pub(super) link_text: u32,
    /// Bytes of text in its own lines, in no block below, inside links and not.
    pub(super) own_link: u32,
    pub(super) own_plain: u32,
    /// How much running text it holds; titles that are links count a little.
    pub(super) mass: u32,
    /// How much of it stands before it on the page.
    pub(super) mass_before: u32,
    /// Links, and of these by relation and target.
    pub(super) links: u32,
    pub(super) internal: u32,
    pub(super) parts: SaturatingCount,
    pub(super) profiles: SaturatingCount,
    pub(super) policies: SaturatingCount,
    pub(super) homes: SaturatingCount,
    /// Telephone numbers.
    pub(super) phones: SaturatingCount,
    /// Links to pages of authors.
    pub(super) authors: SaturatingCount,
    /// Links to the first pages of other sites.
    pub(super) sites: SaturatingCount,
    /// Images, inputs, times, user names, menus.
    pub(super) images: SaturatingCount,
    pub(super) inputs: SaturatingCount,
    pub(super) times: SaturatingCount,
    pub(super) users: SaturatingCount,
    pub(super) menus: SaturatingCount,
    /// Fields for a password, buttons that agree, that refuse, and that order a notice.
    pub(super) passwords: SaturatingCount,
    pub(super) accepts: SaturatingCount,
    pub(super) refuses: SaturatingCount,
    pub(super) alerts: SaturatingCount,
    /// Blocks below it that are called a banner or a bottom.
    pub(super) frames: SaturatingCount,
    /// First-level headings.
    pub(super) titles: SaturatingCount,
    /// The highest level of heading below it, and how many there are.
    pub(super) top_level: u8,
    pub(super) top_count: SaturatingCount,
    /// Articles and list items below it.
    pub(super) articles: SaturatingCount,
    /// Main areas below it.
    pub(super) mains: SaturatingCount,
    /// Whether a copyright sign stands in it.
    pub(super) copyright: bool,
    /// Whether it is inside `<article>`.
    pub(super) in_article: bool,
    /// Whether it is inside `<figure>`.
    pub(super) in_figure: bool,
}

/// A heading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heading {
    /// What it says of what follows.
    pub(super) says: Hints,
    /// From 1 to 6.
    pub(super) level: NonZeroU8,
    /// The heading element.
    pub(super) at: At,
}

impl Facts {
    /// Running text in its own lines.
    pub(super) fn own_mass(&self) -> u32 {
        if self.own_plain >= PROSE_BYTES && self.own_plain >= self.own_link {
            self.own_plain + self.own_link
        } else if self.own_link >= TITLE_BYTES {
            self.own_link / 4
        } else {
            0
        }
    }

    /// Closes the counts of the element itself, once all below it are in.
    pub(super) fn finish(&mut self) {
        self.mass += self.own_mass();
        if let Some(heading) = self.heading
            && heading.level.get() <= self.top_level
        {
            self.top_level = heading.level.get();
            self.top_count = SaturatingCount::ONE;
        }
    }

    /// Takes in a child.
    pub(super) fn add_child(&mut self, child: &Self, at: At) {
        self.end = self.end.max(child.end);
        self.link_text += child.link_text;
        self.mass += child.mass;
        self.links += child.links;
        self.internal += child.internal;
        self.parts.add(child.parts);
        self.profiles.add(child.profiles);
        self.policies.add(child.policies);
        self.homes.add(child.homes);
        self.sites.add(child.sites);
        self.phones.add(child.phones);
        self.passwords.add(child.passwords);
        self.accepts.add(child.accepts);
        self.refuses.add(child.refuses);
        self.alerts.add(child.alerts);
        self.authors.add(child.authors);
        self.images.add(child.images);
        self.inputs.add(child.inputs);
        self.times.add(child.times);
        self.users.add(child.users);
        self.menus.add(child.menus);
        self.frames.add(child.frames);
        self.frames.add(child.hints.any(FRAMES).into());
        self.titles.add(child.titles);
        self.articles.add(child.articles);
        self.mains.add(child.mains);
        self.mains.add(child.hints.any(Hints::MAIN).into());
        self.copyright |= child.copyright;
        self.take_heading(child, at);
    }

    fn take_heading(&mut self, child: &Self, at: At) {
        if child.top_level < self.top_level {
            self.top_level = child.top_level;
            self.top_count = child.top_count;
        } else if child.top_level == self.top_level {
            self.top_count.add(child.top_count);
        }
        let Some(heading) = child.heading else {
            // A label carries on to a wrapper that begins with the labelled block and has no
            // heading of its own.
            let most = u64::from(child.text) * 5 >= u64::from(self.text) * 4;
            if !child.label.is_empty()
                && child.start == self.start
                && self.top_count.get() == 1
                && most
            {
                self.label = child.label;
                self.label_at = child.label_at;
            } else if self.top_count.get() > 1 {
                self.label = Hints::NONE;
            }
            return;
        };
        if child.text == self.text && self.heading.is_none() {
            self.heading = Some(heading);
        } else if child.start == self.start
            && self.top_level == heading.level.get()
            && self.top_count.get() == 1
        {
            self.label = heading.says;
            self.label_at = at;
        }
    }

    /// Links' share of the text, in hundredths; an element of links without text is all link.
    pub(super) fn link_percent(&self) -> u32 {
        if self.text == 0 {
            return if self.links > 0 { 100 } else { 0 };
        }
        (u64::from(self.link_text.min(self.text)) * 100 / u64::from(self.text))
            .try_into()
            .unwrap_or(100)
    }

    /// Whether its own lines are running text.
    pub(super) fn is_prose(&self) -> bool {
        self.own_plain >= 40 && self.own_plain >= self.own_link / 2
    }

    /// Bytes of text outside links.
    pub(super) fn plain(&self) -> u32 {
        self.text.saturating_sub(self.link_text)
    }
}

//! Facts of one element: what it holds, summed from below, and what it is called.

use std::num::NonZeroU8;
use std::rc::Rc;

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

/// A count that ends at 65,535: half as large as another, because there are many of them, and no rule
/// asks for more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct SaturatingCount(u16);

impl SaturatingCount {
    pub(super) const NONE: Self = Self(0);
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

/// What is known of one element. There is one of it for every element of a page: what few elements
/// have is kept aside, and shared by those that hold the same.
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
    /// What headings say of it, where any does.
    headed: Option<Box<Headed>>,
    /// What its subtree holds, where it holds any of it.
    counts: Option<Rc<Counts>>,
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
    /// Whether it is inside `<article>`.
    pub(super) in_article: bool,
    /// Whether it is inside `<figure>`.
    pub(super) in_figure: bool,
}

/// What headings say of an element.
#[derive(Clone, Copy, Default, Debug)]
struct Headed {
    /// The heading that it is, or that is all it holds.
    heading: Option<Heading>,
    /// What the heading that it begins with says of all of it.
    label: Hints,
    /// Where that heading is.
    label_at: At,
}

/// What the whole subtree of an element holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Counts {
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
}

impl Counts {
    /// Nothing. The level is the one below the last of headings.
    pub(super) const NONE: Self = Self {
        links: 0,
        internal: 0,
        parts: SaturatingCount::NONE,
        profiles: SaturatingCount::NONE,
        policies: SaturatingCount::NONE,
        homes: SaturatingCount::NONE,
        phones: SaturatingCount::NONE,
        authors: SaturatingCount::NONE,
        sites: SaturatingCount::NONE,
        images: SaturatingCount::NONE,
        inputs: SaturatingCount::NONE,
        times: SaturatingCount::NONE,
        users: SaturatingCount::NONE,
        menus: SaturatingCount::NONE,
        passwords: SaturatingCount::NONE,
        accepts: SaturatingCount::NONE,
        refuses: SaturatingCount::NONE,
        alerts: SaturatingCount::NONE,
        frames: SaturatingCount::NONE,
        titles: SaturatingCount::NONE,
        top_level: 7,
        top_count: SaturatingCount::NONE,
        articles: SaturatingCount::NONE,
        mains: SaturatingCount::NONE,
        copyright: false,
    };

    /// So much more.
    fn add(&mut self, more: &Self) {
        self.links += more.links;
        self.internal += more.internal;
        self.parts.add(more.parts);
        self.profiles.add(more.profiles);
        self.policies.add(more.policies);
        self.homes.add(more.homes);
        self.sites.add(more.sites);
        self.phones.add(more.phones);
        self.passwords.add(more.passwords);
        self.accepts.add(more.accepts);
        self.refuses.add(more.refuses);
        self.alerts.add(more.alerts);
        self.authors.add(more.authors);
        self.images.add(more.images);
        self.inputs.add(more.inputs);
        self.times.add(more.times);
        self.users.add(more.users);
        self.menus.add(more.menus);
        self.frames.add(more.frames);
        self.titles.add(more.titles);
        self.articles.add(more.articles);
        self.mains.add(more.mains);
        self.copyright |= more.copyright;
        if more.top_level < self.top_level {
            self.top_level = more.top_level;
            self.top_count = more.top_count;
        } else if more.top_level == self.top_level {
            self.top_count.add(more.top_count);
        }
    }
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
    /// What is known of an element by its place and its name alone.
    pub(super) fn new(node: NodeId, parent: At, hints: Hints) -> Self {
        Self {
            node,
            parent,
            end: 0,
            block: 0,
            link: None,
            hints,
            headed: None,
            counts: None,
            text: 0,
            start: 0,
            link_text: 0,
            own_link: 0,
            own_plain: 0,
            mass: 0,
            mass_before: 0,
            in_article: false,
            in_figure: false,
        }
    }

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

    /// What its subtree holds.
    pub(super) fn counts(&self) -> &Counts {
        self.counts.as_deref().unwrap_or(&Counts::NONE)
    }

    /// The same, to be changed for this element alone.
    pub(super) fn counts_mut(&mut self) -> &mut Counts {
        Rc::make_mut(self.counts.get_or_insert_with(|| Rc::new(Counts::NONE)))
    }

    /// Notes what the element itself counts as.
    pub(super) fn set_counts(&mut self, own: Counts) {
        self.counts = (own != Counts::NONE).then(|| Rc::new(own));
    }

    /// The heading that it is, or that is all it holds.
    pub(super) fn heading(&self) -> Option<Heading> {
        self.headed.as_ref()?.heading
    }

    /// Notes the heading that it is, or that is all it holds.
    pub(super) fn set_heading(&mut self, heading: Heading) {
        self.headed.get_or_insert_default().heading = Some(heading);
    }

    /// What the heading that it begins with says of all of it.
    pub(super) fn label(&self) -> Hints {
        self.headed
            .as_ref()
            .map_or(Hints::NONE, |headed| headed.label)
    }

    /// Where that heading is.
    pub(super) fn label_at(&self) -> At {
        self.headed.as_ref().map_or(0, |headed| headed.label_at)
    }

    fn set_label(&mut self, label: Hints, at: At) {
        if label.is_empty() && self.headed.is_none() {
            return;
        }
        let headed = self.headed.get_or_insert_default();
        headed.label = label;
        headed.label_at = at;
    }

    /// Closes the counts of the element itself, once all below it are in.
    pub(super) fn finish(&mut self) {
        self.mass += self.own_mass();
        if let Some(heading) = self.heading()
            && heading.level.get() <= self.counts().top_level
        {
            let counts = self.counts_mut();
            counts.top_level = heading.level.get();
            counts.top_count = SaturatingCount::ONE;
        }
    }

    /// Takes in a child.
    pub(super) fn add_child(&mut self, child: &Self, at: At) {
        self.end = self.end.max(child.end);
        self.link_text += child.link_text;
        self.mass += child.mass;
        match (&mut self.counts, &child.counts) {
            (_, None) => {}
            (own @ None, Some(more)) => *own = Some(Rc::clone(more)),
            (Some(own), Some(more)) => Rc::make_mut(own).add(more),
        }
        if child.hints.any(FRAMES.and(Hints::MAIN)) {
            let counts = self.counts_mut();
            counts.frames.add(child.hints.any(FRAMES).into());
            counts.mains.add(child.hints.any(Hints::MAIN).into());
        }
        self.take_heading(child, at);
    }

    fn take_heading(&mut self, child: &Self, at: At) {
        let top = (self.counts().top_level, self.counts().top_count.get());
        let Some(heading) = child.heading() else {
            // A label carries on to a wrapper that begins with the labelled block and has no
            // heading of its own.
            let most = u64::from(child.text) * 5 >= u64::from(self.text) * 4;
            if !child.label().is_empty() && child.start == self.start && top.1 == 1 && most {
                self.set_label(child.label(), child.label_at());
            } else if top.1 > 1 {
                self.set_label(Hints::NONE, at);
            }
            return;
        };
        if child.text == self.text && self.heading().is_none() {
            self.set_heading(heading);
        } else if child.start == self.start && top == (heading.level.get(), 1) {
            self.set_label(heading.says, at);
        }
    }

    /// Links' share of the text, in hundredths; an element of links without text is all link.
    pub(super) fn link_percent(&self) -> u32 {
        if self.text == 0 {
            return if self.counts().links > 0 { 100 } else { 0 };
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

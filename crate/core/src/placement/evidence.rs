//! Evidence: per element, what it holds and what it is called, gathered in one walk and summed
//! from the leaves up.

use std::num::NonZeroU8;

use html5ever::{LocalName, local_name};

use super::facts::{At, Counts, Facts, Heading, SaturatingCount};
use super::hint::Hints;
use super::label::Label;
use super::target::Target;
use super::{landmark, names, phrase};
use crate::document::{Document, NodeId, Text, is_block, is_unseen};
use crate::link::{Found, Relation};
use crate::url::Url;

/// The evidence of a whole document.
#[derive(Debug)]
pub(super) struct Evidence {
    /// The elements in document order; the first is the document itself.
    pub(super) facts: Vec<Facts>,
    /// By node index, the place of the element it is or is in.
    pub(super) places: Vec<u32>,
    /// Per link of the inventory, what its address says.
    pub(super) targets: Vec<Target>,
    /// Per link of the inventory, what its text asks for.
    pub(super) labels: Vec<Label>,
    /// The types the page's JSON-LD names, one after another.
    pub(super) types: Vec<String>,
    /// What `og:type` says.
    pub(super) og_type: String,
}

impl Evidence {
    /// Gathers it. `links` is the document's inventory.
    pub(super) fn gather(
        document: &Document<'_>,
        text: &Text,
        links: &[Found<'_>],
        page: &Url,
    ) -> Self {
        let mut walk = Walk {
            document,
            text,
            links,
            next_link: 0,
            names: names::Memo::default(),
            evidence: Self {
                facts: Vec::with_capacity(document.element_count() + 1),
                places: vec![0; document.len()],
                targets: links.iter().map(|link| Target::of(link, page)).collect(),
                labels: vec![Label::default(); links.len()],
                types: Vec::new(),
                og_type: String::new(),
            },
        };
        walk.run();
        walk.note_copyright();
        let mut evidence = walk.evidence;
        evidence.sum();
        evidence.weigh();
        evidence
    }

    /// The place of the element a node is or is in.
    pub(super) fn place(&self, node: NodeId) -> At {
        self.places.get(node.index()).map_or(0, |&at| at as usize)
    }

    /// The facts of the element at a place.
    pub(super) fn at(&self, at: At) -> Option<&Facts> {
        self.facts.get(at)
    }

    /// The place of the first title heading that is not in a menu or banner; 0 if there is none.
    pub(super) fn title(&self) -> At {
        self.facts
            .iter()
            .enumerate()
            .find(|(_, facts)| {
                facts
                    .heading()
                    .is_some_and(|heading| heading.level.get() == 1)
                    && self
                        .at(facts.parent)
                        .is_none_or(|parent| parent.counts().homes.get() == 0)
            })
            .map_or(0, |(at, _)| at)
    }

    /// Running text of the whole page.
    pub(super) fn mass(&self) -> u32 {
        self.facts.first().map_or(0, |facts| facts.mass)
    }

    /// Sums what elements hold into their parents, last first.
    fn sum(&mut self) {
        for at in (1..self.facts.len()).rev() {
            let Some((head, tail)) = self.facts.split_at_mut_checked(at) else {
                continue;
            };
            let Some(child) = tail.first_mut() else {
                continue;
            };
            child.finish();
            if let Some(parent) = head.get_mut(child.parent) {
                parent.add_child(child, at);
            }
        }
        if let Some(root) = self.facts.first_mut() {
            root.finish();
        }
    }

    /// Says of each element how much running text stands before it, and keeps the labels only
    /// where one heading stands above the rest.
    fn weigh(&mut self) {
        let mut before = 0;
        for facts in &mut self.facts {
            facts.mass_before = before;
            before += facts.own_mass();
        }
    }
}

struct Walk<'a> {
    document: &'a Document<'a>,
    text: &'a Text,
    links: &'a [Found<'a>],
    next_link: usize,
    names: names::Memo<'a>,
    evidence: Evidence,
}

impl<'a> Walk<'a> {
    fn run(&mut self) {
        let mut unseen_until = None;
        for node in self.document.subtree(NodeId::ROOT) {
            let parent = self
                .document
                .parent(node)
                .map_or(0, |parent| self.evidence.place(parent));
            if unseen_until == Some(node) {
                unseen_until = None;
            }
            if unseen_until.is_some() {
                self.unseen(node, parent);
                continue;
            }
            if let Some(words) = self.document.text(node) {
                self.set_place(node, parent);
                self.add_text(parent, words);
            } else if let Some(name) = self.document.name(node) {
                if is_unseen(name) && parent != 0 {
                    self.unseen(node, parent);
                    unseen_until = self.document.after(node, NodeId::ROOT);
                    if unseen_until.is_none() {
                        break;
                    }
                } else {
                    self.element(node, name, parent);
                }
            } else if node == NodeId::ROOT {
                self.push(node, 0, Hints::NONE, None);
            } else {
                self.set_place(node, parent);
            }
        }
    }

    fn set_place(&mut self, node: NodeId, at: At) {
        if let Some(place) = self.evidence.places.get_mut(node.index()) {
            *place = u32::try_from(at).unwrap_or(0);
        }
    }

    /// Scripts and the like: only what they declare about the page is read.
    fn unseen(&mut self, node: NodeId, parent: At) {
        self.set_place(node, parent);
        if self.is_next_link(node) {
            self.next_link += 1;
        }
        let Some(name) = self.document.name(node) else {
            return;
        };
        if *name == local_name!("script")
            && self
                .document
                .attribute(node, &local_name!("type"))
                .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
        {
            let source = self
                .document
                .first_child(node)
                .and_then(|child| self.document.text(child));
            types(source.unwrap_or(""), &mut self.evidence.types);
        } else if *name == local_name!("meta")
            && self.document.attribute(node, &local_name!("property")) == Some("og:type")
        {
            self.document
                .attribute(node, &local_name!("content"))
                .unwrap_or("")
                .clone_into(&mut self.evidence.og_type);
        }
    }

    fn is_next_link(&self, node: NodeId) -> bool {
        self.links
            .get(self.next_link)
            .is_some_and(|link| link.node == node)
    }

    fn add_text(&mut self, parent: At, words: &str) {
        // Most white space is ASCII, and most text nodes are nothing else: that goes at once.
        let bytes = u32::try_from(words.trim_ascii().trim().len()).unwrap_or(u32::MAX);
        if bytes == 0 {
            return;
        }
        let Some(facts) = self.evidence.facts.get_mut(parent) else {
            return;
        };
        let (in_link, block) = (facts.link.is_some(), facts.block);
        if in_link {
            facts.link_text += bytes;
        }
        if let Some(block) = self.evidence.facts.get_mut(block) {
            if in_link {
                block.own_link += bytes;
            } else {
                block.own_plain += bytes;
            }
        }
    }

    /// Notes where a copyright sign stands: found in the whole text at once.
    fn note_copyright(&mut self) {
        let whole = self.text.as_str();
        for (at, sign) in whole
            .match_indices('©')
            .chain(whole.match_indices("Copyright"))
        {
            let node = self.text.node_at(at);
            // Two text nodes may make one word together; that is no sign.
            let own = node.filter(|&node| {
                let words = self.document.text(node);
                words.is_some_and(|words| words.contains(sign))
            });
            let place = own.map(|node| self.evidence.place(node));
            if let Some(facts) = place.and_then(|at| self.evidence.facts.get_mut(at)) {
                facts.counts_mut().copyright = true;
            }
        }
    }

    fn element(&mut self, node: NodeId, name: &LocalName, parent: At) {
        let link = if self.is_next_link(node) {
            self.next_link += 1;
            Some(self.next_link - 1)
        } else {
            None
        };
        let hints = self.hints(node, name, link);
        let at = self.push(node, parent, hints, link);
        self.count(at, node, name, link);
    }

    /// Adds an element with what it has from above.
    fn push(&mut self, node: NodeId, parent: At, hints: Hints, link: Option<usize>) -> At {
        let at = self.evidence.facts.len();
        self.set_place(node, at);
        let range = self.text.range(node);
        let above = self.evidence.at(parent);
        let inherited = above.and_then(|facts| facts.link);
        let block = match (self.document.name(node), above) {
            (Some(name), Some(above)) if !is_block(name) => above.block,
            _ => at,
        };
        let mut facts = Facts::new(node, parent, hints);
        facts.end = at + 1;
        facts.block = block;
        facts.link = link.or(inherited);
        facts.text = u32::try_from(range.len()).unwrap_or(u32::MAX);
        facts.start = range.start;
        facts.in_article =
            above.is_some_and(|facts| facts.in_article || facts.hints.any(Hints::ARTICLE));
        facts.in_figure = above.is_some_and(|facts| facts.in_figure)
            || self.document.is(node, &local_name!("figure"));
        self.evidence.facts.push(facts);
        at
    }

    fn hints(&mut self, node: NodeId, name: &LocalName, link: Option<usize>) -> Hints {
        let mut hints = landmark::of_element(name).and(names::hints_of_element(name));
        let mut may_hide = false;
        for (attribute, value) in self.document.attributes(node) {
            let said = match *attribute {
                local_name!("class") => self.names.hints(value),
                local_name!("aria-label") => self.of_label(value, link),
                local_name!("id") => self.of_id(node, value),
                local_name!("role") => landmark::of_role(value),
                local_name!("itemtype") => landmark::of_type(value),
                local_name!("itemprop") => landmark::of_property(value),
                local_name!("hidden") | local_name!("style") => {
                    may_hide = true;
                    Hints::NONE
                }
                _ => Hints::NONE,
            };
            hints = hints.and(said);
        }
        if may_hide && self.document.declares_hidden(node) {
            hints = hints.and(Hints::HIDDEN);
        }
        if let Some(link) = link.and_then(|link| self.links.get(link)) {
            hints = hints.and(landmark::of_rel(&link.rel.tokens));
        }
        hints
    }

    /// What an aria-label says: by its words, and beside links as a heading does.
    fn of_label(&mut self, value: &'a str, link: Option<usize>) -> Hints {
        let said = self.names.hints(value);
        if link.is_some() {
            said
        } else {
            said.and(phrase::heading(value))
        }
    }

    /// What an id says; one made from the heading that the element is or begins with says nothing
    /// that the heading does not.
    fn of_id(&self, node: NodeId, value: &str) -> Hints {
        let hints = of_id(value);
        if hints.is_empty() {
            return hints;
        }
        match self.heading_of(node) {
            Some(heading) if is_slug(value, heading) => {
                hints.only(phrase::heading(heading)).only(NOT_BY_HEADING)
            }
            _ => hints,
        }
    }

    /// The heading that an element is, is in, or begins with.
    fn heading_of(&self, node: NodeId) -> Option<&str> {
        let is_heading =
            |&node: &NodeId| self.document.name(node).is_some_and(|n| level(n).is_some());
        let parent = self.document.parent(node);
        let below = self.document.subtree(node).take(FIRST_NODES);
        let heading = parent.into_iter().chain(below).find(is_heading)?;
        Some(self.text.slice(heading))
    }

    fn count(&mut self, at: At, node: NodeId, name: &LocalName, link: Option<usize>) {
        let heading = level(name).map(|level| Heading {
            says: phrase::heading(self.text.slice(node)),
            level,
            at,
        });
        let target = link.and_then(|link| self.evidence.targets.get(link).copied());
        let relation = link.and_then(|link| self.links.get(link)?.relation);
        let button = link.is_some() || *name == local_name!("button");
        let label = if button {
            Label::of(self.text.slice(node))
        } else {
            Label::default()
        };
        if let Some(known) = link.and_then(|link| self.evidence.labels.get_mut(link)) {
            *known = label;
        }
        let Some(facts) = self.evidence.facts.get_mut(at) else {
            return;
        };
        if let Some(heading) = heading.filter(|_| facts.text > 0) {
            facts.set_heading(heading);
        }
        let user = facts.hints.any(Hints::USER) || target == Some(Target::User);
        let mut counts = Counts {
            links: u32::from(link.is_some()),
            internal: u32::from(relation == Some(Relation::Internal)),
            parts: SaturatingCount::from(relation == Some(Relation::Anchor)),
            titles: SaturatingCount::from(*name == local_name!("h1")),
            users: SaturatingCount::from(user),
            accepts: SaturatingCount::from(label.any(Label::ACCEPT)),
            refuses: SaturatingCount::from(label.any(Label::REFUSE)),
            alerts: SaturatingCount::from(label.any(Label::ALERT)),
            menus: SaturatingCount::from(facts.hints.any(Hints::NAV)),
            articles: SaturatingCount::from(facts.hints.any(Hints::ARTICLE)),
            ..Counts::NONE
        };
        match *name {
            local_name!("img") | local_name!("picture") | local_name!("video") => {
                counts.images = SaturatingCount::ONE;
            }
            local_name!("input") | local_name!("textarea") | local_name!("select") => {
                counts.inputs = SaturatingCount::ONE;
                let kind = self.document.attribute(node, &local_name!("type"));
                let password = kind.is_some_and(|kind| kind.eq_ignore_ascii_case("password"));
                counts.passwords = SaturatingCount::from(password);
            }
            local_name!("time") => counts.times = SaturatingCount::ONE,
            _ => {}
        }
        match target {
            Some(Target::Profile) => counts.profiles = SaturatingCount::ONE,
            Some(Target::Policy) => counts.policies = SaturatingCount::ONE,
            Some(Target::Home) => counts.homes = SaturatingCount::ONE,
            Some(Target::Author) => counts.authors = SaturatingCount::ONE,
            Some(Target::Site) => counts.sites = SaturatingCount::ONE,
            Some(Target::Phone) => counts.phones = SaturatingCount::ONE,
            _ => {}
        }
        facts.set_counts(counts);
    }
}

/// What no rule reads from headings, so that only the id can say it.
const NOT_BY_HEADING: Hints = Hints::COMMENT.and(Hints::NEWSLETTER).and(Hints::REFERENCES);

/// A section begins with its heading, but for white space and a wrapper or two.
const FIRST_NODES: usize = 6;

/// Whether an id is made from a heading: the same letters and digits in the same order. Makers of
/// ids leave out signs, and letters that are not ASCII.
fn is_slug(id: &str, heading: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = u8> {
        text.bytes()
            .filter(u8::is_ascii_alphanumeric)
            .map(|byte| byte.to_ascii_lowercase())
    }
    letters(id).eq(letters(heading))
}

/// What an id says; one with a number in it is one of many.
fn of_id(value: &str) -> Hints {
    let hints = names::hints_of_id(value);
    if hints.any(Hints::POST.and(Hints::COMMENT)) && value.bytes().any(|b| b.is_ascii_digit()) {
        hints.and(Hints::NUMBERED)
    } else {
        hints
    }
}

fn level(name: &LocalName) -> Option<NonZeroU8> {
    NonZeroU8::new(match *name {
        local_name!("h1") => 1,
        local_name!("h2") => 2,
        local_name!("h3") => 3,
        local_name!("h4") => 4,
        local_name!("h5") => 5,
        local_name!("h6") => 6,
        _ => return None,
    })
}

/// The values of `"@type"` in a JSON-LD source. Its structure is not read: which types it speaks
/// of is enough to tell a page's kind.
fn types(source: &str, found: &mut Vec<String>) {
    for rest in source.split("\"@type\"").skip(1) {
        if found.len() >= 200 {
            return;
        }
        let head = rest.split(['}', '{']).next().unwrap_or("");
        let list = head.split([',', ']']).next().unwrap_or("");
        if let Some(name) = list.split('"').nth(1) {
            found.push(name.to_owned());
        }
    }
}

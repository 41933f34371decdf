//! What stands beside a link: other outbound links in its block and in its list, and whether that list
//! gives the sources of a text.

use std::collections::{HashMap, HashSet};

use html5ever::{LocalName, local_name};

use crate::document::{Document, NodeId, Text, fold, is_block};
use crate::link::{Found, Relation};

/// From so many outbound links to so many sites on, a list is a list of links.
const LIST_LINKS: usize = 8;
const LIST_SITES: usize = 6;

/// Headings of lists of sources, folded, in six languages.
const SOURCES: &[&str] = &[
    "references",
    "sources",
    "footnotes",
    "endnotes",
    "notes",
    "citations",
    "bibliography",
    "works cited",
    "literature cited",
    "notes and references",
    "references and notes",
    "sources and references",
    "einzelnachweise",
    "quellen",
    "quellenangaben",
    "quellenverzeichnis",
    "nachweise",
    "fußnoten",
    "anmerkungen",
    "literatur",
    "literaturverzeichnis",
    "referencias",
    "fuentes",
    "notas",
    "notas y referencias",
    "bibliografía",
    "références",
    "notes et références",
    "bibliographie",
    "referências",
    "fontes",
    "notas e referências",
    "bibliografia",
    "脚注",
    "出典",
    "参考文献",
    "参照",
];

/// Longest heading compared, in bytes.
const MAX_HEADING: usize = 80;

/// Outbound links by the block and by the list they stand in.
#[derive(Default)]
pub(super) struct Neighbours<'a> {
    blocks: HashMap<NodeId, usize>,
    lists: HashMap<NodeId, List<'a>>,
}

#[derive(Default)]
struct List<'a> {
    links: usize,
    sites: HashSet<&'a str>,
    /// How many of the links are in an entry that the text refers to, that leads back to the text, or
    /// that is marked as a citation.
    cited: usize,
    /// It stands below a heading of sources.
    of_sources: bool,
}

impl List<'_> {
    fn is_long(&self) -> bool {
        self.links >= LIST_LINKS && self.sites.len() >= LIST_SITES
    }

    /// Whether it gives the sources of a text. One does not ask for a place in such a list.
    fn is_citations(&self) -> bool {
        self.of_sources || 2 * self.cited >= self.links
    }
}

/// What a page's links within itself say of entries of lists.
struct Notes<'a> {
    /// The fragments they lead to.
    referred: HashSet<&'a str>,
    /// The entries they are in.
    returning: HashSet<NodeId>,
}

impl<'a> Notes<'a> {
    fn of(document: &Document<'_>, links: &'a [Found<'_>]) -> Self {
        let mut notes = Self {
            referred: HashSet::new(),
            returning: HashSet::new(),
        };
        for link in links {
            if let Some(fragment) = link
                .href
                .trim()
                .strip_prefix('#')
                .filter(|id| !id.is_empty())
            {
                if let Some(entry) = entry_of(document, link.node) {
                    notes.returning.insert(entry);
                } else {
                    notes.referred.insert(fragment);
                }
            }
        }
        notes
    }

    /// Whether an outbound link is in an entry that such a link refers to or returns from, or in a
    /// `<cite>` (HTML standard: the title of a work).
    fn cites(&self, document: &Document<'_>, link: NodeId, list: NodeId) -> bool {
        let inner = document.ancestors(link).take_while(|&above| above != list);
        inner.into_iter().any(|above| {
            let id = document.attribute(above, &local_name!("id"));
            document.is(above, &local_name!("cite"))
                || self.returning.contains(&above)
                || id.is_some_and(|id| self.referred.contains(id))
        })
    }
}

impl<'a> Neighbours<'a> {
    pub(super) fn of(document: &Document<'_>, text: &Text, links: &'a [Found<'_>]) -> Self {
        let mut this = Self::default();
        let notes = Notes::of(document, links);
        for link in links {
            let (Some(Relation::Outbound), Some(site)) = (link.relation, link.site()) else {
                continue;
            };
            if let Some(block) = block_of(document, link.node) {
                *this.blocks.entry(block).or_default() += 1;
            }
            if let Some(at) = list_of(document, link.node) {
                let list = this.lists.entry(at).or_default();
                list.links += 1;
                list.cited += usize::from(notes.cites(document, link.node, at));
                list.sites.insert(site);
            }
        }
        this.find_sources(document, text);
        this
    }

    /// Finds the long lists below a heading of sources. Few pages have a long list, the others are
    /// not walked through.
    fn find_sources(&mut self, document: &Document<'_>, text: &Text) {
        if !self.lists.values().any(List::is_long) {
            return;
        }
        let mut of_sources = false;
        for id in document.subtree(NodeId::ROOT) {
            if let Some(list) = self.lists.get_mut(&id) {
                list.of_sources = of_sources;
            } else if document.name(id).is_some_and(is_heading)
                && text.range(id).len() <= MAX_HEADING
            {
                let said = fold(text.slice(id));
                let said = said.trim_matches(|c: char| !c.is_alphabetic());
                of_sources = SOURCES.contains(&said);
            }
        }
    }

    /// How many other outbound links stand in the block of a link that is outbound itself.
    pub(super) fn beside(&self, document: &Document<'_>, link: NodeId) -> usize {
        let count = block_of(document, link).and_then(|block| self.blocks.get(&block));
        count.map_or(0, |count| count.saturating_sub(1))
    }

    /// Whether the link is in a list of links to many sites, other than a list of sources.
    pub(super) fn in_link_list(&self, document: &Document<'_>, link: NodeId) -> bool {
        list_of(document, link)
            .and_then(|list| self.lists.get(&list))
            .is_some_and(|list| list.is_long() && !list.is_citations())
    }
}

fn block_of(document: &Document<'_>, id: NodeId) -> Option<NodeId> {
    document
        .ancestors(id)
        .find(|&above| document.name(above).is_some_and(is_block))
}

/// The entry of a list that a node is in.
fn entry_of(document: &Document<'_>, id: NodeId) -> Option<NodeId> {
    document.ancestors(id).find(|&above| {
        matches!(
            document.name(above),
            Some(&local_name!("li") | &local_name!("dd") | &local_name!("tr"))
        )
    })
}

/// Headings of parts: a page's title is none, and may be "Notes".
fn is_heading(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("h2")
            | local_name!("h3")
            | local_name!("h4")
            | local_name!("h5")
            | local_name!("h6")
    )
}

fn list_of(document: &Document<'_>, id: NodeId) -> Option<NodeId> {
    document.ancestors(id).find(|&above| {
        matches!(
            document.name(above),
            Some(
                &local_name!("ul")
                    | &local_name!("ol")
                    | &local_name!("dl")
                    | &local_name!("table")
            )
        )
    })
}

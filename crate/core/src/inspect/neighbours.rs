//! What stands beside a link: other outbound links in its block and in its list.

use std::collections::{HashMap, HashSet};

use html5ever::local_name;

use crate::document::{Document, NodeId, is_block};
use crate::link::{Found, Relation};

/// From so many outbound links to so many sites on, a list is a list of links.
const LIST_LINKS: usize = 8;
const LIST_SITES: usize = 6;

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
}

impl<'a> Neighbours<'a> {
    pub(super) fn of(document: &Document<'_>, links: &'a [Found<'_>]) -> Self {
        let mut this = Self::default();
        for link in links {
            let (Some(Relation::Outbound), Some(site)) = (link.relation, link.site()) else {
                continue;
            };
            if let Some(block) = block_of(document, link.node) {
                *this.blocks.entry(block).or_default() += 1;
            }
            if let Some(list) = list_of(document, link.node) {
                let list = this.lists.entry(list).or_default();
                list.links += 1;
                list.sites.insert(site);
            }
        }
        this
    }

    /// How many other outbound links stand in the block of a link that is outbound itself.
    pub(super) fn beside(&self, document: &Document<'_>, link: NodeId) -> usize {
        let count = block_of(document, link).and_then(|block| self.blocks.get(&block));
        count.map_or(0, |count| count.saturating_sub(1))
    }

    /// Whether the link stands in a list of links to many sites.
    pub(super) fn in_link_list(&self, document: &Document<'_>, link: NodeId) -> bool {
        list_of(document, link)
            .and_then(|list| self.lists.get(&list))
            .is_some_and(|list| list.links >= LIST_LINKS && list.sites.len() >= LIST_SITES)
    }
}

fn block_of(document: &Document<'_>, id: NodeId) -> Option<NodeId> {
    document
        .ancestors(id)
        .find(|&above| document.name(above).is_some_and(is_block))
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

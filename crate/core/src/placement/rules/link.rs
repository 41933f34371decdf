//! A link as it is met, with what rules ask of it.

use super::super::facts::Facts;
use super::super::hint::Hints;
use super::super::label::Label;
use super::super::phrase;
use super::super::scene::{Entry, Scene};
use super::super::target::Target;
use crate::link::{Found, Relation};

/// A link as it is met.
pub(super) struct LinkItem<'a> {
    /// Its element.
    pub(super) entry: &'a Entry<'a>,
    /// It in the inventory.
    pub(super) link: &'a Found<'a>,
    /// What its address says.
    pub(super) target: Target,
    /// Its text, and what that asks for.
    pub(super) words: &'a str,
    pub(super) label: Label,
    /// Whether it is a part of running text.
    pub(super) prose: bool,
    /// The block whose lines it stands in.
    block: Option<&'a Facts>,
    /// The page's text up to it.
    head: &'a str,
}

impl<'a> LinkItem<'a> {
    /// The element as a link, if it is one.
    pub(super) fn of(scene: &'a Scene<'_>, entry: &'a Entry<'_>) -> Option<Self> {
        let index = entry.facts.link?;
        let link = scene.links.get(index)?;
        if link.node != entry.facts.node {
            return None;
        }
        let block = scene.evidence.at(entry.facts.block);
        let target = scene.evidence.targets.get(index);
        Some(Self {
            entry,
            link,
            target: target.copied().unwrap_or(Target::Plain),
            words: scene.text.slice(entry.facts.node),
            label: scene
                .evidence
                .labels
                .get(index)
                .copied()
                .unwrap_or_default(),
            prose: block.is_some_and(Facts::is_prose),
            block,
            head: scene.text.as_str().get(..entry.facts.start).unwrap_or(""),
        })
    }

    /// Whether it leads to another site.
    pub(super) fn is_outbound(&self) -> bool {
        self.link.relation == Some(Relation::Outbound)
    }

    /// Whether its rel has one of these tokens.
    pub(super) fn has_rel(&self, tokens: &[&str]) -> bool {
        let found = &self.link.rel.tokens;
        found.iter().any(|token| tokens.contains(&token.as_str()))
    }

    /// Whether it stands in an item of a list.
    pub(super) fn is_list_item(&self) -> bool {
        self.block.is_some_and(|block| block.hints.any(Hints::ITEM))
    }

    /// The text before it in its block, or in the block before if it begins its own.
    pub(super) fn before(&self) -> &'a str {
        phrase::line_before(self.head)
    }
}

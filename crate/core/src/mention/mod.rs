//! Mentions: where the page's text names the user's sites, linked or not.
//!
//! One pass over the folded text with one automaton for all profiles; offsets lead back to the
//! document, so that link, region and whether it is hidden are known for each.

mod address;
mod anchor;
mod common;
mod confidence;
mod first_look;
mod grammar;
mod misspelling;
mod names;
mod search;

use std::collections::HashMap;
use std::ops::Range;

use html5ever::local_name;
use serde::{Deserialize, Serialize};

use crate::document::{Document, Folded, Inherited, NodeId, Text, collapse};
use crate::length::{MAX_MENTION_CHARS, cut};
use crate::link::{Context, Sentences};
use crate::placement::{Region, Regions};
use crate::reason::{Key, Reason};
use crate::site::Pages;

use confidence::{Evidence, Judgement, SURE, Scene, Use, Uses};
use search::{Candidate, Search, Words};

pub use names::Names;
pub(crate) use search::is_whole_in;

/// Words in the names of blocks that are captions.
const CAPTIONS: &[&str] = &["caption", "figcaption", "credit", "credits", "legend"];

/// Most mentions that are listed.
pub const MAX_MENTIONS: usize = 2_000;

/// Most characters given on a side.
const SIDE: usize = 40;

/// Below this a mention possibly means another name.
const POSSIBLE: f64 = 0.5;

/// A name in a link to the site means the site, whatever its case.
const IN_OWN_LINK: f64 = 0.7;

/// The name of a site of the user's in the page's text.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mention {
    /// The name of the site's profile.
    pub site: String,
    /// The words, as the page writes them.
    pub text: String,
    /// Text before it in its block, whole words of at most 40 characters.
    pub before: String,
    /// Text after it in its block, whole words of at most 40 characters.
    pub after: String,
    /// The sentence around it.
    #[serde(default)]
    pub context: Context,
    /// Which frame it is in, from 0; `None` for the page itself.
    pub frame: Option<usize>,
    /// Whether it is linked, and where to.
    pub link: LinkState,
    /// The index of the link it is in.
    pub link_index: Option<usize>,
    /// Where on the page it is.
    pub region: Region,
    /// How sure it is that the mention means the site, from 0 to 1.
    pub confidence: f64,
    /// Possibly not the site: confidence below a half.
    pub possible: bool,
    /// Whether the source hides it.
    pub hidden: bool,
    /// It is in the caption of a picture or a table, or in a credit: no sentence of the text.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub caption: bool,
    /// What speaks for and against it.
    pub because: Vec<Reason>,
    /// For a mention that does not link to the site: the page of it that fits the words around
    /// best, else its home page.
    pub suggested_target: Option<String>,
}

/// Whether a mention is linked.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    /// In a link to the site.
    Own,
    /// In a link that leads elsewhere.
    Other,
    /// In no link.
    None,
}

/// A link of the document, as mentions need it.
#[derive(Clone, Default, Debug)]
pub struct LinkOfSites {
    /// Its index in the report.
    pub index: usize,
    /// Which of the profiles it leads to, by index.
    pub sites: Vec<usize>,
}

/// A document to find mentions in.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The document.
    pub document: &'a Document<'a>,
    /// Its text.
    pub text: &'a Text,
    /// Its text, folded.
    pub folded: &'a Folded,
    /// What its elements hand down.
    pub inherited: &'a Inherited,
    /// Its regions.
    pub regions: &'a Regions<'a>,
    /// Its links, by element.
    pub links: &'a HashMap<NodeId, LinkOfSites>,
    /// By profile: whether any link of the page leads to it.
    pub linked: &'a [bool],
    /// By profile: whether the page is its own, where its name is no mention.
    pub own_page: &'a [bool],
    /// By profile: its pages.
    pub pages: &'a [Pages],
    /// The page's language, as it is declared.
    pub language: Option<&'a str>,
    /// Which frame this is; `None` for the page itself.
    pub frame: Option<usize>,
}

impl Names {
    /// Finds the mentions in a document, at most `most` of them, in text order. Says whether there
    /// were more.
    pub fn find(&self, reading: &Reading<'_>, most: usize) -> (Vec<Mention>, bool) {
        let words = Words {
            text: reading.text,
            folded: reading.folded,
            inherited: reading.inherited,
            german: grammar::is_language(reading.language, "de"),
        };
        let mut search = search::search(self, words);
        search
            .candidates
            .retain(|candidate| self.counts(reading, candidate));
        search.candidates.sort_by_key(|found| found.range.start);
        let mut more = search.cut || search.candidates.len() > most;
        search.candidates.truncate(most);
        let misspelt = self.misspelt(reading, &search);
        if search.candidates.is_empty() && misspelt.is_empty() {
            return (Vec::new(), more);
        }
        let evidence = self.evidence(reading, &search);
        let judged = search.candidates.iter().map(|candidate| {
            let site = candidate.place.pattern.site;
            let evidence = evidence.get(site).copied().unwrap_or_default();
            let judgement = self.judge(reading, &search, candidate, evidence);
            (
                candidate.range.start,
                self.mention(reading, site, &candidate.range, judgement),
            )
        });
        let possible = misspelt.into_iter().map(|(site, range)| {
            let judgement = Judgement {
                confidence: 0.3,
                because: vec![Key::MentionMisspelt.into()],
            };
            (range.start, self.mention(reading, site, &range, judgement))
        });
        let mut found: Vec<(usize, Mention)> = judged.chain(possible).collect();
        found.sort_by_key(|(start, _)| *start);
        more |= found.len() > most;
        found.truncate(most);
        (
            found.into_iter().map(|(_, mention)| mention).collect(),
            more,
        )
    }

    /// Not on the site's own page, and in its exact case where the profile asks for it.
    fn counts(&self, reading: &Reading<'_>, candidate: &Candidate) -> bool {
        let site = candidate.place.pattern.site;
        let sensitive = self.sites.get(site).is_some_and(|site| site.case_sensitive);
        reading.own_page.get(site) != Some(&true)
            && (!sensitive || confidence::is_exact(self, candidate, reading.text.as_str()))
    }

    /// What the page as a whole says of each site.
    fn evidence(&self, reading: &Reading<'_>, search: &Search) -> Vec<Evidence> {
        let mut evidence: Vec<Evidence> = self
            .sites
            .iter()
            .enumerate()
            .map(|(site, names)| Evidence {
                known: reading.linked.get(site) == Some(&true) || search.products.contains(&site),
                word: false,
                lacks_required: names.requires && !search.required.contains(&site),
            })
            .collect();
        let mut uses = vec![Uses::default(); self.sites.len()];
        for &(_, site) in &search.inflected {
            if let Some(uses) = uses.get_mut(site) {
                uses.inflected += 1;
            }
        }
        for candidate in &search.candidates {
            let site = candidate.place.pattern.site;
            let (Some(row), Some(uses)) = (evidence.get_mut(site), uses.get_mut(site)) else {
                continue;
            };
            let scene = self.scene(reading, search, candidate);
            let shown = scene.shows(uses.inflected > 0);
            uses.names += usize::from(shown == Use::Name);
            uses.words += usize::from(shown == Use::Word);
            row.known |= shown == Use::Name && scene.judge(Evidence::default()).confidence >= SURE;
        }
        for (row, uses) in evidence.iter_mut().zip(uses) {
            row.word = uses.show_a_word();
        }
        evidence
    }

    fn judge(
        &self,
        reading: &Reading<'_>,
        search: &Search,
        candidate: &Candidate,
        evidence: Evidence,
    ) -> Judgement {
        self.scene(reading, search, candidate).judge(evidence)
    }

    fn scene<'a>(
        &'a self,
        reading: &Reading<'a>,
        search: &'a Search,
        candidate: &'a Candidate,
    ) -> Scene<'a> {
        let node = reading.text.node_at(candidate.range.start);
        let link = node.and_then(|node| reading.link_around(node));
        Scene {
            names: self,
            search,
            folded: reading.folded,
            text: reading.text.as_str(),
            candidate,
            alone: link.is_some_and(|(node, _)| reading.text.range(node) == candidate.range),
            code: node.is_some_and(|node| reading.is_code(node)),
            language: reading.language,
        }
    }

    /// Words that are nearly a name and in no mention, with the index of their site.
    fn misspelt(&self, reading: &Reading<'_>, search: &Search) -> Vec<(usize, Range<usize>)> {
        let mut found = self.misspellings.find(reading.text.as_str(), MAX_MENTIONS);
        found.retain(|(site, range)| {
            let inflected = search
                .inflected
                .binary_search(&(range.start, *site))
                .is_ok();
            if inflected || reading.own_page.get(*site) == Some(&true) {
                return false;
            }
            let candidates = &search.candidates;
            let after = candidates.partition_point(|known| known.range.start < range.end);
            let before = after.checked_sub(1).and_then(|at| candidates.get(at));
            before.is_none_or(|known| known.range.end <= range.start)
        });
        found
    }

    fn mention(
        &self,
        reading: &Reading<'_>,
        site: usize,
        range: &Range<usize>,
        judgement: Judgement,
    ) -> Mention {
        let node = reading.text.node_at(range.start).unwrap_or(NodeId::ROOT);
        let link = reading.link_around(node).map(|(_, link)| link);
        let state = match link {
            None => LinkState::None,
            Some(link) if link.sites.contains(&site) => LinkState::Own,
            Some(_) => LinkState::Other,
        };
        let whole = reading.text.as_str();
        let sentences = Sentences {
            document: reading.document,
            text: reading.text,
            inherited: reading.inherited,
        };
        let (before, after) = sentences.beside(range, SIDE);
        let mut because = judgement.because;
        let mut confidence = judgement.confidence;
        if state == LinkState::Own && confidence < IN_OWN_LINK {
            confidence = IN_OWN_LINK;
            because.push(Key::MentionInOwnLink.into());
        }
        let linked = reading.linked.get(site).copied().unwrap_or(false);
        if linked && state != LinkState::Own {
            because.push(Key::MentionLinkedAlready.into());
        }
        if reading.inherited.is_kept_from_snippets(node) {
            because.push(Key::NoSnippetAttribute.into());
        }
        let context = sentences.around(node, range);
        let suggested_target = (state != LinkState::Own)
            .then(|| reading.target(site, &context))
            .flatten();
        Mention {
            site: self
                .sites
                .get(site)
                .map_or("", |site| &site.name)
                .to_owned(),
            text: cut(whole.get(range.clone()).unwrap_or(""), MAX_MENTION_CHARS).into_owned(),
            before,
            after,
            frame: reading.frame,
            link: state,
            link_index: link.map(|link| link.index),
            region: reading.regions.region(node),
            confidence,
            possible: confidence < POSSIBLE,
            hidden: reading.inherited.is_hidden(node),
            caption: reading.is_caption(node),
            because,
            suggested_target,
            context,
        }
    }
}

impl Reading<'_> {
    fn link_around(&self, node: NodeId) -> Option<(NodeId, &LinkOfSites)> {
        self.document
            .ancestors(node)
            .find_map(|above| self.links.get(&above).map(|link| (above, link)))
    }

    /// Whether a node is in a caption: by its element, or by the name of its block.
    fn is_caption(&self, node: NodeId) -> bool {
        self.document.ancestors(node).any(|above| {
            let element = self.document.name(above).is_some_and(|name| {
                matches!(*name, local_name!("figcaption") | local_name!("caption"))
            });
            let class = self.document.attribute(above, &local_name!("class"));
            let mut words = class
                .unwrap_or("")
                .split(|c: char| !c.is_ascii_alphanumeric());
            element || words.any(|word| CAPTIONS.iter().any(|own| word.eq_ignore_ascii_case(own)))
        })
    }

    /// Whether a node is in code, by the HTML standard's elements for it.
    fn is_code(&self, node: NodeId) -> bool {
        let mut above = self.document.ancestors(node);
        above.any(|id| {
            self.document.name(id).is_some_and(|name| {
                matches!(
                    *name,
                    local_name!("code")
                        | local_name!("kbd")
                        | local_name!("pre")
                        | local_name!("samp")
                        | local_name!("tt")
                )
            })
        })
    }

    /// The page to suggest for a place of the text: the best of the profile's by the sentence
    /// around it, else the home page.
    fn target(&self, site: usize, context: &Context) -> Option<String> {
        let pages = self.pages.get(site)?;
        let best = if pages.is_empty() {
            None
        } else {
            pages.best(&collapse(&format!("{} {}", context.before, context.after)))
        };
        best.or_else(|| pages.home()).map(ToString::to_string)
    }
}

//! The one way through: a page and profiles in, a report out.

mod layouts;

use std::collections::{HashMap, HashSet};

use thiserror::Error;

use crate::backlink::{Backlink, Evidence};
use crate::document::{
    Clock, Document, Folded, Inherited, MAX_DEPTH, MAX_HTML_BYTES, MAX_NODES, Stopped, Text, parse,
};
use crate::link::{Anchor, Context, Follow, Found, MAX_LINKS, Relation, inventory};
use crate::mention::{LinkOfSites, MAX_MENTIONS, Mention, Names, Reading};
use crate::page::{Facts, Layout, LinkLayout, Page, document_base};
use crate::placement::Regions;
use crate::reason::{Key, Reason};
use crate::report::{Link, Report, VERSION};
use crate::site::{Owners, Pages, Site};
use crate::url::{Url, affiliate_sign, identity, is_shortener, is_web, unwrap};

use layouts::Layouts;

/// Why a page could not be inspected at all.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum InspectError {
    /// The page's address is not an absolute http or https URL.
    #[error("\"{0}\" is not the address of a web page (http or https)")]
    NotAWebAddress(String),
}

/// Inspects a page without a time limit.
///
/// # Errors
/// [`InspectError::NotAWebAddress`] if the page's address is no http or https URL.
pub fn inspect(page: &Page, sites: &[Site]) -> Result<Report, InspectError> {
    inspect_until(page, sites, &|| false)
}

/// Inspects a page and ends in a partial report, which says so, once `out_of_time` says true.
///
/// # Errors
/// As [`inspect`].
pub fn inspect_until(
    page: &Page,
    sites: &[Site],
    out_of_time: Clock<'_>,
) -> Result<Report, InspectError> {
    let url = Url::parse(&page.url)
        .ok()
        .filter(is_web)
        .ok_or_else(|| InspectError::NotAWebAddress(page.url.clone()))?;
    let profiles = Profiles::of(sites, &url);
    let mut inspection = Inspection {
        limits: collector_limits(page),
        links: Vec::new(),
        backlinks: Vec::new(),
        mentions: Vec::new(),
        targets: HashSet::new(),
        linked: vec![false; sites.len()],
        headers_known: page.headers.is_some(),
        url: &url,
        profiles: &profiles,
    };
    let document = inspection.parse(&page.html, out_of_time);
    let mut facts = Facts::read(&document, &url, page);
    inspection.read(
        &document,
        &document_base(&document, &url),
        &mut facts,
        page.layout.as_deref(),
        None,
    );
    for (index, frame) in page.frames.iter().enumerate() {
        let document = inspection.parse(&frame.html, out_of_time);
        let own = Url::parse(&frame.base)
            .or_else(|_| Url::parse(&frame.url))
            .unwrap_or_else(|_| url.clone());
        inspection.read(
            &document,
            &document_base(&document, &own),
            &mut facts,
            frame.layout.as_deref(),
            Some(index),
        );
    }
    Ok(inspection.report(facts))
}

/// The user's profiles, ready to be compared with any number of links and words.
struct Profiles<'a> {
    sites: &'a [Site],
    owners: Owners,
    pages: Vec<Pages>,
    names: Names,
    /// By profile: whether the page is its own.
    own_page: Vec<bool>,
}

impl<'a> Profiles<'a> {
    fn of(sites: &'a [Site], page: &Url) -> Self {
        let own_page: Vec<bool> = sites.iter().map(|site| site.owns(page)).collect();
        Self {
            sites,
            owners: Owners::of(sites),
            pages: sites.iter().map(Pages::of).collect(),
            names: Names::of(sites),
            own_page,
        }
    }

    /// The profiles a URL is a backlink to, by index: not those whose own page this is.
    fn of_url(&self, url: &Url) -> Vec<usize> {
        let mut sites = self.owners.of_url(url);
        sites.retain(|&site| self.own_page.get(site) == Some(&false));
        sites
    }
}

struct Inspection<'a> {
    url: &'a Url,
    profiles: &'a Profiles<'a>,
    headers_known: bool,
    links: Vec<Link>,
    backlinks: Vec<Backlink>,
    mentions: Vec<Mention>,
    /// Targets of links to the user's sites met so far, to tell first links from repeats.
    targets: HashSet<String>,
    /// By profile: whether a link to it was met.
    linked: Vec<bool>,
    limits: Vec<Reason>,
}

impl Inspection<'_> {
    fn parse(&mut self, html: &str, out_of_time: Clock<'_>) -> Document {
        let (document, stopped) = parse(html, out_of_time);
        self.limits.extend(stopped.map(limit));
        document
    }

    /// Reads one document: the page's own, or a frame's.
    fn read(
        &mut self,
        document: &Document,
        base: &Url,
        facts: &mut Facts,
        layout: Option<&[LinkLayout]>,
        frame: Option<usize>,
    ) {
        let text = Text::of(document);
        let regions = Regions::of(document);
        let inherited = Inherited::of(document);
        let (found, more) = inventory(document, self.url, base);
        if more {
            self.limit_links();
        }
        let layouts = Layouts::of(layout.unwrap_or_default(), &found);
        let mut by_node = HashMap::with_capacity(found.len());
        for link in &found {
            if self.links.len() == MAX_LINKS {
                self.limit_links();
                break;
            }
            note_defects(link, facts);
            let layout = layouts.get(link);
            let hidden = match layout {
                Some(layout) => Some(layout.hidden.is_some()),
                None => inherited.is_hidden(link.node).then_some(true),
            };
            let address = link.url.as_ref();
            let unwrapped = address.and_then(unwrap);
            let target = unwrapped.as_ref().map(|inner| &inner.target).or(address);
            let record = Link {
                index: self.links.len(),
                frame,
                href: link.href.to_owned(),
                nth: link.nth,
                url: address.map(Url::to_string),
                wraps: unwrapped.as_ref().map(|inner| inner.target.to_string()),
                shortened: target.and_then(Url::host_str).is_some_and(is_shortener),
                affiliate: address
                    .and_then(affiliate_sign)
                    .or_else(|| target.and_then(affiliate_sign)),
                competitor: target
                    .and_then(|url| self.profiles.owners.competitor(url))
                    .map(str::to_owned),
                relation: link.relation,
                rel: link.rel.tokens.clone(),
                follow: Follow::decide(link.carrier, address, &link.rel, &facts.robots),
                placement: regions.at(link.node),
                anchor: Anchor::read(document, &text, link.node, facts.language.as_deref()),
                context: Context::around(&text, &text.range(link.node)),
                hidden,
                layout: layout.cloned(),
                through: unwrapped.map(|inner| inner.through).unwrap_or_default(),
            };
            let sites = self.take(record, link, facts);
            let index = self.links.len() - 1;
            by_node.insert(link.node, LinkOfSites { index, sites });
        }
        let folded = Folded::of(text.as_str());
        let reading = Reading {
            document,
            text: &text,
            folded: &folded,
            inherited: &inherited,
            regions: &regions,
            links: &by_node,
            linked: &self.linked,
            own_page: &self.profiles.own_page,
            pages: &self.profiles.pages,
            frame,
        };
        let left = MAX_MENTIONS.saturating_sub(self.mentions.len());
        let (mentions, more) = self.profiles.names.find(&reading, left);
        self.mentions.extend(mentions);
        if more {
            self.limit(Key::LimitMentions, MAX_MENTIONS);
        }
    }

    /// Counts a link, and judges it where it leads to a site of the user's. Gives those sites.
    fn take(&mut self, mut record: Link, link: &Found<'_>, facts: &mut Facts) -> Vec<usize> {
        match record.relation {
            Some(Relation::Outbound) => facts.outbound += 1,
            Some(Relation::Internal) => facts.internal += 1,
            _ => {}
        }
        let wrapped = record.wraps.as_deref().and_then(|url| Url::parse(url).ok());
        let mut target = link.url.as_ref();
        let mut owners = target.map_or_else(Vec::new, |url| self.profiles.of_url(url));
        if let (true, Some(inner)) = (owners.is_empty(), &wrapped) {
            owners = self.profiles.of_url(inner);
            target = Some(inner);
        }
        if let (Some(url), false) = (target, owners.is_empty()) {
            record.relation = Some(Relation::Own);
            if let Some((&first, site)) = owners
                .first()
                .and_then(|first| Some((first, self.profiles.sites.get(*first)?)))
            {
                let language = facts.language.as_deref();
                record.anchor.kind =
                    self.profiles
                        .names
                        .anchor_kind(first, site, &record.anchor, language);
            }
            let repeated = !self.targets.insert(identity(url));
            for &site in &owners {
                let evidence = Evidence {
                    page: self.url,
                    facts,
                    headers_known: self.headers_known,
                    rel: &link.rel,
                    follow: &record.follow,
                    placement: &record.placement,
                    anchor: &record.anchor,
                    hidden: record.hidden,
                    hidden_because: hidden_because(record.layout.as_ref()),
                    repeated,
                };
                if let Some(profile) = self.profiles.sites.get(site) {
                    let backlink = Backlink::judge(&profile.name, record.index, &evidence);
                    self.backlinks.push(backlink);
                }
                if let Some(linked) = self.linked.get_mut(site) {
                    *linked = true;
                }
            }
        }
        self.links.push(record);
        owners
    }

    fn limit_links(&mut self) {
        self.limit(Key::LimitLinks, MAX_LINKS);
    }

    fn limit(&mut self, key: Key, most: usize) {
        let reason = Reason::new(key, [most.to_string()]);
        if !self.limits.contains(&reason) {
            self.limits.push(reason);
        }
    }

    fn report(self, page: Facts) -> Report {
        let own = self.profiles.sites.iter().zip(&self.profiles.own_page);
        Report {
            version: VERSION,
            page,
            own_page_of: own
                .filter(|(_, own)| **own)
                .map(|(site, _)| site.name.clone())
                .collect(),
            links: self.links,
            backlinks: self.backlinks,
            mentions: self.mentions,
            limits: self.limits,
        }
    }
}

/// Notes near misses of a link's rel tokens, each once for the page.
fn note_defects(link: &Found<'_>, facts: &mut Facts) {
    for (token, meant) in link.rel.defects() {
        let note = Reason::new(Key::RelDefect, [token.to_owned(), meant.to_owned()]);
        if !facts.notes.contains(&note) {
            facts.notes.push(note);
        }
    }
}

/// What hides a link, in a word: the layout's reason, else the source's own declaration.
fn hidden_because(layout: Option<&Layout>) -> &'static str {
    layout
        .and_then(|layout| layout.hidden)
        .map_or("hidden in the source", |hidden| hidden.name())
}

fn collector_limits(page: &Page) -> Vec<Reason> {
    let mut limits = Vec::new();
    if let Some(size) = &page.left_out {
        limits.push(Reason::new(Key::LimitCollected, [size.clone()]));
    }
    if page.frames_not_inspected > 0 {
        let count = page.frames_not_inspected.to_string();
        limits.push(Reason::new(Key::FramesNotInspected, [count]));
    }
    limits
}

fn limit(stopped: Stopped) -> Reason {
    match stopped {
        Stopped::TooLong => Reason::new(Key::LimitHtmlBytes, [(MAX_HTML_BYTES >> 20).to_string()]),
        Stopped::TooDeep => Reason::new(Key::LimitDepth, [MAX_DEPTH.to_string()]),
        Stopped::TooManyNodes => Reason::new(Key::LimitNodes, [MAX_NODES.to_string()]),
        Stopped::OutOfTime => Key::LimitTime.into(),
    }
}

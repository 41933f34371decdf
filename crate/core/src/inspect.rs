//! The one way through: a page and profiles in, a report out.

use std::collections::HashMap;
use std::collections::HashSet;

use thiserror::Error;

use crate::backlink::{Backlink, Evidence};
use crate::document::{
    Clock, Document, MAX_DEPTH, MAX_HTML_BYTES, MAX_NODES, Stopped, Text, parse,
};
use crate::link::{Anchor, Context, Follow, Found, MAX_LINKS, Relation, inventory};
use crate::page::{Facts, Layout, LinkLayout, Page, document_base};
use crate::placement::Regions;
use crate::reason::{Key, Reason};
use crate::report::{Link, Report, VERSION};
use crate::site::Site;
use crate::url::{Url, is_web};

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
    let mut inspection = Inspection {
        limits: collector_limits(page),
        links: Vec::new(),
        backlinks: Vec::new(),
        own_page_of: sites
            .iter()
            .filter(|site| site.owns(&url))
            .map(|site| site.name.clone())
            .collect(),
        targets: HashSet::new(),
        headers_known: page.headers.is_some(),
        url: &url,
        sites,
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

struct Inspection<'a> {
    url: &'a Url,
    sites: &'a [Site],
    headers_known: bool,
    own_page_of: Vec<String>,
    links: Vec<Link>,
    backlinks: Vec<Backlink>,
    /// Targets of links to the user's sites met so far, to tell first links from repeats.
    targets: HashSet<String>,
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
        let (found, more) = inventory(document, self.url, base);
        let regions = Regions::of(document, &text, &found, self.url);
        if frame.is_none() {
            facts.kind = Some(regions.kind());
        }
        if more {
            self.limit_links();
        }
        let layouts = Layouts::of(layout.unwrap_or_default(), &found);
        for link in &found {
            if self.links.len() == MAX_LINKS {
                self.limit_links();
                return;
            }
            for (token, meant) in link.rel.defects() {
                let values = [token.to_owned(), meant.to_owned()];
                let note = Reason::new(Key::RelDefect, values);
                if !facts.notes.contains(&note) {
                    facts.notes.push(note);
                }
            }
            let layout = layouts.get(link);
            let hidden = match layout {
                Some(layout) => Some(layout.hidden.is_some()),
                None => document.is_declared_hidden(link.node).then_some(true),
            };
            let record = Link {
                index: self.links.len(),
                frame,
                href: link.href.to_owned(),
                nth: link.nth,
                url: link.url.as_ref().map(Url::to_string),
                wraps: None,
                relation: link.relation,
                rel: link.rel.tokens.clone(),
                follow: Follow::decide(link.carrier, link.url.as_ref(), &link.rel, &facts.robots),
                placement: regions.at(link.node),
                anchor: Anchor::read(document, &text, link.node, facts.language.as_deref()),
                context: Context::around(&text, &text.range(link.node)),
                hidden,
                layout: layout.cloned(),
            };
            self.take(record, link, facts);
        }
    }

    /// Counts a link, and judges it where it leads to a site of the user's.
    fn take(&mut self, mut record: Link, link: &Found<'_>, facts: &mut Facts) {
        match record.relation {
            Some(Relation::Outbound) => facts.outbound += 1,
            Some(Relation::Internal) => facts.internal += 1,
            _ => {}
        }
        let target = link.url.as_ref().filter(|url| is_web(url));
        let owners = self.sites.iter().filter(|site| {
            target.is_some_and(|url| site.owns(url)) && !self.own_page_of.contains(&site.name)
        });
        let owners: Vec<&Site> = owners.collect();
        if let (Some(url), false) = (target, owners.is_empty()) {
            record.relation = Some(Relation::Own);
            let mut key = url.clone();
            key.set_fragment(None);
            let repeated = !self.targets.insert(key.into());
            for site in owners {
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
                let backlink = Backlink::judge(&site.name, record.index, &evidence);
                self.backlinks.push(backlink);
            }
        }
        self.links.push(record);
    }

    fn limit_links(&mut self) {
        let reason = Reason::new(Key::LimitLinks, [MAX_LINKS.to_string()]);
        if !self.limits.contains(&reason) {
            self.limits.push(reason);
        }
    }

    fn report(self, page: Facts) -> Report {
        Report {
            version: VERSION,
            page,
            own_page_of: self.own_page_of,
            links: self.links,
            backlinks: self.backlinks,
            mentions: Vec::new(),
            limits: self.limits,
        }
    }
}

/// Layout facts by link. Where script-made markup does not survive being written and read again,
/// an href may stand a different number of times in the source than on the page; its facts are
/// then unknown rather than wrong.
struct Layouts<'a> {
    by_link: HashMap<(&'a str, u32), &'a Layout>,
    collected: HashMap<&'a str, u32>,
    found: HashMap<&'a str, u32>,
}

impl<'a> Layouts<'a> {
    fn of(layouts: &'a [LinkLayout], links: &[Found<'a>]) -> Self {
        let mut this = Self {
            by_link: HashMap::with_capacity(layouts.len()),
            collected: HashMap::new(),
            found: HashMap::new(),
        };
        for row in layouts {
            this.by_link.insert((&row.href, row.nth), &row.layout);
            *this.collected.entry(&row.href).or_default() += 1;
        }
        for link in links {
            *this.found.entry(link.href).or_default() += 1;
        }
        this
    }

    fn get(&self, link: &Found<'_>) -> Option<&'a Layout> {
        (self.collected.get(link.href) == self.found.get(link.href))
            .then(|| self.by_link.get(&(link.href, link.nth)).copied())
            .flatten()
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
    for (count, key) in [
        (page.frames_not_inspected, Key::FramesNotInspected),
        (page.closed_shadow_roots, Key::ClosedShadowRoots),
    ] {
        if count > 0 {
            limits.push(Reason::new(key, [count.to_string()]));
        }
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

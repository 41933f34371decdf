//! The one way through: a page and profiles in, a report out.

mod layouts;
mod neighbours;
mod profiles;
mod tally;

use std::collections::{HashMap, HashSet};

use thiserror::Error;

use crate::backlink::{Backlink, Evidence};
use crate::contact;
use crate::document::{
    Clock, Document, Folded, Inherited, MAX_ATTRIBUTES, MAX_DEPTH, MAX_HTML_BYTES, MAX_NODES,
    NodeId, Stopped, Text,
};
use crate::length::{
    self, MAX_ADDRESS_BYTES, MAX_ANCHOR_CHARS, MAX_HOST_CHARS, MAX_VALUE_CHARS, cut_owned, is_whole,
};
use crate::link::{Anchor, Context, Follow, Found, MAX_LINKS, Relation, inventory};
use crate::mention::{LinkOfSites, MAX_MENTIONS, Mention, Reading};
use crate::page::{
    Disclosure, DisclosureSource, Facts, Layout, LinkLayout, MAX_COMMENTED, Markup, Page,
    commented_links, disclosures, document_base,
};
use crate::placement::{Region, Regions};
use crate::point::{Surroundings, Target};
use crate::reason::{Key, Reason};
use crate::report::{Link, Report, VERSION, findings};
use crate::site::{Pages, Site};
use crate::url::{
    Url, Wrapper, affiliate_sign, has_tracking, identity, is_shortener, is_web, unwrap,
};

use layouts::Layouts;
use neighbours::Neighbours;
pub use profiles::Profiles;
use tally::Tally;

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
    inspect_until(page, &Profiles::of(sites.to_vec()), &|| false)
}

/// Inspects a page and ends in a partial report, which says so, once `out_of_time` says true.
///
/// # Errors
/// As [`inspect`].
pub fn inspect_until(
    page: &Page,
    profiles: &Profiles,
    out_of_time: Clock<'_>,
) -> Result<Report, InspectError> {
    let url = Url::parse(&page.url)
        .ok()
        .filter(is_web)
        .ok_or_else(|| InspectError::NotAWebAddress(page.url.clone()))?;
    let mut inspection = Inspection {
        limits: collector_limits(page),
        links: Vec::new(),
        own: Vec::new(),
        backlinks: Vec::new(),
        mentions: Vec::new(),
        contacts: contact::Search::default(),
        tally: Tally::default(),
        targets: HashSet::new(),
        linked: vec![false; profiles.sites.len()],
        profiles,
        own_page: profiles.sites.iter().map(|site| site.owns(&url)).collect(),
    };
    let document = inspection.read_document(&page.html, page.markup, out_of_time);
    let base = document_base(&document, &url);
    let view = View::of(&document, &url, &base);
    let (mut facts, parties) = Facts::read(&document, &view.text, &url, &base, page);
    inspection
        .contacts
        .take_parties(&parties, facts.author.as_deref(), &base);
    inspection.note_lengths([Some(page.url.as_str()), facts.canonical.as_deref()]);
    facts.kind = Some(view.regions.kind());
    view.disclose(&mut facts);
    inspection.read(&view, &mut facts, page.layout.as_deref(), None);
    for (index, frame) in page.frames.iter().enumerate() {
        let document = inspection.read_document(&frame.html, frame.markup, out_of_time);
        let own = Url::parse(&frame.base)
            .or_else(|_| Url::parse(&frame.url))
            .unwrap_or_else(|_| url.clone());
        let base = document_base(&document, &own);
        let view = View::of(&document, &url, &base);
        inspection.read(&view, &mut facts, frame.layout.as_deref(), Some(index));
    }
    facts.counts = inspection.tally.counts();
    inspection.read_comments(&document, &base, &mut facts);
    inspection.judge(&facts);
    Ok(inspection.report(facts))
}

/// A document and what is read off it once.
struct View<'a> {
    document: &'a Document<'a>,
    /// What its relative links resolve against.
    base: &'a Url,
    text: Text,
    folded: Folded,
    inherited: Inherited,
    links: Vec<Found<'a>>,
    /// There were more links than are listed.
    more_links: bool,
    regions: Regions,
}

impl<'a> View<'a> {
    /// `page` is the address of the page, also for a frame of it: where a link leads is seen from
    /// there.
    fn of(document: &'a Document<'a>, page: &Url, base: &'a Url) -> Self {
        let text = Text::of(document);
        let (links, more_links) = inventory(document, page, base);
        Self {
            document,
            base,
            folded: Folded::of(text.as_str()),
            inherited: Inherited::of(document),
            regions: Regions::of(document, &text, &links, page),
            links,
            more_links,
            text,
        }
    }

    /// Puts the page's gravest visible disclosure among its facts. A label over an advert or a
    /// teaser is not about the page.
    fn disclose(&self, facts: &mut Facts) {
        let language = facts.language.as_deref();
        let found = disclosures(self.document, &self.text, &self.folded, language);
        let about_page = found.into_iter().filter_map(|found| {
            let node = self.text.node_at(found.at)?;
            let region = self.regions.at(node).region;
            let fits = matches!(
                region,
                Region::Content | Region::AuthorBio | Region::Header | Region::Other
            );
            (fits && !self.inherited.is_hidden(node)).then_some((region, found))
        });
        if let Some((region, found)) = about_page.min_by_key(|(_, found)| found.nature) {
            let known = facts.disclosure.as_ref().map(|known| known.nature);
            if known.is_none_or(|known| found.nature <= known) {
                facts.disclosure = Some(Disclosure {
                    text: found.text,
                    source: DisclosureSource::Text,
                    region: Some(region),
                    nature: found.nature,
                });
            }
        }
    }
}

/// A link to sites of the user's, to be judged once the whole page is read.
struct OwnLink {
    link: usize,
    sites: Vec<usize>,
    target: Url,
    repeated: bool,
    around: Surroundings,
}

struct Inspection<'a> {
    profiles: &'a Profiles,
    /// By profile: whether the page is its own.
    own_page: Vec<bool>,
    links: Vec<Link>,
    own: Vec<OwnLink>,
    backlinks: Vec<Backlink>,
    mentions: Vec<Mention>,
    contacts: contact::Search,
    tally: Tally,
    /// Targets of links to the user's sites met so far, to tell first links from repeats.
    targets: HashSet<String>,
    /// By profile: whether a link to it was met.
    linked: Vec<bool>,
    limits: Vec<Reason>,
}

impl Inspection<'_> {
    fn read_document<'p>(
        &mut self,
        html: &'p str,
        markup: Markup,
        out_of_time: Clock<'_>,
    ) -> Document<'p> {
        let (document, stopped) = markup.read(html, out_of_time);
        self.limits.extend(stopped.map(limit));
        if document.has_cut_attributes() {
            self.limit(Key::LimitAttributes, MAX_ATTRIBUTES);
        }
        document
    }

    /// Reads one document: the page's own, or a frame's.
    fn read(
        &mut self,
        view: &View<'_>,
        facts: &mut Facts,
        layout: Option<&[LinkLayout]>,
        frame: Option<usize>,
    ) {
        if view.more_links {
            self.limit(Key::LimitLinks, MAX_LINKS);
        }
        self.note_lengths([Some(view.base.as_str())]);
        let layouts = Layouts::of(layout.unwrap_or_default(), &view.links);
        let neighbours = Neighbours::of(view.document, &view.links);
        let mut by_node = HashMap::with_capacity(view.links.len());
        let first = self.links.len();
        for link in &view.links {
            if self.links.len() == MAX_LINKS {
                self.limit(Key::LimitLinks, MAX_LINKS);
                break;
            }
            note_defects(link, facts);
            let mut record = self.record(view, &neighbours, link, layouts.get(link), facts);
            record.frame = frame;
            if record.anchor.is_cut() {
                self.limit(Key::LimitAnchor, MAX_ANCHOR_CHARS);
            }
            // Nobody follows a `data:` or `javascript:` address to a site: its end is not missed.
            if record.relation != Some(Relation::OtherScheme) {
                let [url, wraps] = [&record.url, &record.wraps].map(Option::as_deref);
                self.note_lengths([Some(link.href), url, wraps]);
            }
            let index = record.index;
            let sites = self.take(view, &neighbours, record, link, facts);
            by_node.insert(link.node, LinkOfSites { index, sites });
        }
        self.find_mentions(view, &by_node, frame);
        self.find_contacts(view, first);
    }

    fn read_comments(&mut self, document: &Document<'_>, base: &Url, facts: &mut Facts) {
        let (links, more) = commented_links(document, base);
        facts.commented_links = links;
        if more {
            self.limit(Key::LimitCommented, MAX_COMMENTED);
        }
    }

    /// What the report says of a link.
    fn record(
        &self,
        view: &View<'_>,
        neighbours: &Neighbours<'_>,
        link: &Found<'_>,
        layout: Option<&Layout>,
        facts: &Facts,
    ) -> Link {
        let address = link.url.as_ref();
        let unwrapped = address.and_then(unwrap);
        let target = unwrapped.as_ref().map(|inner| &inner.target).or(address);
        Link {
            index: self.links.len(),
            frame: None,
            href: length::cut_address(link.href).into_owned(),
            nth: link.nth,
            url: address.map(|url| length::address(url.as_str())),
            wraps: unwrapped
                .as_ref()
                .map(|inner| length::address(inner.target.as_str())),
            shortened: target.and_then(Url::host_str).is_some_and(is_shortener),
            affiliate: address
                .and_then(affiliate_sign)
                .or_else(|| {
                    let inner = unwrapped.as_ref().map(|inner| &inner.target);
                    inner.and_then(affiliate_sign)
                })
                .map(|sign| cut_owned(sign, MAX_VALUE_CHARS)),
            competitor: target
                .and_then(|url| self.profiles.owners.competitor(url))
                .map(str::to_owned),
            in_link_list: link.relation == Some(Relation::Outbound)
                && neighbours.in_link_list(view.document, link.node),
            relation: link.relation,
            rel: link.rel.tokens.clone(),
            follow: Follow::decide(link.carrier, address, &link.rel, &facts.robots),
            placement: view.regions.at(link.node),
            anchor: Anchor::read(
                view.document,
                &view.text,
                link.node,
                facts.language.as_deref(),
            ),
            context: Context::around(&view.text, &view.text.range(link.node)),
            hidden: match layout {
                Some(layout) => Some(layout.hidden.is_some()),
                None => view.inherited.is_hidden(link.node).then_some(true),
            },
            layout: layout.cloned(),
            through: unwrapped.map_or_else(Vec::new, |inner| shown_wrappers(inner.through)),
        }
    }

    /// Counts a link, and keeps it for judging where it leads to sites of the user's, which it
    /// gives.
    fn take(
        &mut self,
        view: &View<'_>,
        neighbours: &Neighbours<'_>,
        mut record: Link,
        link: &Found<'_>,
        facts: &mut Facts,
    ) -> Vec<usize> {
        match record.relation {
            Some(Relation::Outbound) => facts.outbound += 1,
            Some(Relation::Internal) => facts.internal += 1,
            _ => {}
        }
        let (sites, target) = self.sites_of(link, &record);
        if let (Some(target), Some(&first)) = (target, sites.first()) {
            record.relation = Some(Relation::Own);
            if let Some(site) = self.profiles.sites.get(first) {
                let language = facts.language.as_deref();
                let names = &self.profiles.names;
                record.anchor.kind = names.anchor_kind(first, site, &record.anchor, language);
            }
            for &site in &sites {
                if let Some(linked) = self.linked.get_mut(site) {
                    *linked = true;
                }
            }
            self.own.push(OwnLink {
                link: record.index,
                sites: sites.clone(),
                repeated: !self.targets.insert(identity(&target)),
                target,
                around: Surroundings {
                    beside: neighbours.beside(view.document, link.node),
                    in_link_list: record.in_link_list,
                    kept_from_snippets: view.inherited.is_kept_from_snippets(link.node),
                },
            });
        }
        self.tally.take(&record, link.site());
        self.links.push(record);
        sites
    }

    /// The profiles a link leads to, by its address or by what that wraps.
    fn sites_of(&self, link: &Found<'_>, record: &Link) -> (Vec<usize>, Option<Url>) {
        if let Some(url) = &link.url {
            let sites = self.backlinks_of(url);
            if !sites.is_empty() {
                return (sites, Some(url.clone()));
            }
        }
        match record.wraps.as_deref().and_then(|url| Url::parse(url).ok()) {
            Some(inner) => (self.backlinks_of(&inner), Some(inner)),
            None => (Vec::new(), None),
        }
    }

    /// The profiles a URL is a backlink to, by index: not those whose own page this is.
    fn backlinks_of(&self, url: &Url) -> Vec<usize> {
        let mut sites = self.profiles.owners.of_url(url);
        sites.retain(|&site| self.own_page.get(site) == Some(&false));
        sites
    }

    fn find_mentions(
        &mut self,
        view: &View<'_>,
        links: &HashMap<NodeId, LinkOfSites>,
        frame: Option<usize>,
    ) {
        let reading = Reading {
            document: view.document,
            text: &view.text,
            folded: &view.folded,
            inherited: &view.inherited,
            regions: &view.regions,
            links,
            linked: &self.linked,
            own_page: &self.own_page,
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

    /// Finds whom to write to in a document whose links are listed from `first` on.
    fn find_contacts(&mut self, view: &View<'_>, first: usize) {
        let reading = contact::Reading {
            document: view.document,
            text: &view.text,
            inherited: &view.inherited,
            regions: &view.regions,
        };
        let listed = self.links.get(first..).unwrap_or_default();
        let links = view.links.iter().zip(listed).enumerate();
        let links = links.map(|(nth, (found, link))| contact::LinkAt {
            found,
            nth,
            index: link.index,
            region: link.placement.region,
            text: &link.anchor.text,
            hidden: link.hidden == Some(true),
        });
        self.contacts.read(&reading, links);
    }

    /// Judges the links to the user's sites, once all facts of the page are known.
    fn judge(&mut self, facts: &Facts) {
        for own in &self.own {
            let Some(link) = self.links.get(own.link) else {
                continue;
            };
            for &at in &own.sites {
                let profile = self.profiles.sites.get(at).zip(self.profiles.pages.get(at));
                let Some((site, pages)) = profile else {
                    continue;
                };
                let evidence = Evidence {
                    link: link.subject(facts),
                    around: own.around,
                    target: target(own, link, pages),
                    repeated: own.repeated,
                };
                let backlink = Backlink::judge(&site.name, own.link, &evidence);
                self.backlinks.push(backlink);
            }
        }
    }

    /// Names the limit that one of these addresses met.
    fn note_lengths<const N: usize>(&mut self, addresses: [Option<&str>; N]) {
        if addresses
            .into_iter()
            .flatten()
            .any(|address| !is_whole(address))
        {
            self.limit(Key::LimitAddress, MAX_ADDRESS_BYTES);
        }
    }

    fn limit(&mut self, key: Key, most: usize) {
        let reason = Reason::new(key, [most.to_string()]);
        if !self.limits.contains(&reason) {
            self.limits.push(reason);
        }
    }

    fn report(mut self, page: Facts) -> Report {
        let (contacts, more) = std::mem::take(&mut self.contacts).finish();
        if more {
            self.limit(Key::LimitContacts, contact::MAX_LISTED);
        }
        let own = self.profiles.sites.iter().zip(&self.own_page);
        Report {
            version: VERSION,
            page,
            own_page_of: own
                .filter(|(_, own)| **own)
                .map(|(site, _)| site.name.clone())
                .collect(),
            sites: findings(
                &self.profiles.sites,
                &self.own_page,
                &self.links,
                &self.backlinks,
                &self.mentions,
            ),
            links: self.links,
            backlinks: self.backlinks,
            mentions: self.mentions,
            contacts,
            limits: self.limits,
        }
    }
}

/// Wrappers as they are written: hosts too long to be any are cut.
fn shown_wrappers(mut through: Vec<Wrapper>) -> Vec<Wrapper> {
    for wrapper in &mut through {
        wrapper.host = cut_owned(std::mem::take(&mut wrapper.host), MAX_HOST_CHARS);
    }
    through
}

/// A link's target compared with the profile.
fn target(own: &OwnLink, link: &Link, pages: &Pages) -> Target {
    let around = format!(
        "{} {} {}",
        link.context.before, link.anchor.text, link.context.after
    );
    Target {
        url: length::address(own.target.as_str()),
        tracking: has_tracking(&own.target),
        page: pages.hit(&own.target),
        profile_lists_pages: !pages.is_empty(),
        better: pages.better(&own.target, &around).map(Url::to_string),
        shared_words: pages.shared(&around),
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

fn collector_limits(page: &Page) -> Vec<Reason> {
    let mut limits = Vec::new();
    if let Some(size) = &page.left_out {
        limits.push(Reason::new(Key::LimitCollected, [size.clone()]));
    }
    for (count, key) in [
        (page.out_of_time.unwrap_or(0), Key::LimitCollectTime),
        (page.frames_not_inspected, Key::FramesNotInspected),
        (page.closed_shadow_roots, Key::ClosedShadowRoots),
        (page.texts_like_links, Key::TextsLikeLinks),
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

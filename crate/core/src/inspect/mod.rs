//! The one way through: a page and profiles in, a report out.

mod first_look;
mod frames;
mod layouts;
mod limits;
mod neighbours;
mod own_links;
mod profiles;
mod tally;

use std::cell::OnceCell;
use std::collections::HashMap;

use thiserror::Error;

use crate::contact;
use crate::document::{Clock, Document, Folded, Inherited, MAX_ATTRIBUTES, NodeId, Text};
use crate::length::{self, MAX_ANCHOR_CHARS, MAX_HOST_CHARS, MAX_VALUE_CHARS, cut_owned};
use crate::link::{Anchor, AnchorSource, Follow, Found, MAX_LINKS, Relation, Sentences, inventory};
use crate::mention::{LinkOfSites, MAX_MENTIONS, Mention, Reading};
use crate::page::{
    self, Address, Concealed, Declared, Disclosure, DisclosureSource, Facts, HiddenBecause, Layout,
    LinkLayout, MAX_ALTERNATES, MAX_HEADINGS, MAX_STYLE_BYTES, MAX_TYPES, MAX_UNSHOWN, Markup,
    Page, Styles, commented_links, count_words, disclosures, document_base, noscript_links,
};
use crate::placement::{Region, Regions};
use crate::point::Surroundings;
use crate::reason::{Key, Reason};
use crate::report::{Link, Report, VERSION, findings};
use crate::site::Site;
use crate::url::{Base, Url, Wrapper, affiliate_sign, is_shortener, is_web, unwrap};

pub use first_look::FirstLook;
use frames::Frames;
use layouts::Layouts;
use limits::Limits;
use neighbours::Neighbours;
use own_links::{OwnLinks, OwnSites};
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
    let mut limits = Limits::of_collector(page);
    let document = read_document(&page.html, page.markup, out_of_time, &mut limits);
    let base = document_base(&document, &url)
        .in_encoding(page.encoding.as_deref())
        .with_resolved(pairs(&page.addresses));
    let sheet = Sheet::of(&document, &url, &base);
    let view = View::of(&sheet, &url);
    let declared = Declared::read(&document, view.text, &url, &base, page);
    limits.check_lengths([Some(page.url.as_str()), declared.canonical.as_deref()]);
    let mut inspection = Inspection::of(OwnSites::of(&url, profiles), limits);
    inspection
        .contacts
        .take_parties(&declared.parties, declared.author.as_deref(), &base);
    inspection.read(&view, &declared, page.layout.as_deref(), None);
    let mut frames = Frames::of(page, &document, &url, &base);
    for (index, frame) in frames.read.iter().enumerate() {
        let limits = &mut inspection.limits;
        let document = read_document(frame.html, frame.markup, out_of_time, limits);
        frames.not_inspected += frame.inner(&document);
        let base = document_base(&document, &frame.base).with_resolved(pairs(frame.addresses));
        let sheet = Sheet::of(&document, &url, &base);
        let view = View::of(&sheet, &url);
        inspection.read(&view, &declared, frame.layout, Some(index));
    }
    inspection.frames = page::Frames {
        inspected: frames.read.len(),
        not_inspected: frames.not_inspected,
    };
    let found = inspection.found(&view, &declared);
    Ok(inspection.report(Facts::new(declared, found)))
}

fn pairs(addresses: &[Address]) -> impl Iterator<Item = (&str, &str)> {
    addresses
        .iter()
        .map(|address| (address.href.as_str(), address.url.as_str()))
}

fn read_document<'p>(
    html: &'p str,
    markup: Markup,
    out_of_time: Clock<'_>,
    limits: &mut Limits,
) -> Document<'p> {
    let (document, stopped) = markup.read(html, out_of_time);
    limits.stopped(stopped);
    if document.has_cut_attributes() {
        limits.add(Key::LimitAttributes, MAX_ATTRIBUTES);
    }
    document
}

/// A document's text and links.
struct Sheet<'a> {
    document: &'a Document<'a>,
    /// What its relative links resolve against.
    base: &'a Base,
    text: Text,
    links: Vec<Found<'a>>,
    /// There were more links than are listed.
    more_links: bool,
}

impl<'a> Sheet<'a> {
    /// `page` is the address of the page, also for a frame of it: where a link leads is seen from
    /// there.
    fn of(document: &'a Document<'a>, page: &Url, base: &'a Base) -> Self {
        let (links, more_links) = inventory(document, page, base);
        Self {
            document,
            base,
            text: Text::of(document),
            links,
            more_links,
        }
    }
}

/// A document and what is read off it once.
struct View<'a> {
    document: &'a Document<'a>,
    base: &'a Base,
    text: &'a Text,
    links: &'a [Found<'a>],
    more_links: bool,
    folded: Folded,
    inherited: Inherited,
    /// Read only where no layout says what can be seen.
    styles: OnceCell<Styles<'a>>,
    regions: Regions<'a>,
}

impl<'a> View<'a> {
    fn of(sheet: &'a Sheet<'a>, page: &'a Url) -> Self {
        let Sheet {
            document,
            base,
            text,
            links,
            more_links,
        } = sheet;
        Self {
            document,
            base,
            text,
            links,
            more_links: *more_links,
            folded: Folded::of(text.as_str()),
            inherited: Inherited::of(document),
            styles: OnceCell::new(),
            regions: Regions::of(document, text, links, page),
        }
    }

    /// Whether the source hides a link, and how its styles do or may.
    fn concealed(&self, link: NodeId, has_words: bool) -> (Option<bool>, Option<HiddenBecause>) {
        if self.inherited.is_hidden(link) {
            return (Some(true), None);
        }
        let styles = self.styles.get_or_init(|| Styles::of(self.document));
        match styles.conceal(link, has_words) {
            Concealed::No => (None, None),
            Concealed::Yes(because) => (Some(true), Some(because)),
            Concealed::Perhaps(because) => (None, Some(because)),
        }
    }

    /// The page's gravest visible disclosure, where nothing that it declares is graver. A label over an
    /// advert or a teaser is not about the page.
    fn disclosure(&self, declared: &Declared) -> Option<Disclosure> {
        let language = declared.language.as_deref();
        let found = disclosures(self.document, self.text, &self.folded, language);
        let about_page = found.into_iter().filter_map(|found| {
            let node = self.text.node_at(found.at)?;
            let region = self.regions.region(node);
            let fits = matches!(
                region,
                Region::Content | Region::AuthorBio | Region::Header | Region::Other
            );
            (fits && !self.inherited.is_hidden(node)).then_some((region, found))
        });
        let (region, found) = about_page.min_by_key(|(_, found)| found.nature)?;
        let graver = |known: &Disclosure| known.nature < found.nature;
        (!declared.sponsor.as_ref().is_some_and(graver)).then_some(Disclosure {
            text: found.text,
            source: DisclosureSource::Text,
            region: Some(region),
            nature: found.nature,
        })
    }
}

/// What is read of a page, document by document.
struct Inspection<'a> {
    own_sites: OwnSites<'a>,
    links: Vec<Link>,
    own_links: OwnLinks,
    mentions: Vec<Mention>,
    contacts: contact::Search,
    tally: Tally,
    frames: page::Frames,
    /// Near misses of rel tokens, each once.
    notes: Vec<Reason>,
    limits: Limits,
}

impl<'a> Inspection<'a> {
    fn of(own_sites: OwnSites<'a>, limits: Limits) -> Self {
        Self {
            own_links: OwnLinks::new(own_sites.profiles),
            own_sites,
            links: Vec::new(),
            mentions: Vec::new(),
            contacts: contact::Search::default(),
            tally: Tally::default(),
            frames: page::Frames::default(),
            notes: Vec::new(),
            limits,
        }
    }

    /// Reads one document: the page's own, or a frame's.
    fn read(
        &mut self,
        view: &View<'_>,
        declared: &Declared,
        layout: Option<&[LinkLayout]>,
        frame: Option<usize>,
    ) {
        if view.more_links {
            self.limits.add(Key::LimitLinks, MAX_LINKS);
        }
        self.limits.check_lengths([Some(view.base.as_str())]);
        let layouts = Layouts::of(layout.unwrap_or_default(), view.links);
        let neighbours = Neighbours::of(view.document, view.text, view.links);
        let mut by_node = HashMap::with_capacity(view.links.len());
        let first = self.links.len();
        for link in view.links {
            if self.links.len() == MAX_LINKS {
                self.limits.add(Key::LimitLinks, MAX_LINKS);
                break;
            }
            self.note_defects(link);
            let mut record = self.record(view, &neighbours, link, layouts.get(link), declared);
            record.frame = frame;
            if record.anchor.is_cut() {
                self.limits.add(Key::LimitAnchor, MAX_ANCHOR_CHARS);
            }
            // Nobody follows a `data:` or `javascript:` address to a site: its end is not missed.
            if record.relation != Some(Relation::OtherScheme) {
                let [url, wraps] = [&record.url, &record.wraps].map(Option::as_deref);
                self.limits.check_lengths([Some(link.href), url, wraps]);
            }
            let index = record.index;
            let sites = self.keep(view, &neighbours, record, link, declared);
            by_node.insert(link.node, LinkOfSites { index, sites });
        }
        if view.styles.get().is_some_and(Styles::is_cut) {
            self.limits.add(Key::LimitStyles, MAX_STYLE_BYTES >> 20);
        }
        self.find_mentions(view, declared, &by_node, frame);
        self.find_contacts(view, first);
    }

    /// What was found of the page as a whole; `view` is its own document.
    fn found(&mut self, view: &View<'_>, declared: &Declared) -> page::Found {
        let (commented_links, more) = commented_links(view.document, view.base);
        if more {
            self.limits.add(Key::LimitCommented, MAX_UNSHOWN);
        }
        let (noscript_links, more) =
            noscript_links(view.document, &declared.elements.noscripts, view.base);
        if more {
            self.limits.add(Key::LimitNoscript, MAX_UNSHOWN);
        }
        for (more, key, most) in [
            (
                declared.elements.more_headings,
                Key::LimitHeadings,
                MAX_HEADINGS,
            ),
            (
                declared.elements.more_alternates,
                Key::LimitHreflang,
                MAX_ALTERNATES,
            ),
            (declared.more_types, Key::LimitTypes, MAX_TYPES),
        ] {
            if more {
                self.limits.add(key, most);
            }
        }
        if self.frames.not_inspected > 0 {
            let count = self.frames.not_inspected;
            self.limits.add(Key::FramesNotInspected, count);
        }
        page::Found {
            kind: view.regions.kind(),
            disclosure: view.disclosure(declared),
            outbound: self.tally.outbound(),
            internal: self.tally.internal(),
            counts: page::Counts {
                words: count_words(view.text, &view.inherited),
                images: declared.elements.images,
                images_without_alt: declared.elements.images_without_alt,
                ..self.tally.counts()
            },
            frames: self.frames,
            commented_links,
            noscript_links,
            notes: std::mem::take(&mut self.notes),
        }
    }

    /// Notes near misses of a link's rel tokens.
    fn note_defects(&mut self, link: &Found<'_>) {
        for (token, meant) in link.rel.defects() {
            let note = Reason::new(Key::RelDefect, [token.to_owned(), meant.to_owned()]);
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
    }

    /// What the report says of a link.
    fn record(
        &self,
        view: &View<'_>,
        neighbours: &Neighbours<'_>,
        link: &Found<'_>,
        layout: Option<&Layout>,
        declared: &Declared,
    ) -> Link {
        let address = link.url.as_ref();
        let unwrapped = address.and_then(unwrap);
        let anchor = Anchor::read(
            view.document,
            view.text,
            link.node,
            declared.language.as_deref(),
        );
        let (hidden, hidden_by) = match layout {
            Some(layout) => (Some(layout.hidden.is_some()), None),
            None => view.concealed(link.node, anchor.source == AnchorSource::Text),
        };
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
                .and_then(|url| self.own_sites.profiles.owners.competitor(url))
                .map(str::to_owned),
            in_link_list: link.relation == Some(Relation::Outbound)
                && neighbours.in_link_list(view.document, link.node),
            relation: link.relation,
            rel: link.rel.tokens.clone(),
            follow: Follow::decide(link.carrier, address, &link.rel, &declared.robots),
            placement: view.regions.at(link.node),
            anchor,
            context: Sentences {
                document: view.document,
                text: view.text,
                inherited: &view.inherited,
            }
            .around(link.node, &view.text.range(link.node)),
            hidden,
            hidden_by,
            layout: layout.cloned(),
            through: unwrapped.map_or_else(Vec::new, |inner| shown_wrappers(inner.through)),
        }
    }

    /// Counts a link and keeps it; gives the profiles of the user's sites it leads to.
    fn keep(
        &mut self,
        view: &View<'_>,
        neighbours: &Neighbours<'_>,
        mut record: Link,
        link: &Found<'_>,
        declared: &Declared,
    ) -> Vec<usize> {
        let (sites, target) = self.own_sites.of_link(link, &record);
        if let (Some(target), Some(&first)) = (target, sites.first()) {
            record.relation = Some(Relation::Own);
            let profiles = self.own_sites.profiles;
            if let Some(site) = profiles.sites.get(first) {
                let language = declared.language.as_deref();
                let names = &profiles.names;
                record.anchor.kind = names.anchor_kind(first, site, &record.anchor, language);
            }
            let around = Surroundings {
                beside: neighbours.beside(view.document, link.node),
                in_link_list: record.in_link_list,
                kept_from_snippets: view.inherited.is_kept_from_snippets(link.node),
            };
            self.own_links.add(&record, &sites, target, around);
        }
        self.tally.count(&record, link);
        self.links.push(record);
        sites
    }

    fn find_mentions(
        &mut self,
        view: &View<'_>,
        declared: &Declared,
        links: &HashMap<NodeId, LinkOfSites>,
        frame: Option<usize>,
    ) {
        let reading = Reading {
            document: view.document,
            text: view.text,
            folded: &view.folded,
            inherited: &view.inherited,
            regions: &view.regions,
            links,
            linked: self.own_links.linked(),
            own_page: &self.own_sites.own_page,
            pages: &self.own_sites.profiles.pages,
            language: declared.language.as_deref(),
            frame,
        };
        let own_page = &self.own_sites.own_page;
        let short = self.own_sites.profiles.names.too_short(own_page);
        self.limits.too_short(short);
        let left = MAX_MENTIONS.saturating_sub(self.mentions.len());
        let (mentions, more) = self.own_sites.profiles.names.find(&reading, left);
        self.mentions.extend(mentions);
        if more {
            self.limits.add(Key::LimitMentions, MAX_MENTIONS);
        }
    }

    /// Finds whom to write to in a document whose links are listed from `first` on.
    fn find_contacts(&mut self, view: &View<'_>, first: usize) {
        let reading = contact::Reading {
            document: view.document,
            text: view.text,
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

    fn report(self, page: Facts) -> Report {
        let Self {
            own_sites,
            links,
            own_links,
            mentions,
            mut limits,
            ..
        } = self;
        let (contacts, more) = self.contacts.finish();
        if more {
            limits.add(Key::LimitContacts, contact::MAX_LISTED);
        }
        let sites = &own_sites.profiles.sites;
        let own = sites.iter().zip(&own_sites.own_page);
        let backlinks = own_links.judge(&links, &page, own_sites.profiles);
        Report {
            version: VERSION,
            page,
            own_page_of: own
                .filter(|(_, own)| **own)
                .map(|(site, _)| site.name.clone())
                .collect(),
            sites: findings(sites, &own_sites.own_page, &links, &backlinks, &mentions),
            links,
            backlinks,
            mentions,
            contacts,
            limits: limits.all(),
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

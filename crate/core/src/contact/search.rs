//! Gathers a page's contacts: what its markup names, then its links and its text, document by
//! document.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::words::{ADDRESSES, TEXTS};
use super::{
    ContactPage, ContactPageKind, Contacts, Email, Origin, Person, Profile, Source, Whose, email,
};
use crate::document::{Document, Inherited, NodeId, Text, collapse, fold, head_chars};
use crate::length;
use crate::link::{Found, Relation};
use crate::page::{Party, Point, Role, is_name};
use crate::placement::{Region, Regions, Target};
use crate::url::{Url, decode, identity, is_social, is_web, profile_key, resolve};

/// Most people, addresses, pages and profiles listed, each.
pub const MAX_LISTED: usize = 50;

/// Most addresses of a document's text that are looked at.
const MAX_LOOKED_AT: usize = 1_000;

/// Longest words of a link that name a page to write from, in bytes.
const MAX_PAGE_WORDS: usize = 40;

/// Longest words of a link that are looked at for a name, in bytes.
const MAX_NAME_BYTES: usize = 240;

/// Most characters given of a link's words.
const MAX_TEXT_CHARS: usize = 80;

/// Elements whose text is code: an address there is an example.
const CODE: &[&str] = &["code", "kbd", "samp", "tt", "var"];

/// A document to find contacts in.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The document.
    pub document: &'a Document<'a>,
    /// Its text.
    pub text: &'a Text,
    /// What its elements hand down.
    pub inherited: &'a Inherited,
    /// Its regions.
    pub regions: &'a Regions<'a>,
}

/// A link of the document, as the report has it.
#[derive(Clone, Copy, Debug)]
pub struct LinkAt<'a> {
    /// The link as it is in the source.
    pub found: &'a Found<'a>,
    /// Which of the document's links it is.
    pub nth: usize,
    /// Its index in the report.
    pub index: usize,
    /// Where it is.
    pub region: Region,
    /// Its words.
    pub text: &'a str,
    /// Whether it is known to be hidden.
    pub hidden: bool,
}

impl LinkAt<'_> {
    fn origin(&self, source: Source) -> Origin {
        Origin {
            source,
            region: Some(self.region),
            link: Some(self.index),
            hidden: self.hidden,
        }
    }

    fn has_rel(&self, token: &str) -> bool {
        self.found.rel.tokens.iter().any(|own| own == token)
    }
}

/// The contacts found so far.
#[derive(Debug, Default)]
pub struct Search {
    contacts: Contacts,
    /// Where in the lists an address or a name is, by what identifies it.
    emails: HashMap<String, usize>,
    people: HashMap<String, usize>,
    known: HashSet<String>,
    more: bool,
}

impl Search {
    /// Takes in what the page's markup names. `base` is what its addresses resolve against,
    /// `author` who wrote the page as far as other markup says.
    pub fn take_parties(&mut self, parties: &[Party], author: Option<&str>, base: &Url) {
        for party in parties {
            let source = if party.in_json_ld {
                Source::JsonLd
            } else {
                Source::Markup
            };
            self.take_party(party, markup(source), base);
        }
        let unnamed = self.contacts.people.is_empty();
        if let Some(name) = author.filter(|name| unnamed && is_name(name)) {
            self.add_person(name, None, markup(Source::Markup));
        }
    }

    fn take_party(&mut self, party: &Party, origin: Origin, base: &Url) {
        let url = |address: &String| resolve(base, address).filter(is_web);
        if let (Role::Author, Some(name)) = (party.role, &party.name) {
            let page = party.url.as_ref().and_then(url);
            self.add_person(name, page.as_ref(), origin);
        }
        for point in &party.points {
            self.take_point(party, point, origin, base);
        }
        let whose = match party.role {
            Role::Author => Whose::Author,
            Role::Publisher => Whose::Site,
        };
        for profile in party.same_as.iter().filter_map(url) {
            if is_profile(&profile) {
                self.add_profile(whose, &profile, origin);
            }
        }
    }

    fn take_point(&mut self, party: &Party, point: &Point, origin: Origin, base: &Url) {
        if let Some(written) = &point.email {
            let written = written.strip_prefix("mailto:").unwrap_or(written);
            if let Some(address) = email::whole(written) {
                self.add_email(Email {
                    address,
                    name: party.name.clone(),
                    purpose: point.purpose.clone(),
                    origin,
                });
            }
        }
        let page = point.url.as_ref().and_then(|url| resolve(base, url));
        if let Some(page) = page.filter(is_web) {
            let text = point.purpose.as_deref().unwrap_or("");
            self.add_page(ContactPageKind::Contact, &page, text, origin);
        }
    }

    /// Takes in a document's links, then the addresses in its text.
    pub fn read<'a>(&mut self, reading: &Reading<'_>, links: impl Iterator<Item = LinkAt<'a>>) {
        for link in links {
            self.take_link(reading, &link);
        }
        let mut found = email::find(reading.text.as_str());
        for written in found.by_ref().take(MAX_LOOKED_AT) {
            self.take_written(reading, &written);
        }
        self.more |= found.next().is_some();
    }

    /// What was found, and whether more than [`MAX_LISTED`] of a kind were there.
    pub fn finish(mut self) -> (Contacts, bool) {
        // A list of names in one meta tag, where each of them was found by itself, too.
        let people = &self.people;
        let is_list = |name: &str| {
            name.contains(',')
                && name
                    .split(',')
                    .all(|part| people.contains_key(&name_key(part)))
        };
        self.contacts.people.retain(|person| !is_list(&person.name));
        (self.contacts, self.more)
    }

    fn take_link(&mut self, reading: &Reading<'_>, link: &LinkAt<'_>) {
        let Some(url) = &link.found.url else {
            return;
        };
        if url.scheme() == "mailto" {
            self.take_mailto(url, link);
            return;
        }
        if !is_web(url) {
            return;
        }
        let by_others = matches!(
            link.region,
            Region::UserContent | Region::Related | Region::Advert
        );
        if by_others {
            return;
        }
        if let Some(kind) = page_kind(link, url) {
            self.add_page(kind, url, link.text, link.origin(Source::Link));
        }
        self.take_author(reading, url, link);
        self.take_profile(reading, url, link);
    }

    fn take_mailto(&mut self, url: &Url, link: &LinkAt<'_>) {
        for part in url.path().split(',').take(MAX_LISTED) {
            if let Some(address) = email::whole(&decode(part)) {
                self.add_email(Email {
                    address,
                    name: None,
                    purpose: None,
                    origin: link.origin(Source::Mailto),
                });
            }
        }
    }

    /// A link with an author's name: the page of a known author of this page, or of
    /// an author the byline names.
    fn take_author(&mut self, reading: &Reading<'_>, url: &Url, link: &LinkAt<'_>) {
        if link.text.is_empty() || link.text.len() > MAX_NAME_BYTES {
            return;
        }
        if !self.people.is_empty() && self.people.contains_key(&name_key(link.text)) {
            self.add_person(link.text, Some(url), link.origin(Source::Link));
            return;
        }
        let signed = link.has_rel("author")
            || (link.region == Region::AuthorBio
                && reading.regions.target(link.nth) == Some(Target::Author));
        if signed && is_name(link.text) {
            self.add_person(link.text, Some(url), link.origin(Source::Link));
        }
    }

    fn take_profile(&mut self, reading: &Reading<'_>, url: &Url, link: &LinkAt<'_>) {
        let whose = match link.region {
            Region::AuthorBio => Whose::Author,
            Region::Content if !link.has_rel("me") => return,
            _ => Whose::Site,
        };
        let profile = link.found.relation == Some(Relation::Outbound)
            && (link.has_rel("me") || reading.regions.target(link.nth) == Some(Target::Profile));
        if profile {
            self.add_profile(whose, url, link.origin(Source::Link));
        }
    }

    /// An address in the text.
    fn take_written(&mut self, reading: &Reading<'_>, found: &email::Found) {
        let Some(node) = reading.text.node_at(found.range.start) else {
            return;
        };
        let Some((address, hidden)) = reading.shown(found, node) else {
            return;
        };
        if reading.is_code(node) {
            return;
        }
        let source = if found.obfuscated {
            Source::Obfuscated
        } else {
            Source::Text
        };
        self.add_email(Email {
            address,
            name: None,
            purpose: None,
            origin: Origin {
                source,
                region: Some(reading.regions.region(node)),
                link: None,
                hidden,
            },
        });
    }

    /// Adds an address, or what is new of a known one: whose it is, a place where it is seen.
    fn add_email(&mut self, email: Email) {
        let key = email.address.to_lowercase();
        if let Some(&at) = self.emails.get(&key) {
            if let Some(known) = self.contacts.emails.get_mut(at) {
                known.name = known.name.take().or(email.name);
                known.purpose = known.purpose.take().or(email.purpose);
                if known.origin.hidden && !email.origin.hidden {
                    known.origin = email.origin;
                }
            }
        } else if self.contacts.emails.len() == MAX_LISTED {
            self.more = true;
        } else {
            self.emails.insert(key, self.contacts.emails.len());
            self.contacts.emails.push(email);
        }
    }

    /// Adds an author, or the page about a known one.
    fn add_person(&mut self, name: &str, url: Option<&Url>, origin: Origin) {
        let key = name_key(name);
        if key.is_empty() {
            return;
        }
        if let Some(&at) = self.people.get(&key) {
            if let Some(known) = self.contacts.people.get_mut(at)
                && known.url.is_none()
            {
                known.url = url.map(written);
            }
        } else if self.contacts.people.len() == MAX_LISTED {
            self.more = true;
        } else {
            self.people.insert(key, self.contacts.people.len());
            self.contacts.people.push(Person {
                name: collapse(name),
                url: url.map(written),
                origin,
            });
        }
    }

    fn add_page(&mut self, kind: ContactPageKind, url: &Url, text: &str, origin: Origin) {
        if !self.known.insert(format!("page {}", identity(url))) {
            return;
        }
        if self.contacts.pages.len() == MAX_LISTED {
            self.more = true;
            return;
        }
        self.contacts.pages.push(ContactPage {
            kind,
            url: written(url),
            text: head_chars(&collapse(text), MAX_TEXT_CHARS).to_owned(),
            origin,
        });
    }

    fn add_profile(&mut self, of: Whose, url: &Url, origin: Origin) {
        if !self.known.insert(format!("profile {}", profile_key(url))) {
            return;
        }
        if self.contacts.profiles.len() == MAX_LISTED {
            self.more = true;
            return;
        }
        self.contacts.profiles.push(Profile {
            of,
            url: written(url),
            origin,
        });
    }
}

impl Reading<'_> {
    /// The address as a reader sees it, and whether no reader does: hidden text inside a visible
    /// address is there to mislead harvesters.
    fn shown(&self, found: &email::Found, first: NodeId) -> Option<(String, bool)> {
        let written = self.text.as_str().get(found.range.clone())?;
        let hidden_at = |at: usize| {
            let node = self.text.node_at(found.range.start + at);
            node.is_some_and(|node| self.inherited.is_hidden(node))
        };
        let last = self.text.node_at(found.range.end.saturating_sub(1));
        if last == Some(first) {
            return Some((found.address.clone(), hidden_at(0)));
        }
        let seen: String = written
            .char_indices()
            .filter(|&(at, _)| !hidden_at(at))
            .map(|(_, c)| c)
            .collect();
        if seen.len() == written.len() || seen.is_empty() {
            return Some((found.address.clone(), seen.is_empty()));
        }
        let seen = email::find(&seen).next()?;
        Some((seen.address, false))
    }

    fn is_code(&self, node: NodeId) -> bool {
        self.document.ancestors(node).any(|above| {
            self.document
                .name(above)
                .is_some_and(|name| CODE.contains(&&**name))
        })
    }
}

/// An address as a report holds it.
fn written(url: &Url) -> String {
    length::address(url.as_str())
}

fn markup(source: Source) -> Origin {
    Origin {
        source,
        region: None,
        link: None,
        hidden: false,
    }
}

/// Whether an address of `sameAs` is a profile on a social network; `/@name` is one on a server of
/// the Fediverse.
fn is_profile(url: &Url) -> bool {
    let home = url.path().trim_matches('/').is_empty();
    !home && (url.host_str().is_some_and(is_social) || url.path().starts_with("/@"))
}

static BY_TEXT: LazyLock<HashMap<&'static str, ContactPageKind>> = LazyLock::new(|| by_word(TEXTS));
static BY_ADDRESS: LazyLock<HashMap<&'static str, ContactPageKind>> =
    LazyLock::new(|| by_word(ADDRESSES));

fn by_word(
    table: &'static [(ContactPageKind, &'static [&'static str])],
) -> HashMap<&'static str, ContactPageKind> {
    let rows = table
        .iter()
        .flat_map(|(kind, words)| words.iter().map(|&word| (word, *kind)));
    rows.collect()
}

/// What a link to a page for those who want to write is for: by its whole words, and on the same
/// site by its address. A link to another site is one only in the site's own frame.
fn page_kind(link: &LinkAt<'_>, url: &Url) -> Option<ContactPageKind> {
    let internal = match link.found.relation? {
        Relation::Internal => true,
        Relation::Outbound
            if matches!(
                link.region,
                Region::Header | Region::Footer | Region::Navigation
            ) =>
        {
            false
        }
        _ => return None,
    };
    by_text(link.text).or_else(|| by_address(url).filter(|_| internal))
}

fn by_text(text: &str) -> Option<ContactPageKind> {
    if text.len() > MAX_PAGE_WORDS {
        return None;
    }
    let folded = fold(text);
    let words = folded.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '?'));
    BY_TEXT.get(words).copied()
}

fn by_address(url: &Url) -> Option<ContactPageKind> {
    let last = url
        .path()
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .filter(|last| !last.is_empty() && last.len() <= MAX_PAGE_WORDS)?;
    let name = last.split('.').next().unwrap_or(last);
    let name = name.to_ascii_lowercase().replace('_', "-");
    BY_ADDRESS.get(name.as_str()).copied()
}

/// What two ways of writing a name share.
fn name_key(name: &str) -> String {
    collapse(&fold(name))
}

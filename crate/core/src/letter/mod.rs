//! What a letter to the editor says of a broken agreement: only what is not as agreed, one line for each
//! point, and the very HTML that was agreed on; who writes it to whom. A template of
//! [`crate::message`] makes a letter of it.

mod first_name;
mod language;
mod words;

use serde::{Deserialize, Serialize};

use crate::check::{
    AnchorTerm, Check, CheckedLink, DisclosureTerm, Finding, LinkFacts, Match, NearKind, Target,
};
use crate::contact::Contacts;
use crate::document::{collapse, fold};
use crate::link::{AnchorKind, qualifying};
use crate::placement::Region;
use crate::point::{CheckState, Point, author};
use crate::reason::{Key, fill};
use crate::site::{Pages, Site};

pub use language::Language;

use first_name::first_name;
use words::{Words, words};

/// Who writes to whom.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Parties {
    /// The editor's name, if it is known.
    pub editor: Option<String>,
    /// What the editor is called by, where the user has entered that.
    pub first_name: Option<String>,
    /// Where to write to: an e-mail address or a page for that, if one is known.
    pub to: Option<String>,
    /// Who writes, if that is known.
    pub sender: Option<String>,
    /// How the sender's letters end, where the user has written that.
    pub signed: Option<String>,
    /// What the sender's site is called.
    pub site: String,
    /// That site's home page, if it is known.
    pub home: Option<String>,
}

impl Parties {
    /// Whom the page names to write to, and who writes for the site. The author is written to, but not
    /// where the agreement names that author: then the author is the one who writes.
    pub fn of(contacts: &Contacts, check: &Check, site: &Site) -> Self {
        let agreed = check.agreement.author.as_deref();
        let own = [site.sender.as_str(), site.name.as_str()].map(fold);
        let is_own = |name: &str| {
            own.contains(&fold(name)) || agreed.is_some_and(|agreed| author::names(name, agreed))
        };
        Self::between(contacts, check.page.author.as_ref(), site, is_own)
    }

    /// Whom a page by this author names to write to, and who writes for the site.
    pub fn of_page(contacts: &Contacts, author: Option<&String>, site: &Site) -> Self {
        Self::between(contacts, author, site, |_| false)
    }

    fn between(
        contacts: &Contacts,
        author: Option<&String>,
        site: &Site,
        is_own: impl Fn(&str) -> bool,
    ) -> Self {
        let people = contacts.people.iter().map(|person| &person.name);
        let editor = people.chain(author).find(|name| !is_own(name)).cloned();
        let seen = || contacts.emails.iter().filter(|email| !email.origin.hidden);
        let theirs = seen().find(|email| email.name.is_some() && email.name == editor);
        let email = theirs.or_else(|| seen().next());
        let page = contacts.pages.iter().min_by_key(|page| page.kind);
        Self {
            editor,
            first_name: None,
            signed: None,
            to: email
                .map(|email| email.address.clone())
                .or_else(|| page.map(|page| page.url.clone())),
            sender: Some(site.sender.clone()).filter(|name| !name.trim().is_empty()),
            site: site.name.clone(),
            home: Pages::of(site).home().map(ToString::to_string),
        }
    }

    /// What the editor is called by: the first name where it is known or plain to see, else the whole.
    pub fn called(&self) -> Option<&str> {
        let given = self.first_name.as_deref().map(str::trim);
        let given = given.filter(|name| !name.is_empty());
        let whole = self.editor.as_deref().map(str::trim);
        let whole = whole.filter(|name| !name.is_empty());
        given.or_else(|| first_name(whole?)).or(whole)
    }

    /// How a letter begins. It is more formal than a message: with the whole name, unless the user has
    /// entered what the editor is called by and the language greets so.
    pub fn greeting(&self, language: Language) -> String {
        let words = words(language);
        let formal = matches!(language, Language::De | Language::Ja);
        let given = self.first_name.as_ref().filter(|_| !formal);
        let name = given.or(self.editor.as_ref()).map(|name| name.trim());
        match name {
            Some(name) if !name.is_empty() => say(words.hello_name, &[name]),
            _ => words.hello.to_owned(),
        }
    }

    /// How it ends, line by line: as the user has written it, else who writes, and for which site.
    pub fn signature(&self) -> Vec<String> {
        let signed = self.signed.as_deref().map(str::trim);
        if let Some(signed) = signed.filter(|signed| !signed.is_empty()) {
            return signed.lines().map(str::to_owned).collect();
        }
        let site = collapse(&self.site);
        let sender = self.sender.as_deref().map(collapse);
        let sender = sender.filter(|name| !name.is_empty() && *name != site);
        sender.into_iter().chain([site]).collect()
    }
}

/// A letter, ready to be copied or sent. Plain text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Letter {
    /// The language it is written in.
    pub language: Language,
    /// Where it goes to, if that is known.
    #[serde(default)]
    pub to: Option<String>,
    /// Its subject line.
    pub subject: String,
    /// Its text, with the HTML wanted.
    pub body: String,
}

/// What a letter says of a check.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Points {
    /// What is not as agreed, one line for each point.
    pub lines: Vec<String>,
    /// The HTML of every link that is missing or not as agreed, each once.
    pub html: Vec<String>,
    /// What introduces that HTML.
    pub intro: &'static str,
}

/// What there is to say of a check. `site` is what the sender's site is called. `None` if no point failed.
pub fn points(check: &Check, site: &str, language: Language) -> Option<Points> {
    let words = words(language);
    let writer = Writer { check, site, words };
    let lines = writer.lines();
    let html = writer.html();
    let intro = if html.len() == 1 {
        words.html
    } else {
        words.htmls
    };
    (!lines.is_empty()).then_some(Points { lines, html, intro })
}

struct Writer<'a> {
    check: &'a Check,
    site: &'a str,
    words: &'static Words,
}

impl Writer<'_> {
    /// One line for each point that failed.
    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let mut target = 0;
        for found in &self.check.findings {
            if found.state == CheckState::Fail {
                match found.point {
                    Point::Target => lines.extend(self.missing(target)),
                    point => lines.extend(self.line(point, found)),
                }
            }
            // The findings on links are in the targets' order, one for each.
            target += usize::from(found.point == Point::Target);
        }
        lines
    }

    fn missing(&self, target: usize) -> Option<String> {
        let words = self.words;
        let wanted = self.check.agreement.targets.get(target)?.url.as_str();
        let near = self.check.near_misses.first();
        let address = near.and_then(|near| near.link.as_ref()?.url.as_deref());
        let value = near.and_then(|near| near.because.values().first());
        Some(match (near.map(|near| near.kind), address, value) {
            (Some(NearKind::SamePage | NearKind::WrongPage), Some(address), _) => {
                say(words.wrong_page, &[address, wanted])
            }
            (Some(NearKind::Commented), ..) => say(words.commented, &[wanted]),
            (Some(NearKind::Noscript), ..) => say(words.noscript, &[wanted]),
            (Some(NearKind::InFrame), ..) => say(words.framed, &[wanted]),
            (Some(NearKind::Unlinked), _, Some(name)) => say(words.unlinked, &[wanted, name]),
            _ => say(words.missing, &[wanted]),
        })
    }

    /// What keeps the page out of the index, by what was found.
    fn not_indexed(&self, found: &Finding) -> String {
        let words = self.words;
        let value = found.found.values().first().map_or("", String::as_str);
        match found.found.key() {
            Key::IndexRefresh => say(words.sent_on, &[value]),
            Key::IndexExpired => say(words.expired, &[value]),
            _ => say(words.noindex, &[&self.check.page.noindex.join(", ")]),
        }
    }

    fn line(&self, point: Point, found: &Finding) -> Option<String> {
        let (words, page, agreement) = (self.words, &self.check.page, &self.check.agreement);
        let link = self.link(found);
        let anchor = link
            .map(|link| link.anchor.text.as_str())
            .unwrap_or_default();
        Some(match point {
            Point::Count => {
                let counts =
                    [self.check.links.len(), agreement.links].map(|count| count.to_string());
                say(words.count, &counts.each_ref().map(String::as_str))
            }
            Point::Anchor => match &agreement.anchor {
                AnchorTerm::Exact(wanted) => say(words.anchor, &[anchor, wanted]),
                AnchorTerm::Contains(wanted) => say(words.anchor_contains, &[anchor, wanted]),
                AnchorTerm::Any | AnchorTerm::Kind(_) => say(words.anchor_kind, &[anchor]),
            },
            Point::Follow => self.rel(link?),
            Point::Placement => {
                let agreed: Vec<&str> = agreement
                    .regions
                    .iter()
                    .map(|region| self.region(*region))
                    .collect();
                say(
                    words.region,
                    &[self.region(link?.region), &agreed.join(words.or)],
                )
            }
            Point::Visible => words.hidden.to_owned(),
            Point::Route => {
                let link = link?;
                let (through, url) = (link.through.as_deref()?, link.url.as_deref()?);
                say(words.direct, &[through, url])
            }
            Point::Indexable => self.not_indexed(found),
            Point::Canonical => {
                // The page may be open at an address with tracking parameters.
                let own = agreement.page.as_deref().unwrap_or(&page.url);
                say(words.canonical, &[page.canonical.as_deref()?, own])
            }
            Point::Neighbours => {
                let most = agreement.most_outbound?.to_string();
                say(words.outbound, &[&page.outbound.to_string(), &most])
            }
            Point::Disclosure => match (&page.disclosure, agreement.disclosure) {
                (Some(label), Some(DisclosureTerm::Absent)) => say(words.disclosed, &[&label.text]),
                _ => words.undisclosed.to_owned(),
            },
            Point::Language => say(
                words.language,
                &[page.language.as_deref()?, agreement.language.as_deref()?],
            ),
            Point::Author => say(
                words.author,
                &[page.author.as_deref()?, agreement.author.as_deref()?],
            ),
            // Missing links are listed above; no agreement has a term for the others.
            Point::Target | Point::Relevance | Point::Snippets | Point::Repeat => return None,
        })
    }

    /// The first link a finding is about.
    fn link(&self, found: &Finding) -> Option<&LinkFacts> {
        let index = found.links.first()?;
        let near = self.check.near_misses.iter();
        let near = near.filter_map(|near| near.link.as_ref());
        let links = self.check.links.iter().map(|checked| &checked.link);
        links.chain(near).find(|link| link.index == *index)
    }

    fn rel(&self, link: &LinkFacts) -> String {
        let (words, term) = (self.words, &self.check.agreement.rel);
        let nofollow = &self.check.page.nofollow;
        if term.followed && !nofollow.is_empty() && qualifying(&link.rel).next().is_none() {
            say(words.page_nofollow, &[&nofollow.join(", ")])
        } else if term.followed {
            say(words.followed, &[&link.because])
        } else if term.required.iter().any(|mark| !link.rel.contains(mark)) {
            say(words.marked, &[&term.required.join(" ")])
        } else {
            let allowed: Vec<&str> = term.allows().into_iter().flatten().collect();
            say(words.marked_only, &[&allowed.join(", ")])
        }
    }

    fn region(&self, region: Region) -> &'static str {
        let at = Region::ALL.iter().position(|known| *known == region);
        at.and_then(|at| self.words.regions.get(at))
            .copied()
            .unwrap_or_default()
    }

    /// The HTML of every link that is missing or not as agreed, each once.
    fn html(&self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for (at, target) in self.check.agreement.targets.iter().enumerate() {
            let links: Vec<&CheckedLink> = self
                .check
                .counting()
                .filter(|link| link.target == at)
                .collect();
            if links.is_empty() && self.is_missing(at) {
                all.push(self.wanted(target, self.nearest()));
            }
            let broken = |link: &&CheckedLink| {
                link.findings
                    .iter()
                    .any(|found| found.state == CheckState::Fail)
            };
            all.extend(
                links
                    .into_iter()
                    .filter(broken)
                    .map(|link| self.wanted(target, Some(&link.link))),
            );
        }
        let mut seen = std::collections::HashSet::new();
        all.retain(|html| seen.insert(html.clone()));
        all
    }

    fn is_missing(&self, target: usize) -> bool {
        let mut links = self
            .check
            .findings
            .iter()
            .filter(|found| found.point == Point::Target);
        links
            .nth(target)
            .is_some_and(|found| found.state == CheckState::Fail)
    }

    /// The link that only misses the target, if there is one.
    fn nearest(&self) -> Option<&LinkFacts> {
        let near = self.check.near_misses.first()?;
        let misses = matches!(near.kind, NearKind::SamePage | NearKind::WrongPage);
        near.link.as_ref().filter(|_| misses)
    }

    fn wanted(&self, target: &Target, link: Option<&LinkFacts>) -> String {
        let found = link.and_then(|link| link.url.as_deref());
        let address = match target.mode {
            Match::Site => found.unwrap_or(&target.url),
            Match::Exact | Match::Page => &target.url,
        };
        let rel = self.wanted_rel(link);
        let rel = if rel.is_empty() {
            rel
        } else {
            format!(" rel=\"{}\"", escaped(&rel))
        };
        format!(
            "<a href=\"{}\"{rel}>{}</a>",
            escaped(address),
            escaped(&self.wanted_anchor(address, link))
        )
    }

    /// The marks that are required, and those it has that are allowed.
    fn wanted_rel(&self, link: Option<&LinkFacts>) -> String {
        let term = &self.check.agreement.rel;
        if term.followed {
            return String::new();
        }
        let mut tokens: Vec<&str> = term.required.iter().map(String::as_str).collect();
        for mark in link.into_iter().flat_map(|link| qualifying(&link.rel)) {
            let allowed = term
                .allows()
                .is_none_or(|mut allowed| allowed.any(|known| known == mark));
            if allowed && !tokens.contains(&mark) {
                tokens.push(mark);
            }
        }
        tokens.join(" ")
    }

    /// The anchor text agreed on; where it was left open, the one that is there, else the site's
    /// name.
    fn wanted_anchor(&self, address: &str, link: Option<&LinkFacts>) -> String {
        let found = link
            .map(|link| collapse(&link.anchor.text))
            .filter(|text| !text.is_empty());
        let site = || collapse(self.site);
        match &self.check.agreement.anchor {
            AnchorTerm::Exact(text) => collapse(text),
            AnchorTerm::Contains(text) => {
                let holds = |found: &String| {
                    crate::document::fold(found).contains(&crate::document::fold(text))
                };
                found.filter(holds).unwrap_or_else(|| collapse(text))
            }
            AnchorTerm::Kind(kinds) => {
                let kept = link.is_some_and(|link| kinds.contains(&link.anchor.kind));
                match found.filter(|_| kept) {
                    Some(text) => text,
                    None if kinds.first() == Some(&AnchorKind::Url) => address.to_owned(),
                    None => site(),
                }
            }
            AnchorTerm::Any => found.unwrap_or_else(site),
        }
    }
}

/// A template with its values, each on one line.
fn say(template: &str, values: &[&str]) -> String {
    let values: Vec<String> = values.iter().map(|value| collapse(value)).collect();
    fill(template, &values)
}

/// A text as HTML shows it, in an attribute, too.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}

//! Prospects: pages saved to contact their owners about, with what is known of them and what the
//! user adds.
//!
//! A prospect is one page for one site of the user's. Saving it again renews the facts and leaves
//! the user's own words alone. The whole report is not part of it: the code that stores prospects
//! saves it beside them under the same id.
//!
//! JSON with camelCase keys, snake_case values and null for what is unknown. Times are
//! milliseconds since 1970-01-01 UTC and always passed in.

mod opportunity;

use serde::{Deserialize, Serialize};

use crate::check::Check;
use crate::contact::Contacts;
use crate::import::{Listed, Tool};
use crate::page::PageKind;
use crate::placement::Region;
use crate::reason::Reason;
use crate::site::{Pages, Site};
use crate::url::{Url, identity};

pub use opportunity::{MAX_SENTENCES, is_offered, is_well_linked, opportunities};

/// Version of a stored prospect's form.
pub const VERSION: u32 = 1;

/// Milliseconds since 1970-01-01 UTC.
pub type Millis = u64;

/// A page saved for one site of the user's.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Prospect {
    /// Version of this form.
    pub version: u32,
    /// What it is known by; see [`id`].
    pub id: String,
    /// The name of the site's profile.
    pub site: String,
    /// The page.
    pub page: PageFacts,
    /// What it offers the site, the best first; empty if none is known or left.
    #[serde(default)]
    pub opportunities: Vec<Opportunity>,
    /// Who to write to.
    #[serde(default)]
    pub contacts: Contacts,

    /// How far it got.
    #[serde(default)]
    pub status: Status,
    /// The user's own notes.
    #[serde(default)]
    pub notes: String,
    /// The user's own labels.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The day to come back to it, as `YYYY-MM-DD`.
    #[serde(default)]
    pub follow_up: Option<String>,
    /// What was sent, oldest first.
    #[serde(default)]
    pub messages: Vec<Sent>,
    /// What else has happened, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Entry>,

    /// When it was first saved.
    pub kept: Millis,
    /// When anything in it last changed.
    pub updated: Millis,
}

/// What is known of a saved page. `None` is unknown.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PageFacts {
    /// Its address.
    pub url: String,
    /// The address it names as its canonical.
    pub canonical: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// What it calls its site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site_name: Option<String>,
    /// Its language tag.
    pub language: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was published, as the page writes it.
    pub published: Option<String>,
    /// When it was last changed, as the page writes it.
    pub modified: Option<String>,
    /// What kind of page it is.
    pub kind: Option<PageKind>,
    /// Whether no known directive keeps it out of the index.
    pub indexable: Option<bool>,
    /// The label that says it is paid for, a guest's or holds affiliate links.
    pub disclosure: Option<String>,
    /// How many links lead from it to other sites.
    pub outbound: Option<usize>,
    /// How many links lead from it to the prospect's site.
    pub backlinks: Option<usize>,
    /// When it was inspected; `None` if never: its address came from a list.
    pub inspected: Option<Millis>,
    /// Whose list named it, where one did.
    pub listed_by: Option<Tool>,
    /// The crawl or the file that a scan found it in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found_in: Option<String>,
}

/// What a page offers a site.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Opportunity {
    /// Which kind it is.
    pub kind: OpportunityKind,
    /// The sentences it is about, in the order of the page.
    pub sentences: Vec<Sentence>,
    /// Words that would do as the link's text: the page's own where it names the site, else the
    /// site's name.
    pub anchor: Option<String>,
    /// The page of the site that fits best.
    pub target: Option<String>,
    /// Where the page links now in its place.
    pub instead: Option<String>,
    /// What speaks for it.
    pub because: Vec<Reason>,
    /// The check that found a broken agreement: the letter is written of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<Box<Check>>,
}

impl Opportunity {
    /// The sentence to quote: a whole one of the main content, where there is one.
    pub fn quote(&self) -> Option<&Sentence> {
        self.sentences.iter().min_by_key(|sentence| {
            let elsewhere = sentence.region != Region::Content;
            (sentence.caption, elsewhere, !sentence.is_whole())
        })
    }
}

/// Which opportunity type it is, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpportunityKind {
    /// What was agreed about a link does not hold. Found by the check of an agreement.
    BrokenAgreement,
    /// The page names the site without a link.
    UnlinkedMention,
    /// The page names the site in a link that leads elsewhere.
    LinkedElsewhere,
    /// The page links to a page that is gone, and a page of the site could replace it. Found by checking
    /// what its links lead to.
    BrokenLink,
    /// The page is a list of links to many sites, and the site is missing.
    ResourceListing,
    /// The page links to a competitor and not to the site.
    CompetitorLink,
}

impl OpportunityKind {
    /// Every kind, the best first.
    pub const ALL: [Self; 6] = [
        Self::BrokenAgreement,
        Self::UnlinkedMention,
        Self::LinkedElsewhere,
        Self::BrokenLink,
        Self::ResourceListing,
        Self::CompetitorLink,
    ];

    /// Whether more than reading the page found it, so that reading it again does not show whether it
    /// still holds.
    pub const fn is_checked(self) -> bool {
        matches!(self, Self::BrokenAgreement | Self::BrokenLink)
    }
}

/// Words of the page with what is around them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sentence {
    /// What is before the words.
    pub before: String,
    /// The words themselves: the name, or the text of a link.
    pub text: String,
    /// What is after them.
    pub after: String,
    /// Where on the page they are.
    pub region: Region,
    /// They are in a caption or a credit.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub caption: bool,
}

/// Signs that end a sentence, in the scripts of six languages.
const ENDS: [char; 8] = ['.', '!', '?', '…', '。', '！', '？', ':'];

/// Fewest words of a sentence; scripts without spaces have none to count.
const MIN_WORDS: usize = 4;

impl Sentence {
    /// The sentence as a whole.
    pub fn whole(&self) -> String {
        format!("{}{}{}", self.before, self.text, self.after)
    }

    /// Whether it has the form of a sentence.
    fn is_whole(&self) -> bool {
        let whole = self.whole();
        let text = whole.trim_end_matches(|c: char| "\"'”’»«“)]」』 ".contains(c));
        let spaced = text.is_ascii() || text.contains(' ');
        text.ends_with(ENDS) && (!spaced || text.split_whitespace().count() >= MIN_WORDS)
    }
}

/// How far a prospect got.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say what they are")]
pub enum Status {
    #[default]
    New,
    Contacted,
    Answered,
    Won,
    Lost,
    NotNow,
}

impl Status {
    /// Every status, in the order of work.
    pub const ALL: [Self; 6] = [
        Self::New,
        Self::Contacted,
        Self::Answered,
        Self::Won,
        Self::Lost,
        Self::NotNow,
    ];
}

/// A message that was copied or handed to the mail program.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sent {
    /// When.
    pub at: Millis,
    /// How it left.
    pub how: Way,
    /// To whom, where that was chosen.
    pub to: Option<String>,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
}

/// Something that has happened to a prospect.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// When.
    pub at: Millis,
    /// What.
    #[serde(flatten)]
    pub what: Event,
}

/// What has happened.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The user gave it this status.
    Status(Status),
    /// What the user wrote down, in one line.
    Note(String),
}

/// How a message left.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Copied to the clipboard.
    Copied,
    /// Opened in the mail program. Whether it was sent there is unknown.
    MailProgram,
    /// Opened in Gmail. Whether it was sent there is unknown.
    Gmail,
    /// Opened in Outlook on the web. Whether it was sent there is unknown.
    Outlook,
}

/// What a prospect is known by: the identity key of its page's address, a space and the name of
/// the site's profile. Addresses of one page give one id.
pub fn id(url: &str, site: &str) -> String {
    match Url::parse(url) {
        Ok(url) => format!("{} {site}", identity(&url)),
        Err(_) => format!("{} {site}", url.trim()),
    }
}

impl Prospect {
    /// A page that a list names, to be looked at. `at` is the time of the import.
    pub fn listed(listed: &Listed, tool: Tool, site: &Site, at: Millis) -> Self {
        let page = PageFacts {
            url: listed.page.clone(),
            title: listed.title.clone(),
            language: listed.language.clone(),
            author: listed.author.clone(),
            listed_by: Some(tool),
            found_in: listed
                .scanned
                .as_deref()
                .and_then(|scanned| scanned.source.clone()),
            ..PageFacts::default()
        };
        Self::new(page, site, at)
    }

    /// A page on which a scan has found a mention; `None` where that offers the site nothing.
    pub fn scanned(listed: &Listed, site: &Site, pages: &Pages, at: Millis) -> Option<Self> {
        Some(Self {
            opportunities: vec![Opportunity::of_scanned(listed, pages)?],
            ..Self::listed(listed, Tool::Scan, site, at)
        })
    }

    fn new(page: PageFacts, site: &Site, at: Millis) -> Self {
        Self {
            version: VERSION,
            id: id(&page.url, &site.name),
            site: site.name.clone(),
            page,
            opportunities: Vec::new(),
            contacts: Contacts::default(),
            status: Status::default(),
            notes: String::new(),
            tags: Vec::new(),
            follow_up: None,
            messages: Vec::new(),
            history: Vec::new(),
            kept: at,
            updated: at,
        }
    }

    /// What it is mainly about: its best opportunity.
    pub fn kind(&self) -> Option<OpportunityKind> {
        self.opportunities
            .iter()
            .map(|opportunity| opportunity.kind)
            .min()
    }

    /// Takes over what a newer copy of the same prospect knows of the page, and says whether that
    /// changed anything. The user's own part (status, notes, tags, follow-up, messages, history)
    /// and the date it was first saved stay.
    ///
    /// A copy that was never inspected knows only what a list said: it only fills
    /// gaps, and adds mentions to those that a list named before. What is not found by reading the page stays until another copy brings one of its kind.
    pub fn update_from(&mut self, newer: Self) -> bool {
        let updated = newer.updated;
        let before = self.facts();
        if newer.page.inspected.is_some() {
            self.renew(newer);
        } else {
            if self.page.inspected.is_none() {
                self.add_opportunities(newer.opportunities);
            }
            self.page.fill_from(newer.page);
        }
        let changed = self.facts() != before;
        if changed {
            self.updated = self.updated.max(updated);
        }
        changed
    }

    fn renew(&mut self, newer: Self) {
        self.version = self.version.max(newer.version);
        let replaced = |kind| newer.opportunities.iter().any(|found| found.kind == kind);
        self.opportunities
            .retain(|known| known.kind.is_checked() && !replaced(known.kind));
        self.opportunities.extend(newer.opportunities);
        let (listed_by, found_in) = (self.page.listed_by, self.page.found_in.take());
        self.page = newer.page;
        self.page.listed_by = self.page.listed_by.or(listed_by);
        self.page.found_in = self.page.found_in.take().or(found_in);
        self.contacts = newer.contacts;
    }

    fn add_opportunities(&mut self, newer: Vec<Opportunity>) {
        for found in newer {
            let mut known = self.opportunities.iter_mut();
            match known.find(|known| known.kind == found.kind) {
                Some(known) => known.add_sentences(found),
                None => self.opportunities.push(found),
            }
        }
        self.opportunities.sort_by_key(|found| found.kind);
    }

    /// What is known of the page, in the form it is stored in. When it was inspected is no such
    /// fact.
    fn facts(&self) -> serde_json::Value {
        let page = PageFacts {
            inspected: None,
            ..self.page.clone()
        };
        serde_json::to_value((page, &self.opportunities, &self.contacts)).unwrap_or_default()
    }
}

impl PageFacts {
    /// Takes over what is unknown here.
    fn fill_from(&mut self, other: Self) {
        fn fill<T>(own: &mut Option<T>, other: Option<T>) {
            if own.is_none() {
                *own = other;
            }
        }
        fill(&mut self.canonical, other.canonical);
        fill(&mut self.title, other.title);
        fill(&mut self.site_name, other.site_name);
        fill(&mut self.language, other.language);
        fill(&mut self.author, other.author);
        fill(&mut self.published, other.published);
        fill(&mut self.modified, other.modified);
        fill(&mut self.kind, other.kind);
        fill(&mut self.indexable, other.indexable);
        fill(&mut self.disclosure, other.disclosure);
        fill(&mut self.outbound, other.outbound);
        fill(&mut self.backlinks, other.backlinks);
        fill(&mut self.listed_by, other.listed_by);
        fill(&mut self.found_in, other.found_in);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reason::Key;
    use crate::{Page, inspect};

    fn prospect(title: &str, at: Millis) -> Prospect {
        let site = Site {
            name: "Acme".into(),
            ..Site::default()
        };
        let page = PageFacts {
            url: "https://news.example/post".into(),
            title: Some(title.into()),
            inspected: Some(at),
            ..PageFacts::default()
        };
        let mut prospect = Prospect::new(page, &site, at);
        prospect.opportunities.push(Opportunity {
            kind: OpportunityKind::UnlinkedMention,
            sentences: Vec::new(),
            anchor: Some("Acme".into()),
            target: None,
            instead: None,
            because: vec![Key::MentionName.into()],
            check: None,
        });
        prospect
    }

    fn stored(prospect: &Prospect) -> Prospect {
        serde_json::from_value(serde_json::to_value(prospect).unwrap()).unwrap()
    }

    #[test]
    fn addresses_of_one_page_are_one_prospect() {
        let own = id("https://www.news.example/post/?utm_source=x#top", "Acme");
        assert_eq!(own, id("http://news.example/post", "Acme"));
        assert_ne!(own, id("http://news.example/post", "Rival"));
        assert_ne!(own, id("http://news.example/other", "Acme"));
        assert_eq!(id(" no address ", "Acme"), "no address Acme");
    }

    #[test]
    fn keeping_twice_renews_the_facts_and_leaves_the_persons_own_part() {
        let mut known = prospect("Old", 1);
        known.status = Status::Contacted;
        known.notes = "Nice editor".into();
        known.tags = vec!["tea".into()];
        known.follow_up = Some("2026-03-31".into());
        let mut known = stored(&known);
        assert!(!known.update_from(prospect("Old", 2)), "nothing is new");
        assert_eq!((known.updated, known.page.inspected), (1, Some(2)));
        assert!(known.update_from(prospect("New", 3)));
        assert_eq!(known.page.title.as_deref(), Some("New"));
        assert_eq!((known.kept, known.updated), (1, 3));
        assert_eq!(known.status, Status::Contacted);
        assert_eq!((known.notes.as_str(), known.tags.len()), ("Nice editor", 1));
        assert_eq!(known.follow_up.as_deref(), Some("2026-03-31"));
    }

    #[test]
    fn a_list_fills_gaps_and_replaces_nothing() {
        let mut known = prospect("Read on the page", 1);
        let mut listed = prospect("From a list", 2);
        listed.page.inspected = None;
        listed.page.language = Some("en".into());
        listed.opportunities.clear();
        assert!(known.update_from(listed));
        assert_eq!(known.page.title.as_deref(), Some("Read on the page"));
        assert_eq!(known.page.language.as_deref(), Some("en"));
        assert_eq!(known.page.inspected, Some(1));
        assert_eq!(known.kind(), Some(OpportunityKind::UnlinkedMention));
    }

    #[test]
    fn a_broken_agreement_outlives_another_look_at_the_page() {
        let mut known = prospect("Post", 1);
        known.opportunities[0].kind = OpportunityKind::BrokenAgreement;
        known.update_from(prospect("Post", 2));
        assert_eq!(known.opportunities.len(), 2);
        assert_eq!(known.kind(), Some(OpportunityKind::BrokenAgreement));
        let mut newer = prospect("Post", 3);
        newer.opportunities[0].kind = OpportunityKind::BrokenAgreement;
        known.update_from(newer);
        assert_eq!(known.opportunities.len(), 1);
    }

    #[test]
    fn a_broken_link_is_an_opportunity_with_the_page_that_fits_and_outlives_another_look() {
        let html = "<title>Tea</title><main><h1>Tea</h1><p>On green tea see \
            <a href='https://gone.example/green'>the green guide</a>, which says all.</p></main>";
        let page = Page {
            url: "https://blog.example/tea".into(),
            html: html.into(),
            ..Page::default()
        };
        let site = Site {
            pages: vec![
                "https://acme.com/green-tea".into(),
                "https://acme.com/pots".into(),
            ],
            ..Site::from_domain("acme.com").unwrap()
        };
        let report = inspect(&page, std::slice::from_ref(&site)).unwrap();
        let gone = Reason::new(Key::WatchPageGone, ["404".to_owned()]);
        let found = Opportunity::of_broken_link(&report, &site, &report.links[0], gone.clone());
        assert_eq!(found.target.as_deref(), Some("https://acme.com/green-tea"));
        assert_eq!(found.anchor.as_deref(), Some("the green guide"));
        assert_eq!(found.instead.as_deref(), Some("https://gone.example/green"));
        assert_eq!(found.because, [gone]);
        let mut known = Prospect::keep(&report, &site, 1);
        known.opportunities.push(found);
        known.update_from(Prospect::keep(&report, &site, 2));
        assert_eq!(known.kind(), Some(OpportunityKind::BrokenLink));
    }

    #[test]
    fn values_are_snake_case_and_keys_camel_case() {
        let mut prospect = prospect("Post", 1);
        prospect.status = Status::NotNow;
        let json = serde_json::to_value(prospect).unwrap();
        assert_eq!(json["status"], "not_now");
        assert_eq!(json["followUp"], serde_json::Value::Null);
        assert_eq!(json["opportunities"][0]["kind"], "unlinked_mention");
        let entry = |what| serde_json::to_value(Entry { at: 5, what }).unwrap();
        let note = entry(Event::Note("Called".into()));
        assert_eq!(note, serde_json::json!({ "at": 5, "note": "Called" }));
        let status = entry(Event::Status(Status::NotNow));
        assert_eq!(status, serde_json::json!({ "at": 5, "status": "not_now" }));
    }
}

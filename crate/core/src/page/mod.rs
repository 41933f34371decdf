//! What the page says of itself: canonical address, title, description, headings, languages, author, dates,
//! previews, structured data, robots, snippets, disclosure, and which of these are blockers.

mod ai;
mod blocker;
mod byline;
mod canonical;
mod credit;
mod day;
mod declared;
mod directives;
mod disclosure;
mod disclosure_words;
mod elements;
mod expiry;
mod input;
mod json_ld;
mod link_header;
mod metadata;
mod name;
mod open_graph;
mod party;
mod property;
mod refresh;
mod robots;
mod snippets;
mod style;
mod title;
mod unshown;
mod word_count;

use serde::{Deserialize, Serialize};

use crate::reason::Reason;

pub use ai::Ai;
pub use blocker::{Blocker, BlockerKind};
pub use canonical::Canonical;
pub use day::Day;
pub use declared::{Declared, document_base};
pub use directives::{Directive, directives};
pub use disclosure::{Disclosure, DisclosureSource, FoundDisclosure, disclosures};
pub use disclosure_words::Nature;
pub use elements::{Alternate, Elements, Heading, MAX_ALTERNATES, MAX_HEADINGS};
pub use expiry::Expiry;
pub use input::{
    Address, Frame, HiddenBecause, Layout, LinkLayout, MAX_FRAMES, Markup, Page, hidden_because,
};
pub use metadata::MAX_TYPES;
pub use open_graph::OpenGraph;
pub use party::{Party, Point, Role};
pub use refresh::Refresh;
pub use robots::{Cause, Mechanism, Robots};
pub use snippets::Snippets;
pub use style::{Concealed, MAX_STYLE_BYTES, Styles};
pub use title::title_alone;
pub use unshown::{MAX_UNSHOWN, commented_links, noscript_links};
pub use word_count::count_words;

pub(crate) use name::is_name;

/// Facts about the page. `None` is unknown.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Facts {
    /// The page's address as it was given.
    pub url: String,
    /// The address the page names as its canonical.
    pub canonical: Option<String>,
    /// The text of its title element.
    pub title: Option<String>,
    /// What it says of itself for search results (`<meta name=description>`).
    #[serde(default)]
    pub description: Option<String>,
    /// What it calls its site, where it says so for previews (Open Graph, `og:site_name`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site_name: Option<String>,
    /// Its language tag, as the page writes it.
    pub language: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was published, as the page writes it.
    pub published: Option<String>,
    /// When it was last changed, as the page writes it.
    pub modified: Option<String>,
    /// What kind of page it is.
    pub kind: Option<PageKind>,
    /// Whether the response's headers are known: X-Robots-Tag can say what the page does not.
    pub headers_known: bool,
    /// What it asks of search engines.
    pub robots: Robots,
    /// Until when it asks to be in search results, as it writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unavailable_after: Option<String>,
    /// Where it sends its readers by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh: Option<Refresh>,
    /// The day on which it was inspected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub today: Option<Day>,
    /// What makes all of its links worthless, to be said before everything else.
    #[serde(default)]
    pub blockers: Vec<Blocker>,
    /// A label that says the page is paid for, a guest's or holds affiliate links.
    pub disclosure: Option<Disclosure>,
    /// How many links lead to other sites.
    pub outbound: usize,
    /// How many links lead to other pages of the same site.
    pub internal: usize,
    /// Counts of its links to other sites, its words and its images.
    #[serde(default)]
    pub counts: Counts,
    /// Its headings, in document order.
    #[serde(default)]
    pub headings: Vec<Heading>,
    /// Versions of it in other languages.
    #[serde(default)]
    pub hreflang: Vec<Alternate>,
    /// The types of what its structured data describes, each once: JSON-LD and microdata.
    #[serde(default)]
    pub structured_data: Vec<String>,
    /// What it says of itself for previews.
    #[serde(default)]
    pub open_graph: OpenGraph,
    /// What search results may show of its text.
    #[serde(default)]
    pub snippets: Snippets,
    /// What it asks of answers made of its text, and of those who train on it.
    #[serde(default)]
    pub ai: Ai,
    /// Its frames, and theirs.
    #[serde(default)]
    pub frames: Frames,
    /// Where commented-out links of the source lead: web addresses, each once.
    #[serde(default)]
    pub commented_links: Vec<String>,
    /// Where links in `<noscript>` lead, which no browser that runs scripts shows; as those.
    #[serde(default)]
    pub noscript_links: Vec<String>,
    /// What else is worth knowing.
    pub notes: Vec<Reason>,
}

/// What kind of page it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageKind {
    /// One text, read from top to bottom.
    Article,
    /// A list of articles, entries or links.
    Listing,
    /// A discussion.
    Forum,
    /// One product.
    Product,
    /// Documentation.
    Documentation,
    /// The site's first page.
    Home,
    /// None of these: only rules say so; a report says nothing instead.
    Other,
    /// A list of products.
    Collection,
    /// What a company or an authority offers.
    Service,
}

/// Counts of a page: of its links to other sites, its words and its images.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Counts {
    /// How many words its visible text has, menus included; `None` where its script has no spaces between
    /// them.
    pub words: Option<usize>,
    /// How many images it has.
    pub images: usize,
    /// How many of them have no alternative text, not even an empty one.
    pub images_without_alt: usize,
    /// How many other sites (registrable domains) it links to.
    pub domains: usize,
    /// How many of the links are in its main content.
    pub content: usize,
    /// To how many sites those lead.
    pub content_domains: usize,
    /// How many are affiliate links.
    pub affiliate: usize,
    /// How many of those are neither sponsored nor nofollow.
    pub affiliate_unmarked: usize,
}

/// How many frames a page has that hold a document. Frames of a live page without a link count as neither.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Frames {
    /// Those whose document was read.
    pub inspected: usize,
    /// Those that could not be read: of other sites, or only named by a source.
    pub not_inspected: usize,
}

/// What reading a page's text and links has found of the page as a whole.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Found {
    /// What kind of page it is.
    pub kind: Option<PageKind>,
    /// A label in its text; graver than what its structured data says, or as grave.
    pub disclosure: Option<Disclosure>,
    /// How many links lead to other sites.
    pub outbound: usize,
    /// How many links lead to other pages of the same site.
    pub internal: usize,
    /// What was counted.
    pub counts: Counts,
    /// Its frames.
    pub frames: Frames,
    /// Where commented-out links of the source lead.
    pub commented_links: Vec<String>,
    /// Where links in `<noscript>` lead.
    pub noscript_links: Vec<String>,
    /// What else is worth knowing.
    pub notes: Vec<Reason>,
}

impl Facts {
    /// The facts of a page: what it declares, and what was found in it.
    pub fn new(declared: Declared, found: Found) -> Self {
        let canonical = Canonical::of(&declared.url, declared.canonical.as_deref());
        Self {
            blockers: blocker::blockers(&declared, canonical),
            unavailable_after: declared.unavailable_after,
            refresh: declared.refresh,
            today: declared.today,
            url: declared.url,
            canonical: declared.canonical,
            title: declared.title,
            description: declared.description,
            site_name: declared.site_name,
            language: declared.language,
            author: declared.author,
            published: declared.published,
            modified: declared.modified,
            kind: match found.kind {
                // Too short to be known by its text.
                None if declared.signed_article => Some(PageKind::Article),
                kind => kind,
            },
            headers_known: declared.headers_known,
            robots: declared.robots,
            disclosure: found.disclosure.or(declared.sponsor),
            outbound: found.outbound,
            internal: found.internal,
            counts: found.counts,
            headings: declared.elements.headings,
            hreflang: declared.elements.alternates,
            structured_data: declared.structured_data,
            open_graph: declared.open_graph,
            snippets: declared.snippets,
            ai: declared.ai,
            frames: found.frames,
            commented_links: found.commented_links,
            noscript_links: found.noscript_links,
            notes: [declared.notes, found.notes].concat(),
        }
    }

    /// What is known of the day after which it asks not to be found.
    pub fn expiry(&self) -> Option<Expiry<'_>> {
        let written = self.unavailable_after.as_deref()?;
        Some(Expiry::of(written, self.today))
    }

    /// Whom the page names as its canonical.
    pub fn canonical_named(&self) -> Canonical<'_> {
        Canonical::of(&self.url, self.canonical.as_deref())
    }
}

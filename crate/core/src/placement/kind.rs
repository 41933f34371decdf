//! What kind of page it is, by rules: from what it declares, its address and what it holds. Other rules
//! ask this; what is reported is for [`super::page_kind`].

use super::body::Body;
use super::evidence::Evidence;
use super::hint::Hints;
use super::thread::Thread;
use crate::page::PageKind;
use crate::url::Url;

/// The kinds that labelled pages have, in the order of the model's classes. A site's first page is
/// known by its address alone.
pub(super) const LEARNED: [PageKind; 7] = [
    PageKind::Article,
    PageKind::Listing,
    PageKind::Collection,
    PageKind::Forum,
    PageKind::Product,
    PageKind::Documentation,
    PageKind::Service,
];

/// What types of JSON-LD and Open Graph say of the page, in order of trust.
const TYPES: &[(PageKind, &[&str])] = &[
    (PageKind::Forum, &["DiscussionForumPosting", "QAPage"]),
    (PageKind::Product, &["Product", "ProductGroup"]),
    (
        PageKind::Article,
        &[
            "Article",
            "NewsArticle",
            "BlogPosting",
            "Report",
            "ReportageNewsArticle",
            "Recipe",
            "OpinionNewsArticle",
            "AnalysisNewsArticle",
            "ScholarlyArticle",
            "ReviewNewsArticle",
        ],
    ),
    (PageKind::Documentation, &["TechArticle", "APIReference"]),
    (
        PageKind::Listing,
        &["CollectionPage", "SearchResultsPage", "ItemList", "Blog"],
    ),
];

/// Segments of addresses and first labels of hosts, by the kind of page they lead to.
const ADDRESSES: &[(PageKind, &[&str])] = &[
    (
        PageKind::Forum,
        &[
            "forum",
            "forums",
            "thread",
            "threads",
            "showthread",
            "viewtopic",
            "topic",
            "topics",
            "discussion",
            "discussions",
            "community",
            "questions",
            "board",
            "discuss",
            "t",
            "comments",
            "foren",
            "foro",
            "index.php?threads",
        ],
    ),
    (
        PageKind::Documentation,
        &[
            "docs",
            "doc",
            "documentation",
            "wiki",
            "reference",
            "manual",
            "api",
            "developer",
            "support",
            "help",
            "kb",
        ],
    ),
    (
        PageKind::Product,
        &["product", "products", "p", "item", "dp", "shop"],
    ),
    (
        PageKind::Listing,
        &[
            "category",
            "tag",
            "tags",
            "categories",
            "collections",
            "archive",
            "search",
            "topics",
            "author",
        ],
    ),
];

/// Least running text of a page that is read rather than looked through, in bytes.
const ARTICLE_BYTES: u32 = 900;

/// Decides the page's kind.
pub(super) fn of(evidence: &Evidence, body: &Body, thread: &Thread, page: &Url) -> PageKind {
    let declared = |kind| declares(evidence, kind);
    let addressed = |kind| is_address_of(page, kind);
    let users = evidence
        .facts
        .first()
        .map_or(0, |facts| facts.counts().users.get());
    if declared(PageKind::Forum) || (addressed(PageKind::Forum) && (thread.len() > 0 || users >= 2))
    {
        return PageKind::Forum;
    }
    if page.path().trim_matches('/').is_empty() && page.query().is_none() {
        return PageKind::Home;
    }
    if declared(PageKind::Article) || evidence.og_type == "article" && !declared(PageKind::Product)
    {
        return article(evidence, body, page);
    }
    if declared(PageKind::Product) || evidence.og_type == "product" {
        return PageKind::Product;
    }
    if declared(PageKind::Documentation) || addressed(PageKind::Documentation) {
        return PageKind::Documentation;
    }
    if evidence
        .facts
        .iter()
        .any(|facts| facts.hints.any(Hints::PRODUCT))
    {
        return PageKind::Product;
    }
    if thread.is_page() {
        return PageKind::Forum;
    }
    if is_list(evidence, body) || addressed(PageKind::Listing) || declared(PageKind::Listing) {
        return PageKind::Listing;
    }
    if body.mass >= ARTICLE_BYTES {
        PageKind::Article
    } else if addressed(PageKind::Product) {
        PageKind::Product
    } else {
        PageKind::Other
    }
}

/// Blogs declare articles on their lists too: an address of a list and cards decide there.
fn article(evidence: &Evidence, body: &Body, page: &Url) -> PageKind {
    if is_address_of(page, PageKind::Listing) && is_list(evidence, body) {
        PageKind::Listing
    } else if is_address_of(page, PageKind::Documentation) {
        PageKind::Documentation
    } else {
        PageKind::Article
    }
}

/// Whether its structured data says so.
pub(super) fn declares(evidence: &Evidence, kind: PageKind) -> bool {
    TYPES
        .iter()
        .filter(|(of, _)| *of == kind)
        .any(|(_, names)| {
            evidence
                .types
                .iter()
                .any(|found| names.contains(&found.as_str()))
        })
}

/// Whether its address says so.
pub(super) fn is_address_of(page: &Url, kind: PageKind) -> bool {
    let words = ADDRESSES
        .iter()
        .filter(|(of, _)| *of == kind)
        .flat_map(|(_, words)| words.iter());
    let host = page
        .host_str()
        .unwrap_or("")
        .split('.')
        .next()
        .unwrap_or("");
    words.into_iter().any(|word| {
        host.eq_ignore_ascii_case(word)
            || page.path_segments().into_iter().flatten().any(|segment| {
                let stem = segment.split('.').next().unwrap_or(segment);
                stem.eq_ignore_ascii_case(word)
            })
            || page
                .query()
                .is_some_and(|query| query.starts_with("threads/") && *word == "threads")
    })
}

/// Whether the body is a list of entries: mostly links, or many cards. Where the text of a list
/// stands below its cards, they are in the main area beside it.
fn is_list(evidence: &Evidence, body: &Body) -> bool {
    let area = body.main.unwrap_or(body.core);
    let cards = evidence.at(area).is_some_and(|area| {
        area.counts().internal >= 20
            && area.counts().images.get() >= 12
            && area.link_percent() >= 15
    });
    cards
        || evidence.at(body.core).is_some_and(|core| {
            (core.counts().links >= 8 && core.link_percent() >= 45)
                || core.counts().articles.get() >= 6
        })
}

//! Author, dates and whom the page names, its previews and the types of its structured data: JSON-LD first, then meta tags, then microdata and microformats,
//! then the byline.
//!
//! Sources: schema.org `Article` (Google Search Central, "Article structured data"), Open Graph
//! `article:*`, Dublin Core, the HTML standard's `meta name=author` and `rel=author`, hAtom.

use html5ever::local_name;

use super::byline::{self, Byline};
use super::credit::{self, Credits, Whose};
use super::json_ld;
use super::name::is_name;
use super::open_graph::{MAX_DESCRIPTION_CHARS, OpenGraph};
use super::party::Party;
use super::property::{short_line, value};
use crate::document::{Document, NodeId, Text, collapse};
use crate::length::{MAX_NAME_CHARS, cut, cut_owned};

/// Who wrote a page and when, as it says itself.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Metadata {
    pub(super) author: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) sponsor: Option<String>,
    pub(super) site_name: Option<String>,
    /// An `<article>` of the page names its author or its date beside its title.
    pub(super) signed_article: bool,
    pub(super) parties: Vec<Party>,
    pub(super) description: Option<String>,
    pub(super) open_graph: OpenGraph,
    /// The types of what its structured data describes, each once.
    pub(super) types: Vec<String>,
    /// There were more than are listed.
    pub(super) more_types: bool,
}

/// Most types of structured data listed: a page has up to ten.
pub const MAX_TYPES: usize = 50;

/// `<meta>` names and properties, in lower case, best first.
const AUTHOR: &[&str] = &[
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "publish_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "date",
    "citation_publication_date",
    "citation_date",
];
const SITE_NAME: &[&str] = &["og:site_name", "application-name"];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
];

/// A value and how good its source is; the least rank wins, then the first.
#[derive(Default)]
struct Best(Option<(usize, String)>);

impl Best {
    fn offer(&mut self, rank: usize, value: &str) {
        let value = collapse(value);
        let fits = !value.is_empty() && value.chars().count() <= MAX_NAME_CHARS;
        if fits && self.0.as_ref().is_none_or(|(known, _)| rank < *known) {
            self.0 = Some((rank, value));
        }
    }

    fn is_in_body(&self) -> bool {
        let rank = self.0.as_ref().map(|(rank, _)| *rank);
        rank.is_some_and(|rank| (IN_BODY..IN_BYLINE).contains(&rank))
    }

    fn value(self) -> Option<String> {
        self.0.map(|(_, value)| value)
    }
}

#[derive(Default)]
struct Reader {
    author: Best,
    published: Best,
    modified: Best,
    sponsor: Option<String>,
    site_name: Best,
    parties: Vec<Party>,
    description: Option<String>,
    open_graph: OpenGraph,
    types: Vec<String>,
    more_types: bool,
    /// By node: whether the item it is in is a comment or a review. Looking at every ancestor again for
    /// each property would cost depth times attributes.
    in_comment: Vec<bool>,
    credits: Credits,
}

// Ranks: JSON-LD before meta tags before markup in the body; what may be another's is below the byline.
const IN_META: usize = 10;
const IN_BODY: usize = 100;
const IN_BYLINE: usize = 200;

impl Metadata {
    pub(super) fn read(document: &Document<'_>, text: &Text) -> Self {
        let title = byline::title(document, text);
        let mut reader = Reader {
            credits: Credits::new(document, title),
            in_comment: vec![false; document.len()],
            ..Reader::default()
        };
        for id in document.subtree(NodeId::ROOT) {
            reader.note_item(document, id);
            match document.name(id) {
                Some(&local_name!("script")) => reader.script(document, id),
                Some(&local_name!("meta")) => reader.meta(document, id),
                Some(_) => reader.markup(document, text, id),
                None => {}
            }
        }
        let byline = Byline::read(document, text, title);
        let signed =
            byline.author.is_some() || byline.published.is_some() || reader.author.is_in_body();
        for (best, found) in [
            (&mut reader.author, &byline.author),
            (&mut reader.published, &byline.published),
            (&mut reader.modified, &byline.modified),
        ] {
            best.offer(IN_BYLINE, found.as_deref().unwrap_or(""));
        }
        Self {
            signed_article: byline.of_article && signed,
            author: reader.author.value(),
            published: reader.published.value(),
            modified: reader.modified.value(),
            sponsor: reader.sponsor,
            site_name: reader.site_name.value(),
            parties: reader.parties,
            description: reader.description,
            open_graph: reader.open_graph,
            types: reader.types,
            more_types: reader.more_types,
        }
    }
}

impl Reader {
    fn script(&mut self, document: &Document<'_>, id: NodeId) {
        let kind = document.attribute(id, &local_name!("type")).unwrap_or("");
        if !kind.trim().eq_ignore_ascii_case("application/ld+json") {
            return;
        }
        let source = document.children(id).find_map(|child| document.text(child));
        let Some(block) = source.and_then(json_ld::read) else {
            return;
        };
        self.parties.extend(block.parties);
        for kind in &block.types {
            self.add_type(kind);
        }
        let Some(article) = block.article else {
            return;
        };
        self.author.offer(0, &article.authors.join(", "));
        self.published.offer(0, &article.published);
        self.modified.offer(0, &article.modified);
        if self.sponsor.is_none() {
            self.sponsor = Some(article.sponsor).filter(|name| !name.is_empty());
        }
    }

    fn meta(&mut self, document: &Document<'_>, id: NodeId) {
        let Some(content) = document.attribute(id, &local_name!("content")) else {
            return;
        };
        for attribute in [local_name!("name"), local_name!("property")] {
            let Some(name) = document.attribute(id, &attribute) else {
                continue;
            };
            let name = name.trim().to_ascii_lowercase();
            self.parties.extend(Party::of_meta(&name, content));
            self.open_graph.offer(&name, content);
            if name == "description" && self.description.is_none() {
                let words = cut_owned(collapse(content), MAX_DESCRIPTION_CHARS);
                self.description = Some(words).filter(|words| !words.is_empty());
            }
            let rank = |list: &[&str]| list.iter().position(|known| *known == name);
            // `article:author` is often the address of a profile.
            if let Some(rank) = rank(AUTHOR).filter(|_| !content.contains("://")) {
                self.author.offer(IN_META + rank, content);
            }
            if let Some(rank) = rank(PUBLISHED) {
                self.published.offer(IN_META + rank, content);
            }
            if let Some(rank) = rank(MODIFIED) {
                self.modified.offer(IN_META + rank, content);
            }
            if let Some(rank) = rank(SITE_NAME) {
                self.site_name.offer(rank, content);
            }
        }
        self.markup_value(document, id, content, || None);
    }

    /// Microdata, microformats and `rel=author` on an element of the body.
    fn markup(&mut self, document: &Document<'_>, text: &Text, id: NodeId) {
        let value = || value(document, text, id);
        for (name, tokens) in document.attributes(id) {
            match *name {
                local_name!("itemprop") => {
                    let card = || credit::name_of_card(document, text, id);
                    self.markup_value(document, id, &value(), card);
                }
                local_name!("class") => {
                    for token in tokens.split_ascii_whitespace() {
                        match token {
                            "dt-published" | "published" => {
                                self.published.offer(IN_BODY + 1, &value());
                            }
                            "dt-updated" | "updated" => {
                                self.modified.offer(IN_BODY + 1, &value());
                            }
                            "p-author" => {
                                self.credit(document, id, IN_BODY + 1, || {
                                    let name = credit::name_of_card(document, text, id);
                                    name.unwrap_or_else(|| short_line(text, id))
                                });
                            }
                            _ => {}
                        }
                    }
                }
                local_name!("rel")
                    if tokens
                        .split_ascii_whitespace()
                        .any(|token| token == "author") =>
                {
                    let words = short_line(text, id);
                    if is_name(&words) {
                        self.credit(document, id, IN_BODY + 1, || words);
                    }
                }
                _ => {}
            }
        }
    }

    /// An author that markup in the body names, as far as it is the page's.
    fn credit(
        &mut self,
        document: &Document<'_>,
        id: NodeId,
        rank: usize,
        name: impl FnOnce() -> String,
    ) {
        match self.credits.whose(document, id) {
            Whose::Pages => self.author.offer(rank, &name()),
            Whose::Unclear => self.author.offer(IN_BYLINE + rank, &name()),
            Whose::Anothers => {}
        }
    }

    /// Notes what item is around the children of an element.
    fn note_item(&mut self, document: &Document<'_>, id: NodeId) {
        let own = document.attribute(id, &local_name!("itemtype"));
        let is_comment = match own {
            Some(item) => item.contains("Comment") || item.contains("Review"),
            None => document
                .parent(id)
                .is_some_and(|above| self.is_in_comment(above)),
        };
        if let Some(slot) = self.in_comment.get_mut(id.index()) {
            *slot = is_comment;
        }
        // An item that is a property is in another one.
        let is_property = || document.attribute(id, &local_name!("itemprop")).is_some();
        if let Some(types) = own.filter(|_| !is_property()) {
            for kind in types.split_ascii_whitespace() {
                self.add_type(kind);
            }
        }
    }

    /// Notes a type of structured data by its name: `https://schema.org/Article` is `Article`.
    fn add_type(&mut self, written: &str) {
        let name = written.trim_end_matches('/');
        let name = name.rsplit(['/', '#', ':']).next().unwrap_or(name).trim();
        let name = cut(name, MAX_NAME_CHARS);
        if name.is_empty() || self.types.iter().any(|known| *known == name) {
            return;
        }
        self.more_types |= self.types.len() == MAX_TYPES;
        if self.types.len() < MAX_TYPES {
            self.types.push(name.into_owned());
        }
    }

    fn is_in_comment(&self, id: NodeId) -> bool {
        self.in_comment.get(id.index()) == Some(&true)
    }

    /// A microdata property of the page's own item, not of a comment's or a review's. `card` is the name where
    /// the value is a person's card.
    fn markup_value(
        &mut self,
        document: &Document<'_>,
        id: NodeId,
        value: &str,
        card: impl Fn() -> Option<String>,
    ) {
        let Some(properties) = document.attribute(id, &local_name!("itemprop")) else {
            return;
        };
        if document
            .parent(id)
            .is_some_and(|above| self.is_in_comment(above))
        {
            return;
        }
        for property in properties.split_ascii_whitespace() {
            match property {
                "author" => {
                    self.credit(document, id, IN_BODY, || {
                        card().unwrap_or_else(|| value.to_owned())
                    });
                }
                "datePublished" => self.published.offer(IN_BODY, value),
                "dateModified" => self.modified.offer(IN_BODY, value),
                _ => {}
            }
        }
    }
}

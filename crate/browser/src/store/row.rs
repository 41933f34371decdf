//! What lists, filters and charts need of a prospect, as one line of text.

use linkglance_core::prospect::{Millis, OpportunityKind, Prospect, Status};
use linkglance_core::url::site_of;

/// Between fields. No field contains control characters; see [`clean`].
const FIELD: char = '\u{1f}';
/// Between tags.
const TAG: char = '\u{1e}';

/// A prospect, in short.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct ProspectRow {
    /// The prospect's.
    pub id: String,
    /// The page's address.
    pub url: String,
    /// The host of the page, as it is shown.
    pub host: String,
    /// The page's title; empty if unknown.
    pub title: String,
    /// The page's author; empty if unknown.
    pub author: String,
    /// The user's site it is a prospect of, by name.
    pub site: String,
    /// How far the work has come.
    pub status: Status,
    /// The best opportunity of the page; `None` if it has none.
    pub kind: Option<OpportunityKind>,
    /// The user's tags.
    pub tags: Vec<String>,
    /// The day to come back to it, as `YYYY-MM-DD`; empty if there is none.
    pub follow_up: String,
    /// When it was saved first.
    pub kept: Millis,
    /// When it was saved or changed last.
    pub updated: Millis,
    /// All words that a search looks through, in lower case.
    pub words: String,
}

impl ProspectRow {
    /// A prospect in short.
    pub fn of(prospect: &Prospect) -> Self {
        let page = &prospect.page;
        let text = |value: &Option<String>| clean(value.as_deref().unwrap_or_default());
        Self {
            // Saved to the letter: it is the key of everything else.
            id: prospect.id.clone(),
            url: clean(&page.url),
            host: host(&page.url),
            title: text(&page.title),
            author: text(&page.author),
            site: clean(&prospect.site),
            status: prospect.status,
            kind: prospect.kind(),
            tags: prospect.tags.iter().map(|tag| clean(tag)).collect(),
            follow_up: text(&prospect.follow_up),
            kept: prospect.kept,
            updated: prospect.updated,
            words: String::new(),
        }
        .searchable()
    }

    /// The line that is stored under the row's id.
    pub fn to_line(&self) -> String {
        let tags = self.tags.join(&TAG.to_string());
        let kind = self.kind.map_or("", kind_name);
        [
            self.url.as_str(),
            &self.title,
            &self.author,
            &self.site,
            status_name(self.status),
            kind,
            &tags,
            &self.follow_up,
            &self.kept.to_string(),
            &self.updated.to_string(),
        ]
        .join(&FIELD.to_string())
    }

    /// A stored line; `None` if it is none.
    pub fn from_line(id: String, line: &str) -> Option<Self> {
        let mut fields = line.split(FIELD);
        let mut next = || fields.next().map(str::to_owned);
        let (url, title, author, site) = (next()?, next()?, next()?, next()?);
        let (status, kind, tags, follow_up) = (next()?, next()?, next()?, next()?);
        let (kept, updated) = (next()?, next()?);
        let row = Self {
            id,
            host: host(&url),
            url,
            title,
            author,
            site,
            status: named(Status::ALL, status_name, &status)?,
            kind: named(OpportunityKind::ALL, kind_name, &kind),
            tags: tags
                .split(TAG)
                .filter(|tag| !tag.is_empty())
                .map(str::to_owned)
                .collect(),
            follow_up,
            kept: kept.parse().ok()?,
            updated: updated.parse().ok()?,
            words: String::new(),
        };
        Some(row.searchable())
    }

    fn searchable(mut self) -> Self {
        let words = [self.url.as_str(), &self.title, &self.author, &self.site];
        let words = format!("{} {}", words.join(" "), self.tags.join(" "));
        self.words = words.to_lowercase();
        self
    }
}

/// A status as it is stored.
pub const fn status_name(status: Status) -> &'static str {
    match status {
        Status::New => "new",
        Status::Contacted => "contacted",
        Status::Answered => "answered",
        Status::Won => "won",
        Status::Lost => "lost",
        Status::NotNow => "not_now",
    }
}

/// An opportunity type as it is stored.
pub const fn kind_name(kind: OpportunityKind) -> &'static str {
    match kind {
        OpportunityKind::BrokenAgreement => "broken_agreement",
        OpportunityKind::UnlinkedMention => "unlinked_mention",
        OpportunityKind::LinkedElsewhere => "linked_elsewhere",
        OpportunityKind::BrokenLink => "broken_link",
        OpportunityKind::ResourceListing => "resource_listing",
        OpportunityKind::CompetitorLink => "competitor_link",
    }
}

/// The one of `all` that has this name.
pub fn named<T: Copy, const N: usize>(
    all: [T; N],
    name: fn(T) -> &'static str,
    wanted: &str,
) -> Option<T> {
    all.into_iter().find(|&value| name(value) == wanted)
}

/// The host of an address, without `www.`; the whole of what is none.
pub fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// The same without a port.
pub fn host_name(url: &str) -> String {
    let host = host(url);
    match host.rsplit_once(':') {
        Some((name, _)) => name.to_owned(),
        None => host,
    }
}

/// The registrable domain of a page; its host where that has none.
pub fn page_domain(url: &str) -> String {
    site_of(&host_name(url)).to_owned()
}

/// Text on one line: control characters become spaces.
fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prospect(title: &str) -> Prospect {
        let mut prospect: Prospect = serde_json::from_str(
            r#"{"version":1,"id":"news.example/post Acme","site":"Acme","status":"not_now",
                "page":{"url":"https://www.news.example/post?x=1","author":"Ines"},
                "opportunities":[{"kind":"linked_elsewhere","sentences":[],"anchor":null,"target":null,"instead":null,"because":[]}],
                "tags":["green tea","日本"],"followUp":"2026-04-01","kept":12,"updated":34}"#,
        )
        .unwrap();
        prospect.page.title = Some(title.into());
        prospect
    }

    #[test]
    fn a_row_comes_back_from_its_line() {
        for title in [
            "Ten teas",
            "",
            "Tabs\tand\nlines\u{1f}\u{1e}\u{0}",
            "お茶 مرحبا",
        ] {
            let row = ProspectRow::of(&prospect(title));
            assert_eq!(
                ProspectRow::from_line(row.id.clone(), &row.to_line()),
                Some(row)
            );
        }
    }

    #[test]
    fn a_row_says_what_the_prospect_says() {
        let row = ProspectRow::of(&prospect("Ten Teas"));
        assert_eq!(row.host, "news.example");
        assert_eq!(row.status, Status::NotNow);
        assert_eq!(row.kind, Some(OpportunityKind::LinkedElsewhere));
        assert_eq!(row.tags, ["green tea", "日本"]);
        assert!(row.words.contains("ten teas") && row.words.contains("ines"));
    }

    #[test]
    fn names_are_those_of_the_stored_form() {
        for status in Status::ALL {
            assert_eq!(serde_json::to_value(status).unwrap(), status_name(status));
        }
        for kind in OpportunityKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind_name(kind));
        }
    }

    #[test]
    fn what_is_no_line_is_none() {
        assert_eq!(ProspectRow::from_line("a".into(), ""), None);
        assert_eq!(ProspectRow::from_line("a".into(), "u\u{1f}t"), None);
    }
}

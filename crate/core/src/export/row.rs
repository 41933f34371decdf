//! A report as rows for a scan of many pages: one for each backlink and each mention or, if asked for,
//! each outbound link. A row can be read alone: the page's facts are in each.

use serde::Serialize;

use super::csv::push_row;
use crate::backlink::BacklinkKind;
use crate::link::{AnchorKind, Context};
use crate::page::{Blocker, Cause, Robots};
use crate::reason::Reason;
use crate::region::Region;
use crate::report::{Link, LinkState, Mention, Report};
use crate::site::TargetPage;
use crate::url::{Url, site_of};

/// What a row is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A link to a site of the user's.
    Backlink,
    /// A place that names a site of the user's.
    Mention,
    /// A link to another site.
    OutboundLink,
    /// A page that is not all there, and in what is there nothing was found: it is not known to have
    /// nothing.
    Unknown,
}

impl RowKind {
    /// Its name in rows.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Backlink => "backlink",
            Self::Mention => "mention",
            Self::OutboundLink => "outbound_link",
            Self::Unknown => "unknown",
        }
    }
}

/// Where a page comes from.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Origin {
    /// The crawl or collection it was found in (`CC-MAIN-2026-30`); the file's name where none is known.
    pub source: String,
    /// The file, as it was named.
    pub file: String,
    /// Where in the file its record begins, in bytes.
    pub offset: u64,
    /// When it was fetched, as the archive writes it.
    pub fetched: Option<String>,
}

/// One row. Fields that do not fit its kind are unknown or empty.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// What the row is about.
    pub row: RowKind,
    /// The name of the site's profile; `None` for an outbound link to no site of the user's.
    pub site: Option<String>,
    /// The page's address.
    pub page: String,
    /// The page's host.
    pub host: Option<String>,
    /// The registrable domain of that host, or the host where there is none.
    pub domain: Option<String>,
    /// When the page was fetched, as the archive writes it (ISO 8601 in WARC).
    pub fetched: Option<String>,
    /// Where the link leads; of a mention, the link that it is in.
    pub url: Option<String>,
    /// The real target, where that address is a redirector's that carries it.
    pub wraps: Option<String>,
    /// The words of a mention, as the page writes them.
    pub text: Option<String>,
    /// The anchor text.
    pub anchor: Option<String>,
    /// What kind of words it is.
    pub anchor_kind: Option<AnchorKind>,
    /// The tokens of its rel attribute.
    pub rel: Vec<String>,
    /// Whether the link is followed; `None` is unknown.
    pub followed: Option<bool>,
    /// What decided that.
    pub followed_because: Vec<Cause>,
    /// Where on the page it is.
    pub region: Option<Region>,
    /// How sure the region of a link is, or that a mention means the site, from 0 to 1.
    pub confidence: Option<f64>,
    /// The backlink's kind.
    pub kind: Option<BacklinkKind>,
    /// Which page of the site it leads to.
    pub target: Option<TargetPage>,
    /// Whether a mention is linked: to the site, elsewhere, or not.
    pub linked: Option<LinkState>,
    /// A mention that possibly means another name.
    pub possible: Option<bool>,
    /// Whether it is hidden; `None` is unknown.
    pub hidden: Option<bool>,
    /// The sentence before it.
    pub before: String,
    /// The sentence after it.
    pub after: String,
    /// What speaks for its region or, of a mention, for and against its meaning the site.
    pub because: Vec<Reason>,
    /// The page's title.
    pub title: Option<String>,
    /// The page's language, as it writes it.
    pub language: Option<String>,
    /// Whether the response's headers are known.
    pub headers_known: bool,
    /// What the page asks of search engines; `None` where it was not read.
    pub robots: Option<Robots>,
    /// What makes all of the page's links worthless.
    pub blockers: Vec<Blocker>,
    /// What kept the page from being read whole.
    pub limits: Vec<Reason>,
    /// The crawl or collection it was found in; the file's name where none is known.
    pub source: String,
    /// The file it was found in.
    pub file: String,
    /// Where in the file its record begins, in bytes.
    pub offset: u64,
}

/// The rows of a report, in document order: backlinks, then mentions; with `all_links` then the other
/// outbound links.
pub fn rows(report: &Report, origin: &Origin, all_links: bool) -> Vec<Row> {
    let page = Row::of_page(report, origin);
    let mut rows = Vec::new();
    let mut own = vec![false; report.links.len()];
    for backlink in &report.backlinks {
        if let Some(link) = report.link(backlink.link) {
            if let Some(own) = own.get_mut(backlink.link) {
                *own = true;
            }
            rows.push(Row {
                row: RowKind::Backlink,
                site: Some(backlink.site.clone()),
                kind: Some(backlink.kind),
                target: Some(backlink.target),
                ..page.clone().with_link(link)
            });
        }
    }
    for mention in &report.mentions {
        rows.push(page.clone().with_mention(report, mention));
    }
    if all_links {
        let links = report.outbound();
        let others = links.filter(|link| own.get(link.index) == Some(&false));
        rows.extend(others.map(|link| page.clone().with_link(link)));
    }
    rows
}

impl Row {
    /// A page of which not all is there, and in which nothing was found.
    pub fn unknown(page: &str, origin: &Origin, because: Reason) -> Self {
        Self {
            row: RowKind::Unknown,
            limits: vec![because],
            ..Self::at(page, origin)
        }
    }

    /// A row of a page at this address, of which nothing else is known.
    fn at(page: &str, origin: &Origin) -> Self {
        let url = Url::parse(page).ok();
        let host = url.as_ref().and_then(Url::host_str);
        Self {
            row: RowKind::OutboundLink,
            site: None,
            host: host.map(str::to_owned),
            domain: host.map(|host| site_of(host).to_owned()),
            page: page.to_owned(),
            fetched: origin.fetched.clone(),
            url: None,
            wraps: None,
            text: None,
            anchor: None,
            anchor_kind: None,
            rel: Vec::new(),
            followed: None,
            followed_because: Vec::new(),
            region: None,
            confidence: None,
            kind: None,
            target: None,
            linked: None,
            possible: None,
            hidden: None,
            before: String::new(),
            after: String::new(),
            because: Vec::new(),
            title: None,
            language: None,
            headers_known: false,
            robots: None,
            blockers: Vec::new(),
            limits: Vec::new(),
            source: origin.source.clone(),
            file: origin.file.clone(),
            offset: origin.offset,
        }
    }

    fn of_page(report: &Report, origin: &Origin) -> Self {
        Self {
            title: report.page.title.clone(),
            language: report.page.language.clone(),
            headers_known: report.page.headers_known,
            robots: Some(report.page.robots.clone()),
            blockers: report.page.blockers.clone(),
            limits: report.limits.clone(),
            ..Self::at(&report.page.url, origin)
        }
    }

    fn with_link(self, link: &Link) -> Self {
        let Context { before, after } = link.context.clone();
        Self {
            url: Some(link.url.clone().unwrap_or_else(|| link.href.clone())),
            wraps: link.wraps.clone(),
            anchor: Some(link.anchor.text.clone()),
            anchor_kind: Some(link.anchor.kind),
            rel: link.rel.clone(),
            followed: link.follow.followed,
            followed_because: link.follow.because.clone(),
            region: Some(link.placement.region),
            confidence: Some(link.placement.confidence),
            because: link.placement.because.clone(),
            hidden: link.hidden,
            before,
            after,
            ..self
        }
    }

    fn with_mention(self, report: &Report, mention: &Mention) -> Self {
        let link = mention.link_index.and_then(|index| report.link(index));
        let Context { before, after } = mention.context.clone();
        Self {
            row: RowKind::Mention,
            site: Some(mention.site.clone()),
            url: link.and_then(|link| link.url.clone()),
            wraps: link.and_then(|link| link.wraps.clone()),
            text: Some(mention.text.clone()),
            region: Some(mention.region),
            confidence: Some(mention.confidence),
            linked: Some(mention.link),
            possible: Some(mention.possible),
            hidden: Some(mention.hidden),
            because: mention.because.clone(),
            before,
            after,
            ..self
        }
    }

    /// The row's cells as texts, in the order of [`COLUMNS`]: names as the JSON has them, lists on one
    /// line, unknown as nothing.
    pub fn cells(&self) -> [String; COLUMNS.len()] {
        let known = |text: &Option<String>| text.clone().unwrap_or_default();
        let robots = self.robots.as_ref();
        [
            self.row.name().to_owned(),
            known(&self.site),
            self.page.clone(),
            known(&self.host),
            known(&self.domain),
            known(&self.fetched),
            known(&self.url),
            known(&self.wraps),
            known(&self.text),
            known(&self.anchor),
            name(self.anchor_kind.as_ref()),
            self.rel.join(" "),
            flag(self.followed),
            Cause::values(&self.followed_because),
            self.region.map_or("", Region::name).to_owned(),
            self.confidence
                .map_or_else(String::new, |sure| format!("{sure:.2}")),
            self.kind.map_or("", BacklinkKind::name).to_owned(),
            name(self.target.as_ref()),
            name(self.linked.as_ref()),
            flag(self.possible),
            flag(self.hidden),
            self.before.clone(),
            self.after.clone(),
            sentences(self.because.iter()),
            known(&self.title),
            known(&self.language),
            flag(Some(self.headers_known)),
            flag(robots.map(|robots| robots.index)),
            flag(robots.map(|robots| robots.follow)),
            robots.map_or_else(String::new, |robots| Cause::values(&robots.because)),
            sentences(self.blockers.iter().map(|blocker| &blocker.reason)),
            sentences(self.limits.iter()),
            self.source.clone(),
            self.file.clone(),
            self.offset.to_string(),
        ]
    }

    /// The row as a line of CSV, guarded against formulas.
    pub fn push_csv(&self, out: &mut String) {
        push_row(out, &self.cells());
    }
}

/// What the cells of a column hold, where a table has types.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ColumnType {
    /// Text.
    Text,
    /// `true` or `false`.
    Flag,
    /// A number with a fraction.
    Fraction,
    /// A whole number.
    Whole,
}

/// A column of rows. In a table with types an empty cell is null, which means unknown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: ColumnType,
}

const fn column(name: &'static str, kind: ColumnType) -> Column {
    Column { name, kind }
}

/// The columns of a row's cells.
pub const COLUMNS: [Column; 35] = [
    column("row", ColumnType::Text),
    column("site", ColumnType::Text),
    column("page", ColumnType::Text),
    column("host", ColumnType::Text),
    column("domain", ColumnType::Text),
    column("fetched", ColumnType::Text),
    column("url", ColumnType::Text),
    column("wraps", ColumnType::Text),
    column("text", ColumnType::Text),
    column("anchor", ColumnType::Text),
    column("anchorKind", ColumnType::Text),
    column("rel", ColumnType::Text),
    column("followed", ColumnType::Flag),
    column("followedBecause", ColumnType::Text),
    column("region", ColumnType::Text),
    column("confidence", ColumnType::Fraction),
    column("kind", ColumnType::Text),
    column("target", ColumnType::Text),
    column("linked", ColumnType::Text),
    column("possible", ColumnType::Flag),
    column("hidden", ColumnType::Flag),
    column("before", ColumnType::Text),
    column("after", ColumnType::Text),
    column("because", ColumnType::Text),
    column("title", ColumnType::Text),
    column("language", ColumnType::Text),
    column("headersKnown", ColumnType::Flag),
    column("robotsIndex", ColumnType::Flag),
    column("robotsFollow", ColumnType::Flag),
    column("robotsBecause", ColumnType::Text),
    column("blockers", ColumnType::Text),
    column("limits", ColumnType::Text),
    column("source", ColumnType::Text),
    column("file", ColumnType::Text),
    column("offset", ColumnType::Whole),
];

/// The byte order mark and the names of the columns, as the first line of CSV.
pub fn row_heading() -> String {
    let mut out = String::from('\u{feff}');
    push_row(&mut out, &COLUMNS.map(|column| column.name.to_owned()));
    out
}

fn flag(value: Option<bool>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// A value's name as the JSON writes it.
fn name<T: Serialize>(value: Option<&T>) -> String {
    let json = serde_json::to_value(value).unwrap_or_default();
    json.as_str().unwrap_or("").to_owned()
}

fn sentences<'a>(reasons: impl Iterator<Item = &'a Reason>) -> String {
    let all: Vec<String> = reasons.map(ToString::to_string).collect();
    all.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Page, Site, inspect};

    fn report() -> Report {
        let page = Page {
            url: "https://news.example.co.uk/post".into(),
            html: "<title>=Tea</title><article><p>We like <a rel=nofollow href='https://acme.com/'>the \
                tea</a> of <b>Acme</b>, and <a href='https://other.example/'>that of others</a>.</p>\
                </article>"
                .into(),
            headers: Some(vec![("X-Robots-Tag".into(), "noindex".into())]),
            ..Page::default()
        };
        inspect(&page, &[Site::from_domain("acme.com").unwrap()]).unwrap()
    }

    fn origin() -> Origin {
        Origin {
            source: "CC-MAIN-2026-30".into(),
            file: "a.warc.gz".into(),
            offset: 42,
            fetched: Some("2026-11-30T00:00:00Z".into()),
        }
    }

    #[test]
    fn a_row_says_all_of_its_link_and_its_page() {
        let rows = rows(&report(), &origin(), true);
        let kinds: Vec<RowKind> = rows.iter().map(|row| row.row).collect();
        let all = [RowKind::Backlink, RowKind::Mention, RowKind::OutboundLink];
        assert_eq!(kinds, all);
        let json = serde_json::to_value(&rows[0]).unwrap();
        for (field, value) in [
            ("row", serde_json::json!("backlink")),
            ("site", serde_json::json!("Acme")),
            ("domain", serde_json::json!("example.co.uk")),
            ("url", serde_json::json!("https://acme.com/")),
            ("rel", serde_json::json!(["nofollow"])),
            ("followed", serde_json::json!(false)),
            ("anchor", serde_json::json!("the tea")),
            ("headersKnown", serde_json::json!(true)),
            ("fetched", serde_json::json!("2026-11-30T00:00:00Z")),
            ("source", serde_json::json!("CC-MAIN-2026-30")),
            ("offset", serde_json::json!(42)),
        ] {
            assert_eq!(json[field], value, "{field}");
        }
        assert_eq!(json["robots"]["index"], false);
        assert_eq!(rows[1].text.as_deref(), Some("Acme"));
        assert_eq!(rows[1].linked, Some(LinkState::None));
    }

    #[test]
    fn without_all_links_only_what_concerns_a_site_is_a_row() {
        assert_eq!(rows(&report(), &origin(), false).len(), 2);
    }

    #[test]
    fn cells_are_guarded_and_in_the_order_of_their_names() {
        let mut csv = row_heading();
        for row in rows(&report(), &origin(), false) {
            row.push_csv(&mut csv);
        }
        let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
        let heads = reader.headers().unwrap().clone();
        let first = reader.records().next().unwrap().unwrap();
        let cell = |name: &str| {
            let at = heads.iter().position(|head| head == name).unwrap();
            first.get(at).unwrap().to_owned()
        };
        assert_eq!(cell("title"), "'=Tea");
        assert_eq!(cell("followedBecause"), "nofollow");
        assert_eq!(cell("robotsIndex"), "false");
        assert_eq!(cell("source"), "CC-MAIN-2026-30");
        assert_eq!(cell("offset"), "42");
    }
}

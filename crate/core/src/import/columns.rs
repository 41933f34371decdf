//! Which column of a list holds what, by the names tools give their columns, checked by what is in them.
//!
//! Names are those of the tools' own exports: Google Search Console (Links: latest links, more
//! sample links, top linking sites), Ahrefs (backlinks and referring domains, today's and the former
//! exports), Semrush (Backlink Analytics: backlinks, referring domains), Moz (inbound links, with the
//! lines it writes above its header; linking domains), Majestic (backlinks as a file and as its API
//! names them, referring domains). Visits: Google Analytics 4 (its dimensions in English, German,
//! French, Spanish, Portuguese and Japanese), Matomo (its report and its API). Ranks: Majestic Million,
//! Common Crawl's domain ranks; Tranco and Cisco Umbrella have no header. Search Console translates its
//! headers, too. Of those its "Last crawled" is known in four more languages, from exports that users have
//! published of its other reports (German: the list of columns of an export of tcm.ch, 2026-09-21; Spanish,
//! French, Japanese: the headers `URL,Último rastreo`, `URL,Dernière exploration`, `URL,前回のクロール` in
//! programs that read them); the page is recognised by what is in its column.

use serde::{Deserialize, Serialize};

use super::figures::Figure;
use super::scan::{self, Part};
use super::table::TableRow;
use super::value::{self, is_address};
use crate::url::site_of;

/// Who made a list.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tool {
    /// Google Search Console.
    SearchConsole,
    /// Ahrefs.
    Ahrefs,
    /// Semrush.
    Semrush,
    /// Moz.
    Moz,
    /// Majestic.
    Majestic,
    /// Google Analytics 4.
    GoogleAnalytics,
    /// Matomo.
    Matomo,
    /// The Tranco list.
    Tranco,
    /// The Majestic Million.
    MajesticMillion,
    /// Cisco Umbrella's popularity list.
    Umbrella,
    /// Common Crawl's domain ranks.
    CommonCrawl,
    /// `linkglance scan`.
    Scan,
    /// No known tool: a list of addresses, or a table made by hand.
    Other,
}

impl Tool {
    /// The tool's own name; `None` if it is no known one.
    pub const fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::SearchConsole => "Google Search Console",
            Self::Ahrefs => "Ahrefs",
            Self::Semrush => "Semrush",
            Self::Moz => "Moz",
            Self::Majestic => "Majestic",
            Self::GoogleAnalytics => "Google Analytics",
            Self::Matomo => "Matomo",
            Self::Tranco => "Tranco",
            Self::MajesticMillion => "Majestic Million",
            Self::Umbrella => "Cisco Umbrella",
            Self::CommonCrawl => "Common Crawl",
            Self::Scan => "Linkglance scan",
            Self::Other => return None,
        })
    }
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// The address of the page that links, or is to be looked at.
    Page,
    /// Only its site.
    Site,
    /// Only its site, the parts of the host in reverse order ("com.example").
    ReversedSite,
    /// The site visits came from, and how ("blog.example / referral").
    SourceAndMedium,
    /// How visits came: only "referral" is by a link.
    Medium,
    /// Where it links to.
    Target,
    /// Its title.
    Title,
    /// The text of the link.
    Anchor,
    /// The words before the link.
    Before,
    /// The words after it.
    After,
    /// Whether the link is nofollow.
    Nofollow,
    /// Whether it is marked as sponsored.
    Sponsored,
    /// Whether it is marked as written by a visitor.
    Ugc,
    /// The page's language.
    Language,
    /// Who wrote the page.
    Author,
    /// When the link was first seen.
    FirstSeen,
    /// When it was last seen.
    LastSeen,
    /// When it was lost.
    Lost,
    /// Why it was lost, or only that it was.
    LostBecause,
    /// The HTTP status of the page.
    Status,
    /// The rank of the domain among all.
    Rank,
    /// A figure of the tool's.
    Figure(Figure),
    /// What only a scan says.
    Scan(Part),
}

impl Column {
    /// Whether it holds such a value.
    pub fn understands(self, value: &str) -> bool {
        match self {
            Self::Page | Self::Site | Self::Target => is_address(value),
            Self::Nofollow | Self::Sponsored | Self::Ugc => value::yes_or_no(value).is_some(),
            Self::FirstSeen | Self::LastSeen | Self::Lost => value::day(value).is_some(),
            Self::Status => value::status(value).is_some(),
            Self::Rank | Self::Figure(_) => value::number(value).is_some(),
            Self::Scan(part) => part.understands(value),
            Self::ReversedSite
            | Self::SourceAndMedium
            | Self::Medium
            | Self::Title
            | Self::Anchor
            | Self::Before
            | Self::After
            | Self::Language
            | Self::Author
            | Self::LostBecause => true,
        }
    }

    /// Whether it says which page or domain a row is about. Of such a column a few values may be
    /// others: Google Analytics also has "(direct)".
    const fn names_page(self) -> bool {
        matches!(
            self,
            Self::Page | Self::Site | Self::ReversedSite | Self::SourceAndMedium
        )
    }
}

/// Names of columns, in lower case, the surest first.
const NAMES: &[(Column, &[&str])] = &[
    (
        Column::Page,
        &[
            "linking page",
            "referring page url",
            "source url",
            "sourceurl",
            "source_url",
            "url from",
            "referring page",
            "backlink",
            "backlink url",
            "page url",
            "url",
            "links",
            "link",
            "page",
            "address",
        ],
    ),
    (
        Column::Site,
        &[
            "site",
            "domain",
            "referring domain",
            "root domain",
            "linking domain",
            "linking site",
            "session source",
            "sitzung – quelle",
            "source de la session",
            "fuente de la sesión",
            "origem da sessão",
            "セッションの参照元",
            "referrer website",
            "label",
        ],
    ),
    (
        Column::Target,
        &[
            "target url",
            "targeturl",
            "target_url",
            "link url",
            "target page",
            "target",
            "url to",
        ],
    ),
    (
        Column::Title,
        &[
            "referring page title",
            "source title",
            "page title",
            "title",
        ],
    ),
    (
        Column::Anchor,
        &[
            "anchor",
            "anchor text",
            "anchortext",
            "link anchor",
            "anchor_text",
            "link text",
        ],
    ),
    (Column::Before, &["left context", "textpre"]),
    (Column::After, &["right context", "textpost"]),
    (Column::Nofollow, &["nofollow", "flagnofollow"]),
    (Column::Sponsored, &["sponsored"]),
    (Column::Ugc, &["ugc"]),
    (Column::Language, &["language"]),
    (Column::Author, &["author"]),
    (
        Column::FirstSeen,
        &[
            "first seen",
            "first discovered",
            "source first found date",
            "firstindexeddate",
            "first_seen",
            "firstcrawled",
            "date found",
        ],
    ),
    (
        Column::LastSeen,
        &[
            "last crawled",
            "zuletzt gecrawlt",
            "último rastreo",
            "dernière exploration",
            "前回のクロール",
            "last seen",
            "last check",
            "source crawl date",
            "lastseendate",
            "last_seen",
        ],
    ),
    (Column::ReversedSite, &["host_rev"]),
    (
        Column::SourceAndMedium,
        &[
            "session source/medium",
            "source/medium",
            "sitzung – quelle/medium",
            "source/support de la session",
            "fuente/medio de la sesión",
            "origem/mídia da sessão",
            "セッションの参照元/メディア",
        ],
    ),
    (
        Column::Medium,
        &[
            "session medium",
            "medium",
            "sitzung – medium",
            "support de la session",
            "medio de la sesión",
            "mídia da sessão",
            "セッションのメディア",
        ],
    ),
    (Column::Lost, &["lost", "day lost", "lost date", "datelost"]),
    (
        Column::LostBecause,
        &["lost status", "drop reason", "reasonlost", "lost link"],
    ),
    (
        Column::Status,
        &[
            "referring page http code",
            "http status",
            "http status code",
            "status code",
        ],
    ),
    (Column::Rank, &["globalrank", "harmonicc_pos", "rank"]),
    (
        Column::Figure(Figure::DomainRating),
        &["domain rating", "dr"],
    ),
    (Column::Figure(Figure::UrlRating), &["url rating", "ur"]),
    (Column::Figure(Figure::DomainTraffic), &["domain traffic"]),
    (Column::Figure(Figure::PageTraffic), &["page traffic"]),
    (
        Column::Figure(Figure::DomainAuthority),
        &["domain authority", "da"],
    ),
    (
        Column::Figure(Figure::PageAuthority),
        &["page authority", "pa"],
    ),
    (Column::Figure(Figure::SpamScore), &["spam score"]),
    (
        Column::Figure(Figure::DomainScore),
        &["domain ascore", "authority score"],
    ),
    (Column::Figure(Figure::PageScore), &["page ascore"]),
    (
        Column::Figure(Figure::TrustFlow),
        &["sourcetrustflow", "trustflow", "trust flow"],
    ),
    (
        Column::Figure(Figure::CitationFlow),
        &["sourcecitationflow", "citationflow", "citation flow"],
    ),
    (
        Column::Figure(Figure::Visits),
        &[
            "sessions",
            "visits",
            "nb_visits",
            "sitzungen",
            "sesiones",
            "sessões",
            "セッション",
        ],
    ),
];

/// Names that mean the domain's figure in a list of domains, and nothing that is kept beside a page.
const OF_DOMAINS: &[(Column, &[&str])] = &[
    (Column::Figure(Figure::DomainTraffic), &["traffic"]),
    (
        Column::Figure(Figure::ReferringDomains),
        &["dofollow ref. domains", "linking domains", "refdomains"],
    ),
];

/// Names that mean the page's figure in a list of pages.
const OF_PAGES: &[(Column, &[&str])] = &[(Column::Figure(Figure::PageTraffic), &["traffic"])];

/// Names of the columns of a scan, in lower case.
const OF_SCANS: &[(Column, &[&str])] = &[
    (Column::Page, &["page"]),
    (Column::Target, &["url"]),
    (Column::Title, &["title"]),
    (Column::Anchor, &["anchor"]),
    (Column::Before, &["before"]),
    (Column::After, &["after"]),
    (Column::Language, &["language"]),
    (Column::LastSeen, &["fetched"]),
    (Column::Scan(Part::Row), &["row"]),
    (Column::Scan(Part::Site), &["site"]),
    (Column::Scan(Part::Source), &["source"]),
    (Column::Scan(Part::Wraps), &["wraps"]),
    (Column::Scan(Part::Followed), &["followed"]),
    (Column::Scan(Part::Rel), &["rel"]),
    (Column::Scan(Part::Region), &["region"]),
    (Column::Scan(Part::Kind), &["kind"]),
    (Column::Scan(Part::Words), &["text"]),
    (Column::Scan(Part::Linked), &["linked"]),
    (Column::Scan(Part::Possible), &["possible"]),
    (Column::Scan(Part::Hidden), &["hidden"]),
];

/// Names only one tool gives its columns.
const MARKS: &[(Tool, &[&str])] = &[
    (
        Tool::SearchConsole,
        &[
            "linking page",
            "last crawled",
            "linking pages",
            "first discovered",
            "incoming links",
            "zuletzt gecrawlt",
            "último rastreo",
            "dernière exploration",
            "前回のクロール",
        ],
    ),
    (
        Tool::Ahrefs,
        &[
            "referring page url",
            "domain rating",
            "dofollow ref. domains",
            "links to target",
        ],
    ),
    (
        Tool::Semrush,
        &["page ascore", "domain ascore", "source url"],
    ),
    (
        Tool::Majestic,
        &[
            "flagnofollow",
            "sourcetrustflow",
            "source crawl date",
            "trustflow",
            "citationflow",
        ],
    ),
    (
        Tool::Moz,
        &[
            "page authority",
            "domain authority",
            "spam score",
            "number of domains linking to this page",
        ],
    ),
    (
        Tool::GoogleAnalytics,
        &[
            "session source/medium",
            "sitzung – quelle/medium",
            "source/support de la session",
            "fuente/medio de la sesión",
            "origem/mídia da sessão",
            "セッションの参照元/メディア",
            "session source",
            "sitzung – quelle",
            "source de la session",
            "fuente de la sesión",
            "origem da sessão",
            "セッションの参照元",
        ],
    ),
    (Tool::Matomo, &["nb_visits", "label"]),
    (Tool::MajesticMillion, &["globalrank", "refsubnets"]),
    (Tool::CommonCrawl, &["harmonicc_pos", "host_rev"]),
];

/// How many rows a header may be below the top: tools write who made the list above it, and Google
/// Analytics the visits by day of the month, too.
const HEADER_WITHIN: usize = 60;

/// The columns of a list as they were recognised.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Columns {
    /// Who made the list.
    pub tool: Tool,
    /// The names the list gives its columns; empty if it names none.
    pub header: Vec<String>,
    /// What each column holds; `None` for what is not imported.
    pub holds: Vec<Option<Column>>,
}

impl Columns {
    /// Reads a list's first rows. Gives the columns and how many rows to leave out before the
    /// first of the list's own.
    pub(super) fn of(rows: &[&TableRow]) -> (Self, usize) {
        let headers = rows.iter().take(HEADER_WITHIN).enumerate();
        let best = headers
            .map(|(at, row)| (named(&row.fields), at, row))
            .filter(|(holds, _, row)| count(holds) > 0 && !row.fields.iter().any(|f| is_address(f)))
            .max_by_key(|(holds, at, _)| (count(holds), std::cmp::Reverse(*at)));
        match best {
            Some((holds, at, row)) => {
                let own = rows.get(at + 1..).unwrap_or_default();
                let columns = Self {
                    tool: tool(&row.fields),
                    header: row.fields.clone(),
                    holds: with_page(checked(holds, own), own),
                };
                (columns, at + 1)
            }
            None => (ranked(rows).unwrap_or_else(|| Self::by_content(rows)), 0),
        }
    }

    /// A list without a known header: the first column of which half or more are addresses names
    /// the pages.
    fn by_content(rows: &[&TableRow]) -> Self {
        let width = rows.iter().map(|row| row.fields.len()).max().unwrap_or(0);
        Self {
            tool: Tool::Other,
            header: Vec::new(),
            holds: with_page(vec![None; width], rows),
        }
    }

    /// Which column holds something.
    pub fn index(&self, column: Column) -> Option<usize> {
        self.holds.iter().position(|held| *held == Some(column))
    }

    /// The figures it has.
    pub fn figures(&self) -> impl Iterator<Item = Figure> + '_ {
        self.holds.iter().filter_map(|held| match held {
            Some(Column::Figure(figure)) => Some(*figure),
            _ => None,
        })
    }

    /// Whether the list names pages or sites at all; a list of the user's own pages does not.
    pub fn names_pages(&self) -> bool {
        self.holds.iter().flatten().any(|held| held.names_page())
    }
}

/// Where no column names the pages: the first of those that hold nothing known of which half or more are
/// addresses does.
fn with_page(mut holds: Vec<Option<Column>>, rows: &[&TableRow]) -> Vec<Option<Column>> {
    if holds.iter().flatten().any(|held| held.names_page()) {
        return holds;
    }
    let is_page = |column: usize| {
        let fields = rows.iter().filter_map(|row| row.fields.get(column));
        let addresses = fields.filter(|field| is_address(field)).count();
        addresses > 0 && addresses * 2 >= rows.len()
    };
    let mut unknown = holds.iter_mut().enumerate();
    let page = unknown.find(|(column, held)| held.is_none() && is_page(*column));
    if let Some((_, held)) = page {
        *held = Some(Column::Page);
    }
    holds
}

/// What each column of a header holds; of several with one meaning the surest name wins.
fn named(header: &[String]) -> Vec<Option<Column>> {
    let names: Vec<String> = header.iter().map(|name| plain(name)).collect();
    let mut holds = vec![None; header.len()];
    if scan::is_header(&names) {
        name_by(OF_SCANS, &names, &mut holds);
        return holds;
    }
    name_by(NAMES, &names, &mut holds);
    let page = holds.contains(&Some(Column::Page));
    name_by(if page { OF_PAGES } else { OF_DOMAINS }, &names, &mut holds);
    holds
}

/// Finds the columns of a table of names among those that hold nothing yet.
fn name_by(table: &[(Column, &[&str])], names: &[String], holds: &mut [Option<Column>]) {
    for (column, known) in table {
        let at = known
            .iter()
            .find_map(|known| names.iter().position(|name| name == known));
        let slot = at.and_then(|at| holds.get_mut(at));
        if let Some(slot @ None) = slot {
            *slot = Some(*column);
        }
    }
}

/// Takes back what the values of the first rows deny: a column in which none is understood.
fn checked(mut holds: Vec<Option<Column>>, rows: &[&TableRow]) -> Vec<Option<Column>> {
    for (at, held) in holds.iter_mut().enumerate() {
        let Some(column) = held.filter(|column| !column.names_page()) else {
            continue;
        };
        let values = rows.iter().filter_map(|row| row.fields.get(at));
        let mut values = values.filter(|value| !is_nothing(value)).peekable();
        if values.peek().is_some() && !values.any(|value| column.understands(value)) {
            *held = None;
        }
    }
    holds
}

/// Whether a value only says that there is none.
fn is_nothing(value: &str) -> bool {
    matches!(value, "" | "-" | "–" | "—" | "n/a" | "N/A")
}

/// A list of ranks without a header: a number that grows, and a host. Tranco lists domains, Cisco
/// Umbrella the hosts below them, too.
fn ranked(rows: &[&TableRow]) -> Option<Columns> {
    let mut last = 0;
    let mut below = false;
    for row in rows {
        let [rank, host] = row.fields.as_slice() else {
            return None;
        };
        let rank = rank.parse::<u64>().ok().filter(|rank| *rank > last)?;
        if host.contains(['/', ' ', ':', '@']) {
            return None;
        }
        last = rank;
        below |= site_of(host) != host;
    }
    let any = rows
        .iter()
        .any(|row| row.fields.get(1).is_some_and(|host| is_address(host)));
    any.then(|| Columns {
        tool: if below { Tool::Umbrella } else { Tool::Tranco },
        header: Vec::new(),
        holds: vec![Some(Column::Rank), Some(Column::Site)],
    })
}

fn count(holds: &[Option<Column>]) -> usize {
    holds.iter().flatten().count()
}

fn tool(header: &[String]) -> Tool {
    let names: Vec<String> = header.iter().map(|name| plain(name)).collect();
    if scan::is_header(&names) {
        return Tool::Scan;
    }
    let marks = |marks: &[&str]| {
        let known = marks
            .iter()
            .filter(|mark| names.iter().any(|name| name == *mark));
        known.count()
    };
    let best = MARKS
        .iter()
        .rev()
        .map(|(tool, known)| (marks(known), *tool))
        .max_by_key(|(count, _)| *count);
    best.filter(|(count, _)| *count > 0)
        .map_or(Tool::Other, |(_, tool)| tool)
}

/// A column's name as the table has it: lower case, without what sorts or counts ("URL Rating
/// (desc)"), and without spaces at a slash, which Google Analytics has in some languages.
fn plain(name: &str) -> String {
    let name = name.split('(').next().unwrap_or(name);
    let name = name.trim().trim_start_matches('#').to_lowercase();
    name.replace(" / ", "/")
}

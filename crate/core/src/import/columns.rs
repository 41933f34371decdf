//! Which column of a list holds what, by the names tools give their columns.
//!
//! Names are those of the tools' own exports: Google Search Console (Links: latest links, more
//! sample links, top linking sites), Ahrefs (backlinks, today's and the former export), Semrush
//! (Backlink Analytics: backlinks, referring domains), Moz (inbound links, with the lines it writes
//! above its header), Majestic (backlinks as a file and as its API names them).

use serde::{Deserialize, Serialize};

use super::table::TableRow;
use crate::link::looks_like_address;

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
    /// No known tool: a list of addresses, or a table made by hand.
    Other,
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// The address of the page that links, or is to be looked at.
    Page,
    /// Only its site.
    Site,
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
            "date found",
        ],
    ),
    (
        Column::LastSeen,
        &[
            "last crawled",
            "last seen",
            "last check",
            "source crawl date",
            "lastseendate",
            "last_seen",
        ],
    ),
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
        ],
    ),
    (Tool::Ahrefs, &["referring page url", "domain rating"]),
    (
        Tool::Semrush,
        &["page ascore", "domain ascore", "source url"],
    ),
    (
        Tool::Majestic,
        &["flagnofollow", "sourcetrustflow", "source crawl date"],
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
];

/// How many rows a header may be below the top: some tools write who made the list above it.
const HEADER_WITHIN: usize = 15;

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
                let columns = Self {
                    tool: tool(&row.fields),
                    header: row.fields.clone(),
                    holds,
                };
                (columns, at + 1)
            }
            None => (Self::by_content(rows), 0),
        }
    }

    /// A list without a known header: the first column of which half or more are addresses names
    /// the pages.
    fn by_content(rows: &[&TableRow]) -> Self {
        let width = rows.iter().map(|row| row.fields.len()).max().unwrap_or(0);
        let addresses = |column: usize| {
            let fields = rows.iter().filter_map(|row| row.fields.get(column));
            fields.filter(|field| is_address(field)).count()
        };
        let page = (0..width).find(|&column| addresses(column) * 2 >= rows.len().max(1));
        Self {
            tool: Tool::Other,
            header: Vec::new(),
            holds: (0..width)
                .map(|column| (Some(column) == page).then_some(Column::Page))
                .collect(),
        }
    }

    /// Which column holds something.
    pub fn index(&self, column: Column) -> Option<usize> {
        self.holds.iter().position(|held| *held == Some(column))
    }

    /// Whether the list names pages or sites at all; a list of the user's own pages does not.
    pub fn names_pages(&self) -> bool {
        self.index(Column::Page).is_some() || self.index(Column::Site).is_some()
    }
}

/// What each column of a header holds; of several with one meaning the surest name wins.
fn named(header: &[String]) -> Vec<Option<Column>> {
    let names: Vec<String> = header.iter().map(|name| plain(name)).collect();
    let mut holds = vec![None; header.len()];
    for (column, known) in NAMES {
        let at = known
            .iter()
            .find_map(|known| names.iter().position(|name| name == known));
        if let Some(slot) = at.and_then(|at| holds.get_mut(at)) {
            *slot = Some(*column);
        }
    }
    holds
}

fn count(holds: &[Option<Column>]) -> usize {
    holds.iter().flatten().count()
}

fn tool(header: &[String]) -> Tool {
    let names: Vec<String> = header.iter().map(|name| plain(name)).collect();
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
/// (desc)").
fn plain(name: &str) -> String {
    let name = name.split('(').next().unwrap_or(name);
    name.trim().trim_start_matches('#').to_lowercase()
}

/// Whether a value is an address as lists write it.
pub(super) fn is_address(field: &str) -> bool {
    field.starts_with("http://") || field.starts_with("https://") || looks_like_address(field)
}

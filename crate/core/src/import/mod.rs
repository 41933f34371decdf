//! Lists from elsewhere: links that search engines and link indexes know of, what `linkglance scan` has found,
//! or plain addresses.
//!
//! An [`Importer`] is pushed the text of a file in pieces of any size, shows what it recognised
//! ([`Preview`]) before any row is imported, then gives the rows in batches, so that the caller
//! can show progress and stop. Rows that name one page and one target are given once, by the
//! identity key of the addresses; rows that cannot be taken are listed with their line.

mod columns;
mod encoding;
mod figures;
mod json_lines;
mod kind;
mod list;
mod ranks;
mod scan;
pub mod table;
pub mod value;

use std::collections::{HashSet, VecDeque};

use serde::{Deserialize, Serialize};

use crate::length::{
    MAX_ANCHOR_CHARS, MAX_LANGUAGE_CHARS, MAX_NAME_CHARS, MAX_TITLE_CHARS, cut, is_whole,
};
use crate::link::{Anchor, AnchorKind, AnchorSource};
use crate::mention::Names;
use crate::reason::{Key, Reason};
use crate::site::Site;
use crate::spreadsheet::unguarded;
use crate::url::{Url, identity, is_web};

pub use columns::{Column, Columns, Tool};
pub use encoding::encoding_of;
pub use figures::{Figure, Figures};
pub use kind::Kind;
use list::List;
pub use ranks::{Bucket, MAX_RANKED, Packer, Ranks};
pub use scan::{Found, Part, Scanned};
use table::{TableRow, Unreadable};

/// A moment as milliseconds since 1970, in UTC.
pub type Millis = u64;

/// How many rows are read to recognise the columns.
const SAMPLE: usize = 80;

/// What Google Analytics calls visits that came by a link, in all languages.
const REFERRAL: &str = "referral";

/// How many rows a preview shows.
pub const PREVIEW_ROWS: usize = 10;

/// Most rows of a file that are imported.
pub const MAX_ROWS: usize = 1_000_000;

/// What a list is, before any row is imported.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Preview {
    /// The columns.
    pub columns: Columns,
    /// What parts its values.
    pub separator: char,
    /// Its first rows, at most [`PREVIEW_ROWS`].
    pub rows: Vec<TableRow>,
}

/// A row of a list: a page, and what the list says of it. What it does not say is empty.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Listed {
    /// The line it is on.
    pub line: usize,
    /// The page's address.
    pub page: String,
    /// Whether the list names only the site: the address is then its first page.
    pub whole_site: bool,
    /// Where it links to.
    pub target: Option<String>,
    /// The page's title.
    pub title: Option<String>,
    /// The text of the link.
    pub anchor: Option<String>,
    /// The words before the link.
    pub before: Option<String>,
    /// The words after it.
    pub after: Option<String>,
    /// Whether the list says it is nofollow.
    pub nofollow: Option<bool>,
    /// Whether the list says it is marked as sponsored.
    pub sponsored: Option<bool>,
    /// Whether the list says it is marked as written by a visitor.
    pub ugc: Option<bool>,
    /// The page's language.
    pub language: Option<String>,
    /// Who wrote the page.
    pub author: Option<String>,
    /// When the link was first seen, as the list writes it.
    pub first_seen: Option<String>,
    /// When it was last seen, as the list writes it.
    pub last_seen: Option<String>,
    /// When it was lost, as the list writes it.
    pub lost: Option<String>,
    /// Why it was lost, in the list's words.
    pub lost_because: Option<String>,
    /// The HTTP status of the page.
    pub status: Option<u16>,
    /// The tool's figures of the page and its domain.
    #[serde(default, skip_serializing_if = "Figures::is_empty")]
    pub figures: Figures,
    /// What only a scan says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scanned: Option<Box<Scanned>>,
}

impl Listed {
    /// What kind of words the anchor text is, to a site that is the only one of `names`. A link without
    /// words may be an image: what it is, is unknown.
    pub fn anchor_kind(&self, names: &Names, site: &Site) -> Option<AnchorKind> {
        let anchor = Anchor {
            text: self.anchor.clone()?,
            kind: AnchorKind::Descriptive,
            source: AnchorSource::Text,
        };
        Some(names.anchor_kind(0, site, &anchor, self.language.as_deref()))
    }

    /// The figures of the domain; of a list of domains all are.
    pub fn figures_of_domain(&self) -> Figures {
        self.figures_where(|figure| self.whole_site || figure.is_of_domain())
    }

    /// The figures of the page alone.
    pub fn figures_of_page(&self) -> Figures {
        self.figures_where(|figure| !self.whole_site && !figure.is_of_domain())
    }

    fn figures_where(&self, wanted: impl Fn(Figure) -> bool) -> Figures {
        let figures = self.figures.iter().filter(|(figure, _)| wanted(**figure));
        figures.map(|(figure, value)| (*figure, *value)).collect()
    }
}

/// A row that was not imported.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Refused {
    /// The line it is on.
    pub line: usize,
    /// Why.
    pub because: Reason,
}

/// Some rows of a list.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Batch {
    /// The rows taken, in order.
    pub taken: Vec<Listed>,
    /// The rows refused.
    pub refused: Vec<Refused>,
    /// How many rows repeat an earlier one.
    pub repeated: usize,
}

impl Batch {
    /// How many rows were looked at; none means that more text is needed, or that all is done.
    pub fn rows(&self) -> usize {
        self.taken.len() + self.refused.len() + self.repeated
    }
}

/// How many values a column has, and how many of them are what it is said to hold.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Tally {
    /// Values that are not empty.
    pub filled: usize,
    /// Those that are understood.
    pub understood: usize,
}

/// Reads a list piece by piece.
#[derive(Debug, Default)]
pub struct Importer {
    list: List,
    /// Rows that were read to recognise the columns and not given yet.
    head: VecDeque<Result<TableRow, Unreadable>>,
    columns: Option<Columns>,
    seen: HashSet<String>,
    rows: usize,
    ended: bool,
    tallies: Option<Vec<Tally>>,
}

impl Importer {
    /// Takes in the next piece of the text.
    pub fn push(&mut self, piece: &str) {
        self.list.push(piece);
        self.recognise();
    }

    /// Says that there is no more text.
    pub fn end(&mut self) {
        self.ended = true;
        self.list.end();
        self.recognise();
    }

    /// What was recognised; `None` until enough was pushed.
    pub fn preview(&self) -> Option<Preview> {
        let rows = self.head.iter().flatten().cloned();
        Some(Preview {
            columns: self.columns.clone()?,
            separator: self.list.separator()?,
            rows: rows.map(TableRow::trimmed).take(PREVIEW_ROWS).collect(),
        })
    }

    /// Says what the columns hold, where the user knows better. Rows given before stay as they are.
    pub fn set_columns(&mut self, holds: Vec<Option<Column>>) {
        if let Some(columns) = &mut self.columns {
            columns.holds = holds;
        }
    }

    /// Counts the values of each column from now on: before an import, to show what it will understand.
    pub fn count_values(&mut self) {
        self.tallies = Some(Vec::new());
    }

    /// What was counted, by column.
    pub fn tallies(&self) -> &[Tally] {
        self.tallies.as_deref().unwrap_or_default()
    }

    /// The next rows, at most `most` of them.
    pub fn next_batch(&mut self, most: usize) -> Batch {
        let mut batch = Batch::default();
        let Some(columns) = self.columns.clone() else {
            return batch;
        };
        while batch.rows() < most {
            let Some(row) = self.head.pop_front().or_else(|| self.list.next_row()) else {
                break;
            };
            self.rows += 1;
            if let (Some(tallies), Ok(row)) = (&mut self.tallies, &row) {
                count(tallies, &columns, row);
            }
            let taken = if self.rows > MAX_ROWS {
                Err(Key::ImportTooMany.into())
            } else {
                row.as_ref()
                    .map_err(|_| self.list.unreadable().into())
                    .and_then(|row| read(&columns, row))
            };
            match taken {
                Ok(listed) if self.seen.insert(key(&listed)) => batch.taken.push(listed),
                Ok(_) => batch.repeated += 1,
                Err(because) => batch.refused.push(Refused {
                    line: row.map_or_else(|bad| bad.line, |row| row.line),
                    because,
                }),
            }
            if self.rows > MAX_ROWS {
                self.list = List::default();
                self.head.clear();
                break;
            }
        }
        batch
    }

    /// Packs the next rows of a list of ranks, at most `most` of them, and gives how many were looked
    /// at. Nothing else of them is held: such a list has a million rows or more.
    pub fn pack(&mut self, packer: &mut Packer, most: usize) -> usize {
        let Some(columns) = self.columns.clone() else {
            return 0;
        };
        let mut count = 0;
        while count < most {
            let Some(row) = self.head.pop_front().or_else(|| self.list.next_row()) else {
                break;
            };
            count += 1;
            if let Some((rank, host)) = row.ok().and_then(|row| ranked(&columns, &row)) {
                packer.add(rank, &host);
            }
        }
        count
    }

    fn recognise(&mut self) {
        if self.columns.is_some() {
            return;
        }
        while self.head.len() < SAMPLE {
            match self.list.next_row() {
                Some(row) => self.head.push_back(row),
                None => break,
            }
        }
        if self.head.len() < SAMPLE && !self.ended {
            return;
        }
        let rows = self.head.iter().flatten().cloned();
        let rows: Vec<TableRow> = rows.map(TableRow::trimmed).collect();
        let rows: Vec<&TableRow> = rows.iter().collect();
        let (columns, above) = Columns::of(&rows);
        self.columns = Some(columns);
        let first = rows.get(above).map(|row| row.line);
        self.head.retain(|row| {
            let line = row.as_ref().map_or_else(|bad| bad.line, |row| row.line);
            first.is_some_and(|first| line >= first)
        });
    }
}

fn count(tallies: &mut Vec<Tally>, columns: &Columns, row: &TableRow) {
    tallies.resize(columns.holds.len(), Tally::default());
    let held = columns.holds.iter().zip(&row.fields).zip(tallies);
    for ((held, field), tally) in held {
        let field = unguarded(field.trim());
        if let (Some(held), false) = (held, field.trim().is_empty()) {
            tally.filled += 1;
            tally.understood += usize::from(held.understands(field.trim()));
        }
    }
}

/// What a row says.
fn read(columns: &Columns, row: &TableRow) -> Result<Listed, Reason> {
    let value = |column| {
        let field = row.fields.get(columns.index(column)?)?;
        let field = unguarded(field.trim()).trim().to_owned();
        (!field.is_empty()).then_some(field)
    };
    let text = |column, most| value(column).map(|text| cut(&text, most).into_owned());
    let flag = |column| value(column).as_deref().and_then(value::yes_or_no);
    let named = value(Column::Page);
    let whole_site = named.is_none();
    let written = match named {
        Some(named) => named,
        None => site(&value)?,
    };
    let page = address(&written).ok_or_else(|| {
        let shown = crate::document::head_chars(&written, 80).to_owned();
        Reason::new(Key::ImportNoAddress, [shown])
    })?;
    let scanned = Scanned::read(&|part| value(Column::Scan(part)))?;
    // What is between two parts of a sentence belongs to it.
    let around = |column| {
        let exact = || row.fields.get(columns.index(column)?);
        match (&scanned, exact()) {
            (Some(_), Some(words)) if !words.is_empty() => {
                Some(cut(&unguarded(words), MAX_ANCHOR_CHARS).into_owned())
            }
            _ => text(column, MAX_ANCHOR_CHARS),
        }
    };
    let (before, after) = (around(Column::Before), around(Column::After));
    let leads_to = |column| value(column).as_deref().and_then(address);
    let target = leads_to(Column::Scan(Part::Wraps)).or_else(|| leads_to(Column::Target));
    Ok(Listed {
        line: row.line,
        page: page.to_string(),
        whole_site,
        target: target.map(|url| url.to_string()),
        title: text(Column::Title, MAX_TITLE_CHARS),
        anchor: text(Column::Anchor, MAX_ANCHOR_CHARS),
        before,
        after,
        nofollow: flag(Column::Nofollow),
        sponsored: flag(Column::Sponsored),
        ugc: flag(Column::Ugc),
        language: text(Column::Language, MAX_LANGUAGE_CHARS),
        author: text(Column::Author, MAX_NAME_CHARS),
        first_seen: text(Column::FirstSeen, MAX_NAME_CHARS),
        last_seen: text(Column::LastSeen, MAX_NAME_CHARS),
        lost: text(Column::Lost, MAX_NAME_CHARS),
        // A list may only say that it was lost (Semrush: "false").
        lost_because: text(Column::LostBecause, MAX_NAME_CHARS)
            .filter(|because| value::yes_or_no(because) != Some(false)),
        status: value(Column::Status).as_deref().and_then(value::status),
        figures: figures(columns, row),
        scanned: scanned.map(Box::new),
    })
}

/// The site that a row without a page names.
fn site(value: &impl Fn(Column) -> Option<String>) -> Result<String, Reason> {
    let named = match (value(Column::SourceAndMedium), value(Column::Medium)) {
        (Some(both), _) => {
            let (source, medium) = both.rsplit_once(" / ").unwrap_or((&both, ""));
            by_referral(source, medium)?
        }
        (None, Some(medium)) => value(Column::Site)
            .map(|source| by_referral(&source, &medium))
            .transpose()?
            .flatten(),
        (None, None) => value(Column::Site),
    };
    named
        .or_else(|| value(Column::ReversedSite).map(|host| reversed(&host)))
        .ok_or_else(|| Key::ImportEmpty.into())
}

/// The rank and the host that a row of a list of ranks names.
fn ranked(columns: &Columns, row: &TableRow) -> Option<(u64, String)> {
    let value = |column| Some(row.fields.get(columns.index(column)?)?.trim());
    let host = match value(Column::Site) {
        Some(host) => host.to_owned(),
        None => reversed(value(Column::ReversedSite)?),
    };
    let rank = value(Column::Rank)?.parse().ok()?;
    (!host.is_empty()).then_some((rank, host))
}

/// A host whose parts are in reverse order.
fn reversed(host: &str) -> String {
    host.rsplit('.').collect::<Vec<_>>().join(".")
}

/// The source of visits that came by a link.
fn by_referral(source: &str, medium: &str) -> Result<Option<String>, Reason> {
    if medium.trim().eq_ignore_ascii_case(REFERRAL) {
        Ok(Some(source.to_owned()))
    } else {
        Err(Key::ImportNoReferral.into())
    }
}

/// The figures of a row; what is no number is left out.
fn figures(columns: &Columns, row: &TableRow) -> Figures {
    let held = columns.holds.iter().zip(&row.fields);
    let read = held.filter_map(|(held, field)| match held {
        Some(Column::Figure(figure)) => Some((*figure, value::number(&unguarded(field.trim()))?)),
        _ => None,
    });
    read.collect()
}

/// A web address as lists write it, with or without its scheme; one too long to be saved is none.
fn address(text: &str) -> Option<Url> {
    if !value::is_address(text) {
        return None;
    }
    let url = if text.contains("://") {
        Url::parse(text)
    } else {
        Url::parse(&format!("https://{text}"))
    };
    url.ok().filter(is_web).filter(|url| is_whole(url.as_str()))
}

/// What identifies a row: its page and its target; of a mention its words, too.
fn key(listed: &Listed) -> String {
    let identity = |address: &str| Url::parse(address).map(|url| identity(&url)).ok();
    let page = identity(&listed.page).unwrap_or_default();
    let target = listed.target.as_deref().and_then(identity);
    let target = target.unwrap_or_default();
    match &listed.scanned {
        // A page may name a site several times, and each is another sentence.
        Some(scanned) if scanned.found == Found::Mention => {
            let [site, words] = [&scanned.site, &scanned.words].map(Option::as_deref);
            let around = [
                site,
                listed.before.as_deref(),
                words,
                listed.after.as_deref(),
            ];
            let around = around.map(Option::unwrap_or_default);
            format!("{page} {target} {}", around.join("\n"))
        }
        _ => format!("{page} {target}"),
    }
}

//! Makes the table that the placement model is trained from: features and labels of links, without
//! addresses and without text.
//!
//! `placement_table OUT PAGES HELD FOLDER…`: the first folder is measured on, the others are only trained
//! on. Each holds `pages/*.html.gz` and `labels.jsonl`, a
//! label a line (page, url, type, href, nth, region, sure, and by whom: a reader, unless it says
//! "model"). HELD lists the names of pages on which no rule and no weight is made. OUT is gzipped: a
//! line of JSON that says what follows, then columns, each as the low bytes of all its numbers of
//! 16 bits and then their high bytes. PAGES is the same with a row a page: what kind of page it is.
//! `tests/placement/train.py` reads both.
//!
//! The hand-written pages of `tests/fixtures/placement` are labelled pages, too.
//!
//! Each page is read a second time, made small (`small.rs`): with few items of each list and few
//! paragraphs. Labelled pages are those of large sites; a comment is one on a small site, too.

#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

#[path = "../tests/fixture_pages/mod.rs"]
mod fixture_pages;
#[path = "small_pages/small.rs"]
mod small;

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use html5ever::LocalName;
use linkglance_core::document::{Document, NodeId, Text, parse};
use linkglance_core::link::{Found, inventory};
use linkglance_core::page::document_base;
use linkglance_core::placement::{FeatureTable, Region, Regions};
use linkglance_core::url::Url;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Label {
    page: String,
    url: String,
    r#type: String,
    href: String,
    nth: u32,
    region: Region,
    sure: bool,
    #[serde(default)]
    by: String,
}

/// Of pages that are only trained on, so many links of one group and region are kept: more of the
/// same teach nothing, and the table has a limit of 8 MB.
const MOST_ALIKE: usize = 6;

/// What is known of each row besides its features.
const ABOUT: [&str; 6] = ["page", "group", "region", "sure", "by_model", "small"];

/// What is known of each row of a page besides its features.
const ABOUT_PAGES: [&str; 2] = ["page", "small"];

#[derive(Default)]
struct Table {
    features: Vec<String>,
    /// By page: which folder it is from, the kind a reader gave it, whether it is held out.
    pages: Vec<(usize, String, bool)>,
    /// By row, what [`ABOUT`] names and then the features.
    rows: Vec<Vec<u16>>,
    /// The same of pages.
    page_features: Vec<String>,
    page_rows: Vec<Vec<u16>>,
}

fn main() {
    let mut words = std::env::args().skip(1);
    let (out, pages, held) = (
        words.next().unwrap(),
        words.next().unwrap(),
        words.next().unwrap(),
    );
    let held = fs::read_to_string(held).unwrap();
    let held: Vec<&str> = held.lines().collect();
    let mut table = Table::default();
    let folders: Vec<PathBuf> = words.map(PathBuf::from).collect();
    for (number, folder) in folders.iter().enumerate() {
        read_folder(folder, number, &held, &mut table);
        println!("{}: {} rows so far", folder.display(), table.rows.len());
    }
    read_fixtures(folders.len(), &mut table);
    write(&table, &ABOUT, &table.features, &table.rows, &out);
    let (features, rows) = (&table.page_features, &table.page_rows);
    write(&table, &ABOUT_PAGES, features, rows, &pages);
}

/// The repository's own pages, each link of which says where it is expected (`data-expect`).
fn read_fixtures(number: usize, table: &mut Table) {
    for path in fixture_pages::paths() {
        let html = fs::read_to_string(path).unwrap();
        let address = fixture_pages::address(&html);
        let (document, _) = parse(&html, &|| false);
        let (links, _) = inventory(&document, &address, &address.clone().into());
        let expected = LocalName::from("data-expect");
        let labels: Vec<Label> = links
            .iter()
            .filter_map(|link| {
                let region = document.attribute(link.node, &expected)?;
                Some(Label {
                    page: String::new(),
                    url: address.to_string(),
                    r#type: String::new(),
                    href: link.href.to_owned(),
                    nth: link.nth,
                    region: *Region::ALL.iter().find(|known| known.name() == region)?,
                    sure: true,
                    by: String::new(),
                })
            })
            .collect();
        let page = u16::try_from(table.pages.len()).unwrap();
        table.pages.push((number, String::new(), false));
        if !labels.is_empty() {
            read_page(&html, &labels, page, table);
        }
    }
}

fn read_folder(folder: &Path, number: usize, held: &[&str], table: &mut Table) {
    let mut pages: BTreeMap<String, Vec<Label>> = BTreeMap::new();
    for line in fs::read_to_string(folder.join("labels.jsonl"))
        .unwrap()
        .lines()
    {
        let label: Label = serde_json::from_str(line).unwrap();
        pages.entry(label.page.clone()).or_default().push(label);
    }
    for (name, labels) in pages {
        let path = folder.join(format!("pages/{name}.html.gz"));
        let mut bytes = Vec::new();
        GzDecoder::new(File::open(path).unwrap())
            .read_to_end(&mut bytes)
            .unwrap();
        let page = u16::try_from(table.pages.len()).unwrap();
        let kind = labels.first().map_or("", |label| &label.r#type).to_owned();
        table
            .pages
            .push((number, kind, held.contains(&name.as_str())));
        read_page(&String::from_utf8_lossy(&bytes), &labels, page, table);
    }
}

fn read_page(html: &str, labels: &[Label], page: u16, table: &mut Table) {
    let url = Url::parse(&labels.first().unwrap().url).unwrap();
    let known: HashMap<(&str, u32), &Label> = labels
        .iter()
        .map(|label| ((label.href.as_str(), label.nth), label))
        .collect();
    let (document, _) = parse(html, &|| false);
    let base = document_base(&document, &url);
    let (links, _) = inventory(&document, &url, &base);
    let labels: Vec<Option<&Label>> = links
        .iter()
        .map(|link| known.get(&(link.href, link.nth)).copied())
        .collect();
    add_rows(&document, &links, &url, page, false, &labels, table);
    let nodes: Vec<NodeId> = links.iter().map(|link| link.node).collect();
    let small = small::page(&document, &nodes, small::kept(page));
    let (document, _) = parse(&small, &|| false);
    let (links, _) = inventory(&document, &url, &document_base(&document, &url));
    let labels: Vec<Option<&Label>> = links
        .iter()
        .map(|link| labels.get(small::number(&document, link.node)?).copied()?)
        .collect();
    add_rows(&document, &links, &url, page, true, &labels, table);
}

/// Adds the links of a page that have labels.
fn add_rows(
    document: &Document<'_>,
    links: &[Found<'_>],
    url: &Url,
    page: u16,
    small: bool,
    labels: &[Option<&Label>],
    table: &mut Table,
) {
    let text = Text::of(document);
    let FeatureTable {
        names,
        page: whole,
        rows,
    } = Regions::of(document, &text, links, url).table();
    let (whole_names, whole): (Vec<_>, Vec<_>) = whole.into_iter().unzip();
    let has_kind = |(_, kind, _): &(usize, String, bool)| !kind.is_empty();
    if table.pages.last().is_some_and(has_kind) {
        let values = whole.into_iter().map(i16::cast_unsigned);
        let about = [page, small.into()];
        table
            .page_rows
            .push(about.into_iter().chain(values).collect());
        table.page_features = whole_names;
    }
    let mut groups: HashMap<u64, u16> = HashMap::new();
    let mut alike: HashMap<(u16, Region), usize> = HashMap::new();
    for (row, label) in rows.into_iter().zip(labels) {
        let (Some(row), Some(label)) = (row, label) else {
            continue;
        };
        let next = u16::try_from(groups.len()).unwrap();
        let group = *groups.entry(row.group).or_insert(next);
        let count = alike.entry((group, label.region)).or_default();
        *count += 1;
        let is_measured_on = table.pages.last().is_some_and(|page| page.0 == 0) && !small;
        if !is_measured_on && *count > MOST_ALIKE {
            continue;
        }
        let about = [
            page,
            group,
            label.region as u16,
            label.sure.into(),
            u16::from(label.by == "model"),
            small.into(),
        ];
        let values = row.values.into_iter().map(i16::cast_unsigned);
        table.rows.push(about.into_iter().chain(values).collect());
    }
    if table.features.is_empty() {
        table.features = names;
    }
}

/// Writes rows as columns, below a line that says what they are.
fn write(table: &Table, about: &[&str], features: &[String], rows: &[Vec<u16>], out: &str) {
    let file = BufWriter::new(File::create(out).unwrap());
    let mut file = GzEncoder::new(file, Compression::best());
    let names: Vec<&str> = Region::ALL.iter().map(|region| region.name()).collect();
    let pages = table.pages.iter();
    let header = json!({
        "rows": rows.len(),
        "columns": about.iter().copied().chain(features.iter().map(String::as_str)).collect::<Vec<_>>(),
        "regions": names,
        "pages": pages.map(|(folder, kind, held)| json!([folder, kind, held])).collect::<Vec<_>>(),
    });
    writeln!(file, "{header}").unwrap();
    for column in 0..about.len() + features.len() {
        let values = || {
            rows.iter()
                .map(|row| row.get(column).unwrap().to_le_bytes())
        };
        let low: Vec<u8> = values().map(|[low, _]| low).collect();
        let high: Vec<u8> = values().map(|[_, high]| high).collect();
        file.write_all(&low).unwrap();
        file.write_all(&high).unwrap();
    }
    file.finish().unwrap().flush().unwrap();
}

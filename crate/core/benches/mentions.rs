//! What finding mentions costs for 1, 10 and 1,000 names, as ratios in one run.
//!
//! `cargo bench -p linkglance-core --bench mentions [-- --data DIR]`: DIR holds `*.html.gz`;
//! without it the pages of tests/fixtures are read. Exits 1 if 1,000 names cost more than twice
//! of one.

#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

mod pages;

use std::collections::HashMap;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use linkglance_core::document::{Document, Folded, Inherited, Text, parse};
use linkglance_core::link::{Found, inventory};
use linkglance_core::mention::{MAX_MENTIONS, Names, Reading};
use linkglance_core::placement::Regions;
use linkglance_core::site::Pages;
use linkglance_core::url::Url;
use linkglance_core::{Page, Site, inspect};

use pages::sources;

/// The most 1,000 names may cost, in times of one.
const BUDGET: f64 = 2.0;

/// Rounds; the fastest counts.
const ROUNDS: usize = 7;

struct Prepared {
    html: String,
    document: Document<'static>,
    text: Text,
    inherited: Inherited,
}

/// A page with its regions, which no reading of names changes.
struct Placed<'a> {
    page: &'a Prepared,
    regions: Regions<'a>,
}

fn main() -> ExitCode {
    let pages: Vec<Prepared> = sources().into_iter().map(prepare).collect();
    let address = Url::parse(ADDRESS).unwrap();
    let links: Vec<Vec<Found<'_>>> = pages
        .iter()
        .map(|page| inventory(&page.document, &address, &address.clone().into()).0)
        .collect();
    let placed: Vec<Placed<'_>> = pages
        .iter()
        .zip(&links)
        .map(|(page, links)| Placed {
            page,
            regions: Regions::of(&page.document, &page.text, links, &address),
        })
        .collect();
    let bytes: usize = pages.iter().map(|page| page.text.as_str().len()).sum();
    println!("{} pages, {} KB of text", pages.len(), bytes >> 10);
    let mut ratio = 0.0;
    let mut one = Duration::MAX;
    for count in [1, 10, 1_000] {
        let sites = profiles(count);
        let start = Instant::now();
        let names = Names::of(&sites);
        let build = start.elapsed();
        let find = fastest(|| placed.iter().for_each(|page| find(page, &names, &sites)));
        if count == 1 {
            one = find;
        }
        ratio = find.as_secs_f64() / one.as_secs_f64();
        println!(
            "{count:>5} names: {find:>10.1?}  {ratio:.2} x of one   (made ready once in {build:.1?})"
        );
    }
    let parsing = fastest(|| {
        for page in &pages {
            black_box(parse(&page.html, &|| false));
        }
    });
    println!("parsing alone: {parsing:.1?}");
    for count in [0, 1, 1_000] {
        let sites = profiles(count);
        let whole = fastest(|| pages.iter().for_each(|page| whole(page, &sites)));
        println!("whole inspect with {count} profiles: {whole:.1?}");
    }
    if ratio <= BUDGET {
        ExitCode::SUCCESS
    } else {
        println!("over budget: 1,000 names may cost {BUDGET} x of one");
        ExitCode::FAILURE
    }
}

fn fastest(mut run: impl FnMut()) -> Duration {
    let rounds = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    rounds.min().unwrap_or_default()
}

fn find(placed: &Placed<'_>, names: &Names, sites: &[Site]) {
    let Placed { page, regions } = placed;
    let folded = Folded::of(page.text.as_str());
    let none = vec![false; sites.len()];
    let pages: Vec<Pages> = Vec::new();
    let reading = Reading {
        document: &page.document,
        text: &page.text,
        folded: &folded,
        inherited: &page.inherited,
        regions,
        links: &HashMap::new(),
        linked: &none,
        own_page: &none,
        pages: &pages,
        language: None,
        frame: None,
    };
    black_box(names.find(&reading, MAX_MENTIONS));
}

/// Where the pages are said to come from; it does not matter here.
const ADDRESS: &str = "https://page.example/";

fn whole(page: &Prepared, sites: &[Site]) {
    let page = Page {
        url: ADDRESS.into(),
        html: page.html.clone(),
        ..Page::default()
    };
    black_box(inspect(&page, sites).unwrap());
}

/// Profiles with made-up names of one word or two, built from syllables.
fn profiles(count: usize) -> Vec<Site> {
    let syllables = [
        "ba", "cor", "dil", "fen", "gro", "hap", "jun", "kel", "lum", "mor",
    ];
    let profile = |at: usize| {
        let digits = [at / 100 % 10, at / 10 % 10, at % 10];
        let word: String = digits
            .iter()
            .filter_map(|digit| syllables.get(*digit))
            .copied()
            .collect();
        let mut name: String = word.clone();
        if let Some(first) = name.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        if at % 3 == 1 {
            name += " Labs";
        }
        Site {
            name,
            domains: vec![format!("{word}.com")],
            ..Site::default()
        }
    };
    (0..count).map(profile).collect()
}

fn prepare(html: String) -> Prepared {
    let (document, _) = parse(&html, &|| false);
    Prepared {
        text: Text::of(&document),
        inherited: Inherited::of(&document),
        document,
        html,
    }
}

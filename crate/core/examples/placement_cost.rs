//! What placement costs: its time beside that of parsing and inventory, over a folder of pages,
//! and how it grows with the page.
//!
//! `cargo run --release -p linkglance-core --example placement_cost -- FOLDER` (plain HTML files).

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    missing_docs
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use linkglance_core::document::{Text, parse};
use linkglance_core::link::inventory;
use linkglance_core::placement::Regions;
use linkglance_core::url::Url;

/// Each page is measured this often; the fastest run counts.
const RUNS: usize = 7;

/// The sizes of the made-up pages, in KiB.
const SIZES: [usize; 4] = [100, 1_000, 4_000, 8_000];

fn main() {
    if let Some(folder) = std::env::args().nth(1) {
        ratio(&folder);
    }
    for (name, block) in BLOCKS {
        growth(name, block);
    }
}

/// The ratio over all pages, and that of the median page.
fn ratio(folder: &str) {
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let costs: Vec<Cost> = paths
        .iter()
        .map(|path| measure(&String::from_utf8_lossy(&std::fs::read(path).unwrap())))
        .collect();
    let before: Duration = costs.iter().map(|cost| cost.before).sum();
    let placement: Duration = costs.iter().map(|cost| cost.placement).sum();
    let mut ratios: Vec<f64> = costs.iter().map(Cost::ratio).collect();
    ratios.sort_by(f64::total_cmp);
    println!(
        "{} pages: parse and inventory {before:.1?}, placement {placement:.1?}: ratio {:.3} (page: median {:.3}, worst {:.3})",
        costs.len(),
        placement.as_secs_f64() / before.as_secs_f64(),
        ratios.get(ratios.len() / 2).unwrap_or(&0.0),
        ratios.last().unwrap_or(&0.0),
    );
}

fn growth(name: &str, block: &str) {
    println!("{name}:");
    for size in SIZES {
        let html = format!("<main>{}", block.repeat(size * 1024 / block.len()));
        let cost = measure(&html);
        println!(
            "  {:>4.1} MB: placement {:>9.2?}, {:.1} ns a byte, ratio {:.3}",
            html.len() as f64 / 1e6,
            cost.placement,
            cost.placement.as_nanos() as f64 / html.len() as f64,
            cost.ratio(),
        );
    }
}

struct Cost {
    /// Parsing and inventory.
    before: Duration,
    placement: Duration,
}

impl Cost {
    fn ratio(&self) -> f64 {
        self.placement.as_secs_f64() / self.before.as_secs_f64()
    }
}

fn measure(html: &str) -> Cost {
    let url = Url::parse("https://example.com/blog/a-page").unwrap();
    let mut best = Cost {
        before: Duration::MAX,
        placement: Duration::MAX,
    };
    for _ in 0..RUNS {
        let start = Instant::now();
        let (document, _) = parse(html, &|| false);
        let (links, _) = inventory(&document, &url, &url.clone().into());
        best.before = best.before.min(start.elapsed());
        let text = Text::of(&document);
        let start = Instant::now();
        black_box(Regions::of(&document, &text, &links, &url));
        best.placement = best.placement.min(start.elapsed());
    }
    best
}

/// Pages made to be long: of text, of posts, of headings, of one deep tree after another.
const BLOCKS: [(&str, &str); 4] = [
    (
        "articles",
        "<article class='post card'><h2>A heading of some length</h2><p>Some running text that \
         goes on for a while, with <a href='https://example.org/a/b'>a link</a> in it and more \
         text after it, by <a href=/author/jo rel=author>Jo</a>.</p></article>",
    ),
    (
        "comments",
        "<div class=comment id=comment-1><span class='user avatar'>Jo</span><p>Some text of a \
         visitor, long enough to be read as such by anybody, and then some.</p><a \
         href='?replytocom=1'>Reply</a></div>",
    ),
    (
        "headings",
        "<h3>Related articles</h3><ul><li><a href=/x>Another article to read</a></ul>",
    ),
    (
        "unclosed",
        "<div class='sidebar widget'><nav><ul><li><a href=/y>y</a></ul></nav><p>text</div>",
    ),
];

//! Lists as tools export them: each file of tests/import, with what is recognised and taken of it
//! as its snapshot beside it; and lists of any size and content.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

use std::path::PathBuf;

use linkglance_core::export::{Origin, Row, prospects_csv, row_heading, rows};
use linkglance_core::import::table::Table;
use linkglance_core::import::{
    Batch, Bucket, Column, Figure, Importer, Kind, Listed, Packer, Tool, encoding_of,
};
use linkglance_core::prospect::{OpportunityKind, Prospect};
use linkglance_core::reason::Key;
use linkglance_core::site::Pages;
use linkglance_core::{Page, Report, Site, inspect};
use proptest::prelude::*;
use serde_json::json;

/// The encoding of a file of these bytes.
fn encoding(bytes: &[u8]) -> &'static str {
    encoding_of(|from, count| bytes.iter().skip(from).take(count).copied().collect())
}

/// Decodes a file as a browser's `TextDecoder` does, in the encodings the fixtures are in.
fn decode(bytes: &[u8]) -> String {
    let units = |pair: &[u8]| u16::from_le_bytes(pair.try_into().unwrap());
    match encoding(bytes) {
        "utf-8" => std::str::from_utf8(bytes).unwrap().to_owned(),
        "utf-16le" => {
            let units: Vec<u16> = bytes.chunks_exact(2).map(units).collect();
            String::from_utf16(&units).unwrap()
        }
        // What the fixtures hold of it is in Latin 1, too.
        "windows-1252" => bytes.iter().map(|&byte| char::from(byte)).collect(),
        other => panic!("{other}"),
    }
}

fn whole(text: &str) -> Importer {
    let mut importer = Importer::default();
    importer.push(text);
    importer.end();
    importer
}

fn all(importer: &mut Importer) -> Batch {
    let mut all = Batch::default();
    loop {
        let batch = importer.next_batch(7);
        if batch.rows() == 0 {
            return all;
        }
        all.taken.extend(batch.taken);
        all.refused.extend(batch.refused);
        all.repeated += batch.repeated;
    }
}

#[test]
fn files_of_each_tool() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/import");
    let entries = std::fs::read_dir(&root).unwrap().flatten();
    let files = entries.map(|entry| entry.path()).filter(|path| {
        let kind = path.extension().and_then(|kind| kind.to_str());
        matches!(kind, Some("csv" | "txt" | "ndjson"))
    });
    let mut count = 0;
    for file in files {
        count += 1;
        let bytes = std::fs::read(&file).unwrap();
        let mut importer = whole(&decode(&bytes));
        let preview = importer.preview().unwrap();
        let batch = all(&mut importer);
        let found = json!({
            "encoding": encoding(&bytes),
            "separator": preview.separator,
            "kind": Kind::of(&preview.columns),
            "columns": preview.columns,
            "taken": batch.taken.iter().map(said).collect::<Vec<_>>(),
            "refused": batch.refused,
            "repeated": batch.repeated,
        });
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&root);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        settings.bind(|| insta::assert_json_snapshot!(name, found));
    }
    assert!(count >= 35, "a fixture was lost");
}

/// What a list says of a page; what it does not say is left out.
fn said(listed: &Listed) -> serde_json::Value {
    let mut value = serde_json::to_value(listed).unwrap();
    let fields = value.as_object_mut().unwrap();
    fields.retain(|name, field| !field.is_null() && (name != "wholeSite" || *field == json!(true)));
    value
}

#[test]
fn a_page_is_recognised_beside_columns_with_known_names() {
    let columns = |list: &str| whole(list).preview().unwrap().columns;
    let latest = columns("Eine Seite,Zuletzt gecrawlt\nhttps://a.com/1,2026-08-05\n");
    assert_eq!(latest.holds, [Some(Column::Page), Some(Column::LastSeen)]);
    assert_eq!(Kind::of(&latest), Kind::Backlinks);
    let own = columns("Target page,Incoming links\nhttps://acme.com/,5\n");
    assert!(
        !own.names_pages(),
        "pages of the user's own are none that link"
    );
}

#[test]
fn a_long_list_shows_progress_and_can_be_left() {
    let mut importer = Importer::default();
    let mut taken = 0;
    let mut pieces = 0;
    for thousand in 0..100 {
        let rows = (0..1_000).map(|row| {
            format!(
                "https://site{}.com/page/{thousand}-{row},2026-08-05\n",
                row % 97
            )
        });
        let piece: String = rows.collect();
        if thousand == 0 {
            importer.push("Linking page,Last crawled\n");
        }
        importer.push(&piece);
        let batch = importer.next_batch(usize::MAX);
        taken += batch.taken.len();
        pieces += usize::from(batch.rows() > 0);
        assert!(batch.refused.is_empty() && batch.repeated == 0);
    }
    importer.end();
    taken += all(&mut importer).taken.len();
    assert_eq!(taken, 100_000);
    assert!(pieces > 90, "rows come as the text does");

    let mut left = whole(&"https://a.com/x\nhttps://a.com/y\n".repeat(50));
    assert_eq!(left.next_batch(10).rows(), 10);
}

#[test]
fn figures_are_of_the_page_or_of_its_domain() {
    let text = "Referring page URL,Domain rating,UR,Traffic\nhttps://a.com/x,71,12,5\n";
    let row = all(&mut whole(text)).taken.remove(0);
    let figures =
        |figures: linkglance_core::import::Figures| figures.into_iter().collect::<Vec<_>>();
    assert_eq!(
        figures(row.figures_of_domain()),
        [(Figure::DomainRating, 71)]
    );
    assert_eq!(
        figures(row.figures_of_page()),
        [(Figure::UrlRating, 12), (Figure::PageTraffic, 5)]
    );
    let text = "Domain,DR,Traffic\na.com,71,1.2K\n";
    let row = all(&mut whole(text)).taken.remove(0);
    assert_eq!(
        figures(row.figures_of_domain()),
        [(Figure::DomainRating, 71), (Figure::DomainTraffic, 1_200)]
    );
    assert!(row.figures_of_page().is_empty());
}

#[test]
fn a_column_whose_values_deny_its_name_is_not_taken() {
    let text = "URL,DR,Lost\nhttps://a.com/x,good,-\nhttps://a.com/y,bad,\n";
    let holds = whole(text).preview().unwrap().columns.holds;
    assert_eq!(holds, [Some(Column::Page), None, Some(Column::Lost)]);
}

#[test]
fn lists_of_ranks_are_packed_in_pieces() {
    for (text, host) in [
        ("1,google.com\n2000,example.co.uk\n", "example.co.uk"),
        (
            "GlobalRank,TldRank,Domain\n2000,5,example.com\n",
            "example.com",
        ),
        (
            "#harmonicc_pos\t#pr_pos\t#host_rev\n2000\t1\tuk.co.example\n",
            "example.co.uk",
        ),
    ] {
        let mut importer = whole(text);
        assert_eq!(Kind::of(&importer.preview().unwrap().columns), Kind::Ranks);
        let mut packer = Packer::default();
        while importer.pack(&mut packer, 1) > 0 {}
        let ranks = packer.pack();
        assert_eq!(ranks.bucket(host), Some(Bucket::Top10k), "{text}");
        assert_eq!(ranks.bucket("other.example"), None);
    }
}

#[test]
fn a_person_may_say_what_a_column_holds() {
    let mut importer = whole("Wer,Wo,Was\nJane,blog.example.com/teas,Tea\nBo,x,y\n");
    let mut holds = importer.preview().unwrap().columns.holds;
    assert!(!importer.preview().unwrap().columns.names_pages());
    holds = vec![Some(Column::Author), Some(Column::Page), holds[2]];
    importer.set_columns(holds);
    let batch = all(&mut importer);
    let first = batch.taken.first().unwrap();
    assert_eq!(first.page, "https://blog.example.com/teas");
    assert_eq!(first.author.as_deref(), Some("Jane"));
    assert_eq!(
        batch.refused.len(),
        2,
        "the header is a row like the others"
    );
}

#[test]
fn a_listed_page_becomes_a_prospect_that_was_never_inspected() {
    let mut importer =
        whole("Linking page,Last crawled\nhttps://blog.example.com/teas,2026-08-05\n");
    let listed = all(&mut importer).taken.remove(0);
    let site = Site::from_domain("acme.com").unwrap();
    let prospect = Prospect::listed(&listed, Tool::SearchConsole, &site, 9);
    assert_eq!(prospect.id, "blog.example.com/teas Acme");
    assert_eq!(prospect.page.inspected, None);
    assert_eq!(prospect.kind(), None);
}

/// A page that has one row of each kind of a scan, with words that would be formulas.
fn scanned_page() -> (Report, Origin) {
    let html = "<html lang=en><title>=1+1 'best' teas</title><article>\
        <p>We like the <a rel='nofollow x' href='https://acme.com/tea'>@tea</a> of theirs.</p>\
        <p>The best is by Acme, they say, \"at length\".</p>\
        <p>And <a href='https://shop.example/a'>Acme</a> is sold there;\tor <a \
        href='https://out.example/?url=https%3A%2F%2Facme.com%2Fgreen'>here</a>.</p></article>";
    let page = Page {
        url: "https://blog.example.com/teas".into(),
        html: html.into(),
        ..Page::default()
    };
    let report = inspect(&page, &[Site::from_domain("acme.com").unwrap()]).unwrap();
    let origin = Origin {
        source: "CC-MAIN-2026-30".into(),
        file: "a.warc.gz".into(),
        offset: 9,
        fetched: Some("2026-07-11T02:14:42Z".into()),
    };
    (report, origin)
}

#[test]
fn what_a_scan_writes_reads_back() {
    let (report, origin) = scanned_page();
    let mut all_rows = rows(&report, &origin, true);
    all_rows.push(Row::unknown(
        "https://cut.example/",
        &origin,
        Key::WatchTruncated.into(),
    ));
    let mut csv = row_heading();
    for row in &all_rows {
        row.push_csv(&mut csv);
    }
    let lines: Vec<String> = all_rows
        .iter()
        .map(|row| serde_json::to_string(row).unwrap())
        .collect();
    let ndjson = lines.join("\n");
    for (name, text) in [("csv", csv), ("ndjson", ndjson)] {
        let mut importer = whole(&text);
        let columns = importer.preview().unwrap().columns;
        assert_eq!(columns.tool, Tool::Scan, "{name}");
        assert_eq!(Kind::of(&columns), Kind::Backlinks, "{name}");
        let batch = all(&mut importer);
        assert_eq!((batch.refused.len(), batch.repeated), (0, 0), "{name}");
        assert_eq!(batch.taken.len(), all_rows.len(), "{name}");
        for (row, listed) in all_rows.iter().zip(&batch.taken) {
            let scanned = listed.scanned.as_deref().unwrap();
            let found = serde_json::to_value(scanned.found).unwrap();
            assert_eq!(found, serde_json::to_value(row.row).unwrap());
            assert_eq!(listed.page, row.page);
            let target = row.wraps.as_ref().or(row.url.as_ref());
            assert_eq!(listed.target.as_ref(), target);
            assert_eq!(listed.title, row.title);
            assert_eq!(listed.last_seen, row.fetched);
            let around = |text: &Option<String>| text.clone().unwrap_or_default();
            assert_eq!(around(&listed.before), row.before, "{name}");
            assert_eq!(around(&listed.after), row.after, "{name}");
            assert_eq!(
                listed.anchor.as_deref().unwrap_or(""),
                row.anchor.as_deref().unwrap_or("")
            );
            assert_eq!(scanned.words, row.text);
            assert_eq!((scanned.region, scanned.kind), (row.region, row.kind));
            assert_eq!(
                (scanned.followed, scanned.linked),
                (row.followed, row.linked)
            );
            assert_eq!(
                (&scanned.site, scanned.source.as_deref()),
                (&row.site, Some("CC-MAIN-2026-30"))
            );
            assert_eq!(Some(scanned.possible), row.possible.or(Some(false)));
            let qualifying: Vec<&str> = linkglance_core::link::qualifying(&row.rel).collect();
            assert_eq!(scanned.rel, qualifying);
        }
    }
}

#[test]
fn a_line_that_is_no_row_of_a_scan_is_named() {
    let row = |more: &str| format!("{{\"row\":\"mention\",\"page\":\"https://a.example/{more}\"}}");
    let long = format!("{{\"row\":\"{}\"}}", "x".repeat(70_000));
    let deep = format!("{{\"a\":{}", "[".repeat(60_000));
    let text = [
        row("1"),
        String::new(),
        "{ cut".into(),
        long,
        deep,
        "{\"row\":7}".into(),
        "{\"row\":\"other\",\"page\":\"https://a.example/2\"}".into(),
        "{\"row\":\"backlink\",\"page\":\"javascript:x\"}".into(),
        row("3"),
    ]
    .join("\r\n");
    let batch = all(&mut whole(&text));
    let taken: Vec<usize> = batch.taken.iter().map(|row| row.line).collect();
    assert_eq!(taken, [1, 9]);
    let refused: Vec<(usize, Key)> = batch
        .refused
        .iter()
        .map(|refused| (refused.line, refused.because.key()))
        .collect();
    let no_row = [3, 4, 5, 6, 7].map(|line| (line, Key::ImportNoRow));
    assert_eq!(refused[..5], no_row);
    assert_eq!(refused[5..], [(8, Key::ImportNoAddress)]);
    // In pieces, so that no line is there at once.
    let mut importer = Importer::default();
    for piece in text.as_bytes().chunks(997) {
        importer.push(std::str::from_utf8(piece).unwrap());
    }
    importer.end();
    assert_eq!(all(&mut importer), batch);
}

#[test]
fn a_mention_of_a_scan_becomes_a_prospect_with_its_sentence() {
    let (report, origin) = scanned_page();
    let mut csv = row_heading();
    for row in rows(&report, &origin, false) {
        row.push_csv(&mut csv);
    }
    let site = Site::from_domain("acme.com").unwrap();
    let pages = Pages::of(&site);
    let taken = all(&mut whole(&csv)).taken;
    let found: Vec<Prospect> = taken
        .iter()
        .filter_map(|row| Prospect::scanned(row, &site, &pages, 9))
        .collect();
    let kinds: Vec<Option<OpportunityKind>> = found.iter().map(Prospect::kind).collect();
    let expected = [
        OpportunityKind::UnlinkedMention,
        OpportunityKind::LinkedElsewhere,
    ];
    assert_eq!(kinds, expected.map(Some));
    let mut both = found[0].clone();
    assert_eq!(both.page.found_in.as_deref(), Some("CC-MAIN-2026-30"));
    let quote = both.opportunities[0].quote().unwrap().whole();
    assert_eq!(quote, "The best is by Acme, they say, \"at length\".");
    assert_eq!(
        both.opportunities[0].target.as_deref(),
        Some("https://acme.com/")
    );
    assert!(both.update_from(found[1].clone()));
    assert_eq!(both.opportunities.len(), 2);
    assert_eq!(
        both.opportunities[1].instead.as_deref(),
        Some("https://shop.example/a")
    );
    assert!(!both.update_from(found[1].clone()), "known already");
    let mut other = found[0].clone();
    other.opportunities[0].sentences[0].before = "We say ".into();
    assert!(both.update_from(other));
    let because = both.opportunities[0].because[0].to_string();
    assert!(
        both.opportunities[0].sentences.len() == 2 && because.ends_with("2."),
        "{because}"
    );
}

fn values() -> impl Strategy<Value = Vec<Vec<String>>> {
    let value = "[ -~\\n\"',;|=+@äß茶\\t-]{0,12}";
    prop::collection::vec(prop::collection::vec(value, 4), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_the_importer(text in "(\\PC|[\\n\\r\\t\",;|\u{feff}]){0,400}", cuts in prop::collection::vec(1_usize..40, 0..20)) {
        let mut importer = Importer::default();
        let mut rest: Vec<char> = text.chars().collect();
        for cut in cuts {
            let tail = rest.split_off(cut.min(rest.len()));
            importer.push(&rest.iter().collect::<String>());
            rest = tail;
        }
        importer.push(&rest.iter().collect::<String>());
        importer.end();
        let batch = all(&mut importer);
        let lines = text.matches(['\n', '\r']).count() + 1;
        prop_assert!(batch.rows() <= lines);
        let mut at_once = whole(&text);
        prop_assert_eq!(all(&mut at_once), batch);
    }

    #[test]
    fn a_table_that_was_written_reads_back(rows in values(), separator in prop::sample::select(vec![b',', b';', b'\t', b'|'])) {
        let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
        let header = ["first", "second", "third", "fourth"];
        writer.write_record(header).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        // A declared separator, so that it need not be detected from the few rows.
        let text = format!("sep={}\n{text}", char::from(separator));
        let read: Vec<Vec<String>> = Table::rows_of(&text).into_iter().map(|row| row.unwrap().fields).collect();
        let trimmed = |row: &Vec<String>| row.iter().map(|value| value.trim().to_owned()).collect::<Vec<_>>();
        let written: Vec<Vec<String>> = std::iter::once(header.map(str::to_owned).to_vec()).chain(rows.iter().map(trimmed)).collect();
        prop_assert_eq!(read, written);
    }

    #[test]
    fn exported_prospects_read_back(title in "[ -~\\n\"',;=+@äß茶-]{0,30}", author in "['=@+-]{0,3}[ -~]{0,9}") {
        let listed = Listed {
            page: "https://blog.example.com/teas".into(),
            title: Some(title.trim().to_owned()).filter(|title| !title.is_empty()),
            author: Some(author.trim().to_owned()).filter(|author| !author.is_empty()),
            ..Listed::default()
        };
        let site = Site::from_domain("acme.com").unwrap();
        let prospect = Prospect::listed(&listed, Tool::Other, &site, 9);
        let read = all(&mut whole(&prospects_csv([&prospect]))).taken.remove(0);
        prop_assert_eq!(read.page, listed.page);
        prop_assert_eq!(read.title, listed.title);
        prop_assert_eq!(read.author, listed.author);
    }
}

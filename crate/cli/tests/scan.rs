//! `linkglance scan` as users call it: archives in, rows out, and how it deals with what is broken.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod program;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const LINKED: &str = "<title>Tea</title><article><p>We like the <a href='https://acme.com/tea'>good \
                      tea</a> of theirs.</p></article>";
const NAMED: &str = "<article><p>The tea of Acme is the one we like best.</p></article>";
const NOTHING: &str = "<article><p>See <a href='https://other.example/'>this</a>.</p></article>";

fn scan(arguments: &[&str], input: &[u8]) -> Output {
    program::run(&[&["scan"], arguments].concat(), input)
}

fn acme(arguments: &[&str], input: &[u8]) -> Output {
    scan(&[arguments, &["--domain", "acme.com"]].concat(), input)
}

fn rows(output: &Output) -> Vec<Value> {
    assert_eq!(output.status.code(), Some(0), "{}", errors(output));
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let rows = text.lines().map(|line| serde_json::from_str(line).unwrap());
    rows.collect()
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// One clear line on standard error, none on standard output, exit 2.
fn assert_refused(output: &Output, words: &str) {
    let error = errors(output);
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(output.stdout.is_empty());
    assert_eq!(error.trim_end().lines().count(), 1, "{error}");
    assert!(error.contains(words), "{error:?} does not say {words:?}");
}

fn record(number: usize, headers: &str, body: &[u8]) -> Vec<u8> {
    let http = format!("HTTP/1.1 {headers}\r\n\r\n");
    let length = http.len() + body.len();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-11-30T10:00:00Z\r\n\
         WARC-Target-URI: https://blog{number}.example/post\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), http.as_bytes(), body, b"\r\n\r\n"].concat()
}

fn page(number: usize, html: &str) -> Vec<u8> {
    record(number, "200 OK\r\nContent-Type: text/html", html.as_bytes())
}

/// An empty folder of the test's own.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn file(folder: &Path, name: &str, content: &[u8]) -> String {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, content).unwrap();
    path.display().to_string()
}

#[test]
fn an_archive_gives_a_row_for_each_backlink_and_mention() {
    let archive = [page(1, LINKED), page(2, NOTHING), page(3, NAMED)].concat();
    let found = rows(&acme(&["-"], &archive));
    let short: Vec<(&str, &str)> = found
        .iter()
        .map(|row| (row["row"].as_str().unwrap(), row["page"].as_str().unwrap()))
        .collect();
    let expected = [
        ("backlink", "https://blog1.example/post"),
        ("mention", "https://blog3.example/post"),
    ];
    assert_eq!(short, expected);
    assert_eq!(found[0]["fetched"], "2026-11-30T10:00:00Z");
    assert_eq!(
        (&found[0]["site"], &found[0]["followed"]),
        (&"Acme".into(), &true.into())
    );
    assert_eq!(found[0]["headersKnown"], true);
    assert_eq!(found[1]["before"], "The tea of ");
}

#[test]
fn a_row_names_the_crawl_or_the_file_it_was_found_in() {
    let info = "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 25\r\n\r\n\
                isPartOf: CC-MAIN-2026-30\r\n\r\n";
    let named = [info.as_bytes(), &page(1, LINKED)].concat();
    let folder = folder("scan-source");
    let below = file(&folder, "CC-MAIN-2026-26/warc/a.warc", &named);
    let named = file(&folder, "b.warc", &named);
    let plain = file(&folder, "c.warc", &page(1, LINKED));
    let pages = folder.join("pages");
    file(&pages, "d/e.html", LINKED.as_bytes());
    let pages = pages.display().to_string();
    let base = ["--url-base", "https://blog.example/"];
    let of = |more: &[&str]| -> Vec<String> {
        let files = [below.as_str(), &named, &plain, &pages];
        let found = rows(&acme(&[&files[..], &base, more].concat(), b""));
        let sources = found.iter().map(|row| row["source"].as_str().unwrap());
        sources.map(str::to_owned).collect()
    };
    assert_eq!(
        of(&[]),
        ["CC-MAIN-2026-26", "CC-MAIN-2026-30", "c.warc", "pages"]
    );
    assert_eq!(of(&["--source", "mine"]), ["mine"; 4]);
}

#[test]
fn headers_of_the_response_count() {
    let archive = [
        record(
            1,
            "200 OK\r\nX-Robots-Tag: noindex, nofollow",
            LINKED.as_bytes(),
        ),
        record(
            2,
            "404 Not Found\r\nContent-Type: text/html",
            LINKED.as_bytes(),
        ),
        record(3, "200 OK\r\nContent-Type: image/png", LINKED.as_bytes()),
        record(
            4,
            "200 OK\r\nContent-Type: text/html; charset=iso-8859-1",
            b"<p>Caf\xe9 <a href='https://acme.com/'>t\xe9</a></p>",
        ),
    ];
    let found = rows(&acme(&["-"], &archive.concat()));
    assert_eq!(found.len(), 2);
    assert_eq!(found[0]["robots"]["index"], false);
    assert_eq!(found[0]["followed"], false);
    assert_eq!(found[1]["anchor"], "té");
}

#[test]
fn pages_in_utf_16_are_read() {
    let utf16: Vec<u8> = LINKED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let body = [b"\xff\xfe".as_slice(), &utf16].concat();
    let archive = record(1, "200 OK\r\nContent-Type: text/html", &body);
    assert_eq!(rows(&acme(&["-"], &archive)).len(), 1);
}

#[test]
fn a_list_of_pages_is_read_line_by_line() {
    let lines = [
        serde_json::json!({ "url": "https://a.example/", "html": LINKED,
            "headers": { "X-Robots-Tag": ["noindex"] }, "fetched": "2026-01-02" }),
        serde_json::json!({ "url": "https://b.example/", "html": NAMED,
            "headers": [["x-robots-tag", "nofollow"]] }),
        serde_json::json!({ "url": "https://c.example/", "html": LINKED }),
    ];
    let text = format!("{}\n\n{{ broken\n{}\n{}", lines[0], lines[1], lines[2]);
    let output = acme(&["-"], text.as_bytes());
    let found = rows(&output);
    assert_eq!(found.len(), 3);
    assert_eq!(
        (&found[0]["robots"]["index"], &found[0]["fetched"]),
        (&false.into(), &"2026-01-02".into())
    );
    assert_eq!(found[1]["robots"]["follow"], false);
    assert_eq!(
        (&found[2]["headersKnown"], &found[2]["robots"]["index"]),
        (&false.into(), &true.into())
    );
    let at = lines[0].to_string().len() + 2;
    assert!(
        errors(&output).contains(&format!("-, byte {at}: not a page of a list")),
        "{}",
        errors(&output)
    );
    assert!(errors(&output).contains("1 unreadable"));
}

#[test]
fn folders_are_read_in_order_and_links_to_folders_are_not_followed() {
    let folder = folder("scan-folder");
    file(&folder, "b/page two.html", LINKED.as_bytes());
    file(&folder, "a.htm", NAMED.as_bytes());
    file(&folder, "notes.txt", LINKED.as_bytes());
    #[cfg(unix)]
    std::os::unix::fs::symlink(&folder, folder.join("b/again")).unwrap();
    let name = folder.display().to_string();
    let pages = |output: &Output| -> Vec<String> {
        let rows = rows(output).into_iter();
        rows.map(|row| row["page"].as_str().unwrap().to_owned())
            .collect()
    };
    let based = acme(&[&name, "--url-base", "https://blog.example/x"], b"");
    let expected = [
        "https://blog.example/x/a.htm",
        "https://blog.example/x/b/page%20two.html",
    ];
    assert_eq!(pages(&based), expected);
    let output = acme(&[&name], b"");
    assert_eq!(pages(&output)[0], "https://unknown.invalid/a.htm");
    assert!(errors(&output).contains("--url-base"));
}

#[test]
fn an_unreadable_record_is_named_and_ends_nothing() {
    let bad = String::from_utf8(page(2, LINKED)).unwrap();
    let bad = bad
        .replace("Content-Length", "Content-Length-Lost")
        .into_bytes();
    let no_http = page(4, LINKED).split_off(0);
    let no_http = String::from_utf8(no_http)
        .unwrap()
        .replace("HTTP/1.1", "HTTQ/1.1");
    let archive = [
        page(1, LINKED),
        bad,
        page(3, LINKED),
        no_http.into_bytes(),
        page(5, NAMED),
    ];
    let at = [archive[0].len(), archive[..3].concat().len()];
    let folder = folder("scan-broken");
    let path = file(&folder, "a.warc", &archive.concat());
    let output = acme(&[&path], b"");
    assert_eq!(rows(&output).len(), 3);
    let error = errors(&output);
    for (at, what) in at
        .into_iter()
        .zip(["does not say how long", "no HTTP response"])
    {
        let line = error
            .lines()
            .find(|line| line.contains(&format!("{path}, byte {at}:")));
        assert!(line.is_some_and(|line| line.contains(what)), "{error}");
    }
    assert!(error.contains("2 unreadable"), "{error}");
}

#[test]
fn what_is_in_a_record_may_be_anything() {
    let binary: Vec<u8> = (0..60_000_u32).map(|at| (at * at % 251) as u8).collect();
    let html = |body: &[u8]| record(1, "200 OK\r\nContent-Type: text/html", body);
    let inner = [page(7, LINKED), page(8, NAMED)].concat();
    let archive = [
        html(&binary),
        html(b""),
        html(b"%PDF-1.7 \x00\x01"),
        html(&[0; 5_000]),
        html(&inner),
        page(2, LINKED),
    ];
    let output = acme(&["-"], &archive.concat());
    let found = rows(&output);
    let last = found.last().unwrap();
    assert_eq!(last["page"], "https://blog2.example/post");
    // An archive in a record is the text of one page, whatever that says.
    let others = found.iter().filter(|row| row["page"] != last["page"]);
    assert!(
        others
            .clone()
            .all(|row| row["page"] == "https://blog1.example/post")
    );
    assert!(errors(&output).contains("6 records"), "{}", errors(&output));
}

#[test]
fn a_page_that_is_cut_says_so_and_can_be_listed() {
    let cut = |page: Vec<u8>| {
        let text = String::from_utf8(page).unwrap();
        text.replace("WARC-Date", "WARC-Truncated: length\r\nWARC-Date")
            .into_bytes()
    };
    let archive = [
        cut(page(1, LINKED)),
        cut(page(2, NOTHING)),
        page(3, NOTHING),
    ]
    .concat();
    let found = rows(&acme(&["-"], &archive));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["limits"][0]["key"], "watch_truncated");
    let listed = rows(&acme(&["-", "--unknown"], &archive));
    assert_eq!(listed.len(), 2);
    assert_eq!(listed[1]["row"], "unknown");
    assert_eq!(listed[1]["page"], "https://blog2.example/post");
    assert_eq!(listed[1]["limits"][0]["key"], "watch_truncated");
}

#[test]
fn every_outbound_link_is_a_row_if_asked_for() {
    let archive = [page(1, LINKED), page(2, NOTHING)].concat();
    let kinds = |output: Output| -> Vec<String> {
        let rows = rows(&output).into_iter();
        rows.map(|row| row["row"].as_str().unwrap().to_owned())
            .collect()
    };
    let both = kinds(acme(&["-", "--all-links"], &archive));
    assert_eq!(both, ["backlink", "outbound_link"]);
    let links = kinds(scan(&["-", "--all-links"], &archive));
    assert_eq!(links, ["outbound_link", "outbound_link"]);
}

#[test]
fn csv_is_guarded_and_has_a_cell_for_each_column() {
    let html = "<title>=1+1</title><article><p>We like the <a href='https://acme.com/'>@tea</a>.</p></article>";
    let folder = folder("scan-csv");
    let out = folder.join("rows.csv").display().to_string();
    let output = acme(&["-", "--format", "csv", "--output", &out], &page(1, html));
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stdout.is_empty());
    let text = fs::read_to_string(&out).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with("row,site,page,host,domain,fetched,url"));
    assert!(
        lines[1].contains(",'=1+1,") && lines[1].contains(",'@tea,"),
        "{}",
        lines[1]
    );
}

#[test]
fn parquet_has_the_columns_of_csv_with_types() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    let folder = folder("scan-parquet");
    let out = folder.join("rows.parquet");
    let archive = [page(1, LINKED), page(2, NOTHING), page(3, NAMED)].concat();
    let name = out.display().to_string();
    let output = acme(&["-", "--format", "parquet", "--output", &name], &archive);
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    let reader = SerializedFileReader::new(fs::File::open(&out).unwrap()).unwrap();
    let rows: Vec<Vec<(String, Field)>> = reader
        .get_row_iter(None)
        .unwrap()
        .map(|row| row.unwrap().into_columns())
        .collect();
    assert_eq!(rows.len(), 2);
    let field = |row: usize, name: &str| {
        let column = rows[row].iter().find(|(found, _)| found == name);
        column.unwrap().1.clone()
    };
    assert_eq!(field(0, "row"), Field::Str("backlink".into()));
    assert_eq!(field(0, "followed"), Field::Bool(true));
    assert_eq!(field(0, "text"), Field::Null);
    assert_eq!(field(1, "text"), Field::Str("Acme".into()));
    assert_eq!(field(1, "followed"), Field::Null);
    assert!(matches!(field(1, "confidence"), Field::Double(sure) if sure > 0.5));
    let at = archive.len() - page(3, NAMED).len();
    assert_eq!(field(1, "offset"), Field::Long(i64::try_from(at).unwrap()));
    // A file without rows is a file, too.
    let none = scan(
        &[
            "-",
            "--format",
            "parquet",
            "--output",
            &name,
            "--domain",
            "none.example",
        ],
        &archive,
    );
    assert_eq!(none.status.code(), Some(0));
    let reader = SerializedFileReader::new(fs::File::open(&out).unwrap()).unwrap();
    assert_eq!(reader.metadata().file_metadata().num_rows(), 0);
}

#[test]
fn rows_are_in_the_order_of_the_input_however_many_threads() {
    // Long pages between short ones, so that they are not done in order.
    let long = NAMED.repeat(300);
    let archive: Vec<u8> = (0..60)
        .flat_map(|number| page(number, if number % 7 == 0 { &long } else { LINKED }))
        .collect();
    let one = acme(&["-", "--threads", "1"], &archive);
    let many = acme(&["-", "--threads", "8"], &archive);
    assert!(rows(&one).len() > 60);
    assert!(one.stdout == many.stdout);
}

#[test]
fn rows_of_several_files_are_in_the_order_of_the_files() {
    let folder = folder("scan-several");
    let long = NAMED.repeat(200);
    let several: Vec<String> = (0..5)
        .map(|number| {
            // The first are the longest, so that those behind them are done before.
            let pages = (0..60 - 12 * number).map(|at| match at % 9 {
                0 => page(at, &long),
                1 => record(at, "200 OK\r\nContent-Length", b""),
                _ => page(at, LINKED),
            });
            let pages: Vec<u8> = pages.flatten().collect();
            file(&folder, &format!("{number}.warc"), &pages)
        })
        .collect();
    let mut arguments: Vec<&str> = several.iter().map(String::as_str).collect();
    arguments.extend(["--all-links", "--threads"]);
    let one = acme(&[&arguments[..], &["1"]].concat(), b"");
    let many = acme(&[&arguments[..], &["8"]].concat(), b"");
    let found = rows(&one);
    assert!(found.len() > 150, "{}", found.len());
    assert!(one.stdout == many.stdout);
    let sources: Vec<&Value> = found.iter().map(|row| &row["source"]).collect();
    assert!(sources.is_sorted_by_key(|source| source.as_str()));
}

#[test]
fn a_first_look_saves_inspections_and_loses_no_row() {
    let archive: Vec<u8> = (0..30)
        .flat_map(|number| page(number, [NOTHING, LINKED, NAMED][number % 3]))
        .collect();
    let with = acme(&["-"], &archive);
    let without = acme(&["-", "--no-first-look"], &archive);
    assert_eq!(rows(&with).len(), 20);
    assert!(with.stdout == without.stdout);
    assert!(
        errors(&with).contains("30 pages, 20 inspected in full"),
        "{}",
        errors(&with)
    );
    assert!(errors(&without).contains("30 pages, 30 inspected in full"));
}

#[test]
fn many_profiles_are_looked_for_at_once() {
    let folder = folder("scan-profiles");
    let first = file(
        &folder,
        "a.json",
        br#"{ "name": "Acme", "domains": ["acme.com"] }"#,
    );
    let second = file(
        &folder,
        "b.json",
        br#"[{ "name": "Other", "domains": ["other.example"] }]"#,
    );
    let archive = [page(1, LINKED), page(2, NOTHING)].concat();
    let found = rows(&scan(&["-", "--site", &first, "--site", &second], &archive));
    let sites: Vec<&Value> = found.iter().map(|row| &row["site"]).collect();
    assert_eq!(sites, ["Acme", "Other"]);
}

#[test]
fn what_cannot_be_scanned_is_refused() {
    let folder = folder("scan-refused");
    let binary = file(&folder, "a.bin", &[0, 1, 2, 3, 4, 5, 6, 7]);
    let archive = file(&folder, "a.warc", &page(1, LINKED));
    assert_refused(&acme(&["missing.warc"], b""), "missing.warc");
    assert_refused(&acme(&[&archive, "missing.warc"], b""), "missing.warc");
    assert_refused(&acme(&[&binary], b""), "neither a WARC file");
    assert_refused(&acme(&["-"], b""), "neither a WARC file");
    assert_refused(&acme(&["-", "-"], &page(1, LINKED)), "once only");
    assert_refused(&scan(&[&archive], b""), "name a site");
    assert_refused(&acme(&[], b""), "");
    assert_refused(
        &acme(&[&archive, "--url-base", "ftp://a/"], b""),
        "ftp://a/",
    );
    assert_refused(
        &acme(&[&archive, "--output", "/missing/folder/rows"], b""),
        "rows",
    );
}

#[test]
fn an_output_that_is_an_input_is_refused_and_left_as_it_is() {
    let folder = folder("scan-output");
    let whole = page(1, LINKED);
    let archive = file(&folder, "a.warc", &whole);
    let pages = folder.join("pages");
    let html = file(&pages, "deep/b.html", LINKED.as_bytes());
    let pages = pages.display().to_string();
    let around = folder.join("pages/../a.warc").display().to_string();
    let new = folder.join("pages/new.html.gz").display().to_string();
    let mut same = vec![
        (vec![archive.as_str()], archive.clone()),
        (vec![&pages, &archive], around),
        (vec![&pages], html.clone()),
        (vec![&pages], new.clone()),
    ];
    #[cfg(unix)]
    {
        let (hard, soft) = (folder.join("hard"), folder.join("soft"));
        fs::hard_link(&archive, &hard).unwrap();
        std::os::unix::fs::symlink(&archive, &soft).unwrap();
        for link in [hard, soft] {
            same.push((vec![&archive], link.display().to_string()));
        }
    }
    for (inputs, output) in same {
        let refused = acme(&[&inputs[..], &["--output", &output]].concat(), b"");
        assert_refused(&refused, &output);
    }
    assert_eq!(fs::read(&archive).unwrap(), whole);
    assert_eq!(fs::read(&html).unwrap(), LINKED.as_bytes());
    assert!(!Path::new(&new).exists());
    let beside = folder.join("pages/rows.ndjson").display().to_string();
    let fine = acme(&[&pages, "--output", &beside], b"");
    assert_eq!(fine.status.code(), Some(0), "{}", errors(&fine));
}

#[test]
fn many_empty_lines_are_read_over() {
    let line = serde_json::json!({ "url": "https://a.example/", "html": LINKED });
    let text = format!("{line}\n{}{line}", "\n".repeat(200_000));
    assert_eq!(rows(&acme(&["-"], text.as_bytes())).len(), 2);
}

#[cfg(unix)]
#[test]
fn an_interrupted_scan_leaves_whole_rows_and_says_where_it_stopped() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_linkglance"))
        .args(["scan", "-", "--domain", "acme.com"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let archive: Vec<u8> = (0..50).flat_map(|number| page(number, LINKED)).collect();
    // More than a pipe and the reader's buffers hold, so that the scan is under way.
    let filler = record(
        99,
        "200 OK\r\nContent-Type: image/png",
        &b"x".repeat(1 << 20),
    );
    input.write_all(&archive).unwrap();
    input.write_all(&filler).unwrap();
    let id = child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    // The signal is on its way, and what is read after it is no longer looked at.
    std::thread::sleep(std::time::Duration::from_millis(500));
    let _ = input.write_all(&filler);
    let _ = input.write_all(&page(100, LINKED));
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", errors(&output));
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let pages: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(
        pages
            .iter()
            .all(|row| row["page"] != "https://blog100.example/post")
    );
    assert!(
        errors(&output).contains("stopped after -, byte"),
        "{}",
        errors(&output)
    );
}

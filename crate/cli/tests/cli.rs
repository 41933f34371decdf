//! The command line as users call it: what it prints, and how it refuses bad input.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod program;

use std::path::PathBuf;
use std::process::Output;

use program::run as linkglance;

const PAGE: &str = "<title>Tea</title><article>We like <a href='https://acme.com/tea'>Acme</a>.\
                    <a rel=nofollow href='//other.org/'>Other</a></article>";

fn inspect(more: &[&str], input: &[u8]) -> Output {
    let mut arguments = vec!["inspect", "-", "--url", "https://blog.example/tea"];
    arguments.extend(more);
    linkglance(&arguments, input)
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn file(name: &str, content: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path
}

/// One clear line on standard error, none on standard output, exit 2.
fn assert_refused(output: &Output, words: &str) {
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(output.stdout.is_empty(), "{}", stdout(output));
    assert_eq!(error.trim_end().lines().count(), 1, "{error}");
    assert!(error.contains(words), "{error:?} does not say {words:?}");
}

#[test]
fn text_gives_the_verdict_first_and_all_outbound_links() {
    let output = inspect(&["--domain", "acme.com"], PAGE.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    let text = stdout(&output);
    assert!(
        text.contains("1 link to Acme: 1 editorial, followed."),
        "{text}"
    );
    assert!(text.contains("Outbound links: 2"), "{text}");
    assert!(text.contains("not followed (nofollow)"), "{text}");
}

/// What makes every link of a page worthless is said before the links, in each form that is read.
#[test]
fn a_verdict_begins_with_what_blocks_the_page() {
    let page = PAGE.replacen(
        "<title>",
        "<link rel=canonical href=https://original.example/><title>",
        1,
    );
    assert_ne!(page, PAGE);
    for format in ["text", "markdown"] {
        let args = [
            "--domain",
            "acme.com",
            "--header",
            "X-Robots-Tag: noindex",
            "--format",
            format,
        ];
        let output = stdout(&inspect(&args, page.as_bytes()));
        let verdict = "Noindex page. Canonical elsewhere. 1 link to Acme: 1 editorial, followed.";
        assert!(output.contains(verdict), "{output}");
        let reason = "Blocker: The page names another address as its canonical";
        assert!(output.find(reason) < output.find(verdict), "{output}");
        assert!(output.contains(reason), "{output}");
    }
}

#[test]
fn json_is_the_report() {
    let output = inspect(
        &[
            "--domain", "acme.com", "--name", "Acme Ltd", "--format", "json",
        ],
        PAGE.as_bytes(),
    );
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["version"], 2);
    assert_eq!(report["page"]["title"], "Tea");
    assert_eq!(report["links"][0]["relation"], "own");
    assert_eq!(
        report["links"][1]["follow"]["because"][0]["value"],
        "nofollow"
    );
    assert_eq!(report["backlinks"][0]["site"], "Acme Ltd");
}

#[test]
fn a_profile_file_holds_one_site_or_several() {
    let one = r#"{ "name": "Acme", "domains": ["acme.com"], "aliases": [] }"#;
    let many = format!(r#"[{one}, {{ "name": "Other", "domains": ["other.org"] }}]"#);
    for (name, profile, backlinks) in [("one.json", one, 1), ("many.json", many.as_str(), 2)] {
        let path = file(name, profile.as_bytes());
        let path = path.to_str().unwrap();
        let output = inspect(&["--site", path, "--format", "json"], PAGE.as_bytes());
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["backlinks"].as_array().unwrap().len(), backlinks);
    }
}

#[test]
fn a_domain_may_be_pasted_as_an_address() {
    for domain in [
        "https://www.acme.com/tea?x=1#top",
        "//acme.com",
        "https:acme.com",
        " ACME.com:443/ ",
    ] {
        let text = stdout(&inspect(&["--domain", domain], PAGE.as_bytes()));
        assert!(text.contains("1 link to Acme: "), "{domain}: {text}");
    }
}

#[test]
fn queries_are_in_the_encoding_of_the_page() {
    let page = b"<meta charset=shift_jis><a href='https://acme.com/?q=\x92\x83'>\x92\x83</a>";
    let output = inspect(&["--format", "json"], page);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["links"][0]["url"], "https://acme.com/?q=%92%83");
}

#[test]
fn frames_of_a_file_are_counted() {
    let frames = "<iframe src=/a></iframe><iframe srcdoc='<p>'></iframe><iframe></iframe>\
                  <iframe src=about:blank></iframe>";
    let page = PAGE.replace("</article>", &format!("{frames}</article>"));
    let text = stdout(&inspect(&["--domain", "acme.com"], page.as_bytes()));
    assert!(
        text.contains("Frames that were not inspected (most are from other sites): 1."),
        "{text}"
    );
}

/// What an audit of the page asks for, in each form that is read.
#[test]
fn what_the_page_says_of_itself_is_shown() {
    let head = "<meta name=description content='All about tea'><meta property=og:type content=article>\
                <meta name=robots content=max-snippet:50><link rel=alternate hreflang=de href=/de>\
                <script type=application/ld+json>{\"@type\": \"Article\"}</script><title>";
    let page = PAGE.replacen("<title>", head, 1);
    let page = page.replace(
        "</article>",
        "<h2>Pots *and* cups</h2><img src=x></article>",
    );
    for (format, expected) in [
        (
            "text",
            [
                "  description      All about tea\n",
                "  words            ",
                "  images           1, 1 without an alternative text\n",
                "  structured data  Article\n",
                "  preview type     article\n",
                "  snippets and AI  max-snippet:50\n",
                "  language version de: https://blog.example/de\n",
                "  h2               Pots *and* cups\n",
            ],
        ),
        (
            "markdown",
            [
                "- description: All about tea\n",
                "- words: ",
                "- images: 1, 1 without an alternative text\n",
                "- structured data: Article\n",
                "- preview type: article\n",
                "- snippets and AI: max-snippet:50\n",
                "- language version: de: https://blog.example/de\n",
                "- h2: Pots \\*and\\* cups\n",
            ],
        ),
    ] {
        let args = ["--domain", "acme.com", "--format", format];
        let output = stdout(&inspect(&args, page.as_bytes()));
        for line in expected {
            assert!(output.contains(line), "{line:?} in {output}");
        }
    }
}

#[test]
fn headers_count_where_they_are_given() {
    let output = inspect(
        &[
            "--header",
            "X-Robots-Tag: noindex, nofollow",
            "--format",
            "json",
        ],
        PAGE.as_bytes(),
    );
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["page"]["robots"]["index"], false);
    assert_eq!(report["page"]["blockers"][0]["kind"], "noindex");
    assert_eq!(report["links"][0]["follow"]["followed"], false);
}

#[test]
fn page_text_cannot_steer_the_terminal() {
    let page = "<a href='https://acme.com/'>\u{1b}[31mred\u{202e}</a>";
    let output = inspect(&["--domain", "acme.com"], page.as_bytes());
    assert!(!stdout(&output).contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn a_page_that_cannot_be_used_is_refused() {
    assert_refused(&inspect(&[], b""), "empty");
    assert_refused(&inspect(&[], b"\x89PNG\r\n\x1a\n\0\0\0"), "binary");
    assert_refused(&inspect(&[], b"%PDF-1.4 <html>"), "PDF");
    assert_refused(&inspect(&[], b"{\"url\": \"https://acme.com/\"}"), "JSON");
    assert_refused(&inspect(&[], b"<\0h\0t\0m\0l\0>\0"), "UTF-16");
    let missing = [
        "inspect",
        "no-such-file.html",
        "--url",
        "https://a.example/",
    ];
    assert_refused(&linkglance(&missing, b""), "no-such-file.html");
    for url in [
        "tea",
        "mailto:a@b.example",
        "file:///tea.html",
        "http://[",
        "",
    ] {
        let output = linkglance(&["inspect", "-", "--url", url], PAGE.as_bytes());
        assert_refused(&output, "not the address of a web page");
    }
}

#[test]
fn a_profile_that_cannot_be_used_is_refused() {
    for (content, words) in [
        ("{", "not a site profile"),
        ("7", "not a site profile"),
        (
            r#"{ "name": "Acme", "domain": "acme.com" }"#,
            "unknown field",
        ),
        (r#"{ "name": "", "domains": ["acme.com"] }"#, "no name"),
        (r#"{ "name": "Acme", "domains": [] }"#, "no domain"),
        (
            r#"{ "name": "Acme", "domains": ["acme com"] }"#,
            "not a domain",
        ),
    ] {
        let path = file("broken.json", content.as_bytes());
        let output = inspect(&["--site", path.to_str().unwrap()], PAGE.as_bytes());
        assert_refused(&output, words);
    }
    assert_refused(
        &inspect(&["--domain", "acme"], PAGE.as_bytes()),
        "not a domain",
    );
    for (domain, words) in [
        ("co.uk", "public suffix"),
        ("https://github.io/", "public suffix"),
        ("*.acme.com", "covers its subdomains"),
    ] {
        for domains in [vec![domain], vec!["acme.com", "--domain", domain]] {
            let arguments = [vec!["--domain"], domains].concat();
            assert_refused(&inspect(&arguments, PAGE.as_bytes()), words);
        }
    }
    assert_refused(
        &inspect(&["--site", "none.json"], PAGE.as_bytes()),
        "none.json",
    );
}

#[test]
fn a_command_line_that_makes_no_sense_is_refused() {
    assert_refused(&linkglance(&[], b""), "linkglance");
    assert_refused(&linkglance(&["inspect", "-"], b""), "--url");
    assert_refused(&inspect(&["--format", "xml"], b""), "xml");
    assert_refused(
        &inspect(&["--header", "noindex"], PAGE.as_bytes()),
        "Name: value",
    );
    assert_refused(&inspect(&["--name", "Acme"], PAGE.as_bytes()), "--domain");
}

#[test]
fn help_and_version_are_answers() {
    let help = linkglance(&["inspect", "--help"], b"");
    assert_eq!(help.status.code(), Some(0));
    assert!(stdout(&help).contains("--url"));
    assert!(stdout(&linkglance(&["--version"], b"")).contains("linkglance"));
}

#[test]
fn csv_is_a_row_for_each_link_and_mention() {
    let output = inspect(
        &["--domain", "acme.com", "--format", "csv"],
        PAGE.as_bytes(),
    );
    assert_eq!(output.status.code(), Some(0));
    let text = stdout(&output);
    let mut lines = text.trim_start_matches('\u{feff}').split("\r\n");
    assert!(lines.next().unwrap().starts_with("row,site,page,url,"));
    let rows: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let kinds: Vec<&str> = rows
        .iter()
        .filter_map(|row| row.split(',').next())
        .collect();
    assert_eq!(kinds, ["backlink", "mention", "outbound link"], "{text}");
    assert!(rows[0].contains("https://acme.com/tea"), "{text}");
}

#[test]
fn markdown_shows_page_text_as_it_is() {
    let page = "<title>Tea *and* [more](x)</title><p>See <a href='https://acme.com/'>a_b</a>.";
    let output = inspect(
        &["--domain", "acme.com", "--format", "markdown"],
        page.as_bytes(),
    );
    assert_eq!(output.status.code(), Some(0));
    let text = stdout(&output);
    assert!(text.starts_with("# Tea \\*and\\* \\[more\\](x)"), "{text}");
    assert!(text.contains("## Acme"), "{text}");
    assert!(
        text.contains("- **a\\_b** to `https://acme.com/`"),
        "{text}"
    );
}

const GUEST_POST: &str = "<!doctype html><html lang=de><title>Tee</title>\
    <link rel=canonical href=https://blog.example/tea><article><h1>Tee</h1><p>Wir trinken jeden \
    Tag, und das seit vielen Jahren, am liebsten <a REL href='https://acme.com/tea'>guten Tee</a> \
    aus einem kleinen Laden, der sagt, wann er gepflückt wurde.</p></article>";
const AGREED: &str = r#"{ "target": "acme.com/tea", "visible": "in_source" }"#;

fn check(agreement: &str, rel: &str, more: &[&str]) -> Output {
    let test = std::thread::current().name().unwrap_or("").to_owned();
    let path = file(&format!("{test}.agreement"), agreement.as_bytes());
    let mut arguments = vec!["check", "-", "--url", "https://blog.example/tea"];
    arguments.extend(["--agreement", path.to_str().unwrap()]);
    arguments.extend(more);
    linkglance(&arguments, GUEST_POST.replace("REL", rel).as_bytes())
}

#[test]
fn a_kept_agreement_is_exit_0_and_a_broken_or_unclear_one_exit_1() {
    let kept = check(AGREED, "", &[]);
    assert_eq!(kept.status.code(), Some(0));
    assert!(stdout(&kept).contains("Kept: the agreement (7 as agreed, 0 not"));
    let broken = check(AGREED, "rel=nofollow", &[]);
    assert_eq!(broken.status.code(), Some(1));
    let text = stdout(&broken);
    assert!(text.contains("Broken: "), "{text}");
    // The message to the editor, in the page's language, signed by the site of the target.
    assert!(text.contains("Könnten Sie das bitte ändern?"), "{text}");
    assert!(text.contains("<a href=\"https://acme.com/tea\">guten Tee</a>"));
    assert!(text.trim_end().ends_with("\nAcme"), "{text}");
    let unclear = check(r#"{ "target": "acme.com/tea" }"#, "", &[]);
    assert_eq!(unclear.status.code(), Some(1));
    let text = stdout(&unclear);
    assert!(
        text.contains("Unclear: ") && text.contains("browser would tell"),
        "{text}"
    );
    assert!(!text.contains("To ask for a fix"), "{text}");
}

#[test]
fn a_check_comes_as_json_and_as_markdown() {
    let output = check(AGREED, "rel=nofollow", &["--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let check_json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(check_json["overall"], "broken");
    let findings = check_json["findings"].as_array().unwrap();
    let rel = findings
        .iter()
        .find(|found| found["point"] == "follow")
        .unwrap();
    assert_eq!(rel["state"], "fail");
    assert_eq!(rel["found"]["key"], "follow_not_followed");
    assert_eq!(rel["links"], serde_json::json!([0]));
    assert_eq!(check_json["links"][0]["link"]["region"], "content");
    let output = check(AGREED, "rel=nofollow", &["--format", "markdown"]);
    let text = stdout(&output);
    assert!(
        text.contains("| NOT | A followed link. | Not followed: nofollow. |"),
        "{text}"
    );
}

#[test]
fn profiles_and_headers_count_in_a_check() {
    let noindex = ["--header", "X-Robots-Tag: noindex"];
    assert_eq!(check(AGREED, "", &noindex).status.code(), Some(1));
    let named = check(
        r#"{ "target": "acme.com/tea", "visible": "in_source", "anchor": { "kind": "brand" } }"#,
        "",
        &["--domain", "acme.com", "--name", "Guten Tee"],
    );
    assert!(
        stdout(&named).contains("is of this kind: brand"),
        "{}",
        stdout(&named)
    );
}

#[test]
fn the_agreement_about_the_page_is_taken_from_a_list() {
    let list = "page,target,anchor,visible\n\
                blog.example/coffee,acme.com/coffee,,in_source\n\
                http://www.blog.example/tea/?utm_source=x,acme.com/tea,guten Tee,in_source\n\
                blog.example/broken,,,\n";
    let output = check(list, "", &[]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(
        error.contains("4: The agreement names no target."),
        "{error}"
    );
}

#[test]
fn an_agreement_that_cannot_be_used_is_refused() {
    for (agreement, words) in [
        ("", "no agreement in it"),
        ("{", "not JSON"),
        ("{}", "names no target"),
        (r#"{ "target": "acme" }"#, "not the address of a web page"),
        (
            r#"{ "target": "acme.com", "colour": 1 }"#,
            "no field of an agreement",
        ),
        (
            r#"{ "target": "acme.com", "regions": ["foot"] }"#,
            "regions can't be \"foot\"",
        ),
        (
            r#"{ "target": "acme.com", "rel": { "followed": true, "required": "sponsored" } }"#,
            "followed and marked sponsored",
        ),
        (
            r#"{ "target": "acme.com", "page": "https://other.example/" }"#,
            "no agreement in it is about",
        ),
        (r#"["acme.com", "acme.org"]"#, "2 agreements"),
    ] {
        assert_refused(&check(agreement, "", &[]), words);
    }
    let missing = [
        "check",
        "-",
        "--url",
        "https://a.example/",
        "--agreement",
        "none.json",
    ];
    assert_refused(&linkglance(&missing, GUEST_POST.as_bytes()), "none.json");
    assert_refused(&check(AGREED, "", &["--format", "csv"]), "csv");
    let address = file("address.agreement", AGREED.as_bytes());
    let address = [
        "check",
        "-",
        "--url",
        "tea",
        "--agreement",
        address.to_str().unwrap(),
    ];
    assert_refused(
        &linkglance(&address, GUEST_POST.as_bytes()),
        "not the address of a web page",
    );
    assert_refused(
        &linkglance(&["check", "-", "--url", "https://a.example/"], b""),
        "--agreement",
    );
}

/// Runs `watch` on a report of a page with the link and what came after it.
fn watch(name: &str, came: &[u8], more: &[&str]) -> Output {
    let report = inspect(
        &["--domain", "acme.com", "--format", "json"],
        PAGE.as_bytes(),
    );
    let before = file(&format!("{name}-before.json"), &report.stdout);
    let mut arguments = vec![
        "watch",
        "--before",
        before.to_str().unwrap(),
        "--after",
        "-",
    ];
    arguments.extend(["--url", "https://blog.example/tea"]);
    arguments.extend(more);
    linkglance(&arguments, came)
}

#[test]
fn watch_says_that_a_link_is_there() {
    let output = watch("there", PAGE.as_bytes(), &[]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        stdout(&output).contains("live: https://acme.com/tea"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn watch_says_what_changed_and_shows_both_sentences() {
    let came = PAGE.replace(
        "<a href='https://acme.com/tea'",
        "tea of <a rel=nofollow href='https://acme.com/tea'",
    );
    let output = watch("changed", came.as_bytes(), &[]);
    assert_eq!(output.status.code(), Some(0));
    let text = stdout(&output);
    assert!(text.contains("changed: https://acme.com/tea"), "{text}");
    assert!(text.contains("nofollow"), "{text}");
    assert!(
        text.contains("then: We like Acme") && text.contains("now: We like tea of Acme"),
        "{text}"
    );
}

#[test]
fn watch_calls_nothing_lost_that_it_has_not_seen_twice() {
    for (name, came, more, expected) in [
        ("missing", "<p>Tea.</p>", &[][..], "missing"),
        ("refused", "<p>No.</p>", &["--status", "403"][..], "unknown"),
        (
            "gone",
            "<p>Gone.</p>",
            &["--status", "410"][..],
            "page gone",
        ),
        (
            "home",
            "<p>Home.</p>",
            &["--final-url", "https://blog.example/"][..],
            "soft 404",
        ),
        (
            "wall",
            "<p>Wait.</p>",
            &["--header", "cf-mitigated: challenge"][..],
            "unknown",
        ),
    ] {
        let output = watch(name, came.as_bytes(), more);
        assert_eq!(output.status.code(), Some(1), "{name}");
        let text = stdout(&output);
        assert!(
            text.contains(&format!("\n{expected}: https://acme.com/tea")),
            "{text}"
        );
    }
}

#[test]
fn watch_writes_json() {
    let output = watch("json", PAGE.as_bytes(), &["--format", "json"]);
    let links: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(links[0]["target"], "https://acme.com/tea");
    assert_eq!(links[0]["state"]["standing"], "live");
}

#[test]
fn watch_refuses_what_is_no_report_or_has_no_link() {
    let nothing = file("nothing.json", b"{}");
    let arguments = [
        "watch",
        "--before",
        nothing.to_str().unwrap(),
        "--after",
        "-",
        "--url",
        "https://blog.example/tea",
    ];
    assert_refused(&linkglance(&arguments, b""), "not a report");
    let report = inspect(&["--format", "json"], PAGE.as_bytes());
    let none = file("none.json", &report.stdout);
    let arguments = [
        "watch",
        "--before",
        none.to_str().unwrap(),
        "--after",
        "-",
        "--url",
        "https://blog.example/tea",
    ];
    assert_refused(&linkglance(&arguments, b""), "no link to a site of yours");
    assert_refused(
        &watch("address", b"", &["--final-url", "tea"]),
        "not the address of a web page",
    );
}

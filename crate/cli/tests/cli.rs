//! The command line as a person uses it: what it prints, and how it refuses bad input.

#![allow(clippy::unwrap_used, missing_docs)]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const PAGE: &str = "<title>Tea</title><article>We like <a href='https://acme.com/tea'>Acme</a>.\
                    <a rel=nofollow href='//other.org/'>Other</a></article>";

fn linkglance(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_linkglance"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses its arguments does not read its input.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

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

/// One clear line on standard error, nothing on standard output, exit 2.
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

#[test]
fn json_is_the_report() {
    let output = inspect(
        &[
            "--domain", "acme.com", "--name", "Acme Ltd", "--format", "json",
        ],
        PAGE.as_bytes(),
    );
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["version"], 1);
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

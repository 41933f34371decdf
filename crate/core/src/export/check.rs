//! A check as plain text and as Markdown.

use std::fmt::{Result, Write};

use super::markdown_text::{code, escaped};
use crate::check::{Check, CheckedLink, Finding, Overall};
use crate::document::one_line;
use crate::letter::Letter;
use crate::point::CheckState;

/// The check as text for a terminal: the answer first, then point by point; the letter last.
pub fn check_text(check: &Check, letter: Option<&Letter>) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write_text(&mut out, check, letter);
    out
}

/// The check as Markdown, to be pasted into a ticket or a message.
pub fn check_markdown(check: &Check, letter: Option<&Letter>) -> String {
    let mut out = String::new();
    let _ = write_markdown(&mut out, check, letter);
    out
}

fn write_text(out: &mut String, check: &Check, letter: Option<&Letter>) -> Result {
    let page = &check.page;
    let title = page.title.as_deref().unwrap_or("(no title)");
    writeln!(out, "{}\n{}\n", one_line(title), one_line(&page.url))?;
    writeln!(out, "{}", one_line(&heading(check)))?;
    for found in &check.findings {
        writeln!(
            out,
            "  {:<10} {}",
            state(found.state),
            one_line(&found.expected.to_string())
        )?;
        writeln!(out, "             {}", one_line(&said(found)))?;
    }
    let others: Vec<&CheckedLink> = check.links.iter().filter(|link| !link.counts).collect();
    if !others.is_empty() {
        writeln!(out, "\nOther links to the target:")?;
    }
    for link in others {
        writeln!(out, "  {}", one_line(&other(link)))?;
    }
    if !check.near_misses.is_empty() {
        writeln!(out, "\nNear misses:")?;
    }
    for near in &check.near_misses {
        writeln!(out, "  {}", one_line(&near.because.to_string()))?;
    }
    for limit in &check.limits {
        writeln!(out, "\nNote: {}", one_line(&limit.to_string()))?;
    }
    if let Some(letter) = letter {
        writeln!(
            out,
            "\nTo ask for a fix ({}){}:\n\n{}",
            letter.language.tag(),
            recipient(letter),
            one_line(&letter.subject)
        )?;
        for line in letter.body.lines() {
            writeln!(out, "{}", one_line(line))?;
        }
    }
    Ok(())
}

fn write_markdown(out: &mut String, check: &Check, letter: Option<&Letter>) -> Result {
    let page = &check.page;
    let title = page.title.as_deref().unwrap_or("(no title)");
    writeln!(out, "# {}\n\n{}", escaped(title), code(&page.url))?;
    writeln!(out, "\n## {}\n", escaped(&heading(check)))?;
    writeln!(out, "| | agreed | found |\n| --- | --- | --- |")?;
    for found in &check.findings {
        let expected = escaped(&found.expected.to_string());
        writeln!(
            out,
            "| {} | {expected} | {} |",
            state(found.state),
            escaped(&said(found))
        )?;
    }
    let others: Vec<String> = check
        .links
        .iter()
        .filter(|link| !link.counts)
        .map(other)
        .collect();
    let near: Vec<String> = check
        .near_misses
        .iter()
        .map(|near| near.because.to_string())
        .collect();
    for (heading, rows) in [("Other links to the target", others), ("Near misses", near)] {
        if !rows.is_empty() {
            writeln!(out, "\n### {heading}\n")?;
        }
        for row in rows {
            writeln!(out, "- {}", escaped(&row))?;
        }
    }
    for limit in &check.limits {
        writeln!(out, "\n> {}", escaped(&limit.to_string()))?;
    }
    if let Some(letter) = letter {
        writeln!(
            out,
            "\n### To ask for a fix{}\n\n{}\n",
            escaped(&recipient(letter)),
            escaped(&letter.subject)
        )?;
        for line in letter.body.lines() {
            writeln!(out, "    {}", one_line(line))?;
        }
    }
    Ok(())
}

/// Where the letter goes, where the page says.
fn recipient(letter: &Letter) -> String {
    let to = letter.to.as_deref().map(one_line);
    to.map_or_else(String::new, |to| format!(", to {to}"))
}

/// "Broken: Guest post on tea (2 points as agreed, 1 not, 1 undetermined)."
fn heading(check: &Check) -> String {
    let count = |state| check.in_state(state).count();
    let counts = [CheckState::Pass, CheckState::Fail, CheckState::Unknown].map(count);
    let [pass, fail, unknown] = counts;
    let word = match check.overall {
        Overall::Kept => "Kept",
        Overall::Broken => "Broken",
        Overall::Unclear => "Unclear",
    };
    let name = if check.agreement.name.is_empty() {
        "the agreement"
    } else {
        &check.agreement.name
    };
    format!("{word}: {name} ({pass} as agreed, {fail} not, {unknown} undetermined).")
}

const fn state(state: CheckState) -> &'static str {
    match state {
        CheckState::Pass => "as agreed",
        CheckState::Fail => "NOT",
        CheckState::Unknown => "can't tell",
    }
}

/// What was found and what would settle it.
fn said(found: &Finding) -> String {
    let tell = found.would_tell.as_ref().map(|tell| format!(" {tell}"));
    format!("{}{}", found.found, tell.unwrap_or_default())
}

/// A link that does not count, with what is not as agreed of it.
fn other(link: &CheckedLink) -> String {
    let faults: Vec<String> = link
        .findings
        .iter()
        .filter(|found| found.state != CheckState::Pass)
        .map(|found| found.found.to_string())
        .collect();
    let url = link.link.url.as_deref().unwrap_or(&link.link.href);
    format!(
        "\"{}\" to {url}. {}",
        link.link.anchor.text,
        faults.join(" ")
    )
}

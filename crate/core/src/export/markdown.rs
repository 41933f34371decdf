//! The report as Markdown, to be pasted into a ticket or a message.

use std::fmt::{Result, Write};

use super::clip::write_markdown as write_links;
use super::markdown_text::{code, escaped};
use super::text::followed;
use super::{contacts, page, region_words, verdict_sentence};
use crate::report::{Link, LinkState, Report};
use crate::site::Site;

/// The verdict for each site with its backlinks, mentions, risks and opportunities, who to write to, what
/// the page says of itself, then all outbound links.
pub fn markdown(report: &Report, sites: &[Site]) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write_markdown(&mut out, report, sites);
    out
}

/// Some of the page's links, under its title.
pub fn markdown_of_links(report: &Report, links: &[&Link]) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write_heading(&mut out, report).and_then(|()| {
        writeln!(out, "\n## Links ({})\n", links.len())?;
        write_links(&mut out, links)
    });
    out
}

fn write_heading(out: &mut String, report: &Report) -> Result {
    let title = report.page.title.as_deref().unwrap_or("(no title)");
    writeln!(out, "# {}\n\n{}", escaped(title), code(&report.page.url))?;
    for blocker in &report.page.blockers {
        let reason = escaped(&blocker.reason.to_string());
        writeln!(out, "\n> Blocker: {reason}")?;
    }
    Ok(())
}

fn write_markdown(out: &mut String, report: &Report, sites: &[Site]) -> Result {
    write_heading(out, report)?;
    for site in sites {
        writeln!(out, "\n## {}\n", escaped(&site.name))?;
        writeln!(
            out,
            "{}",
            escaped(&verdict_sentence(&report.verdict(&site.name)))
        )?;
        write_backlinks(out, report, &site.name)?;
        write_mentions(out, report, &site.name)?;
        write_findings(out, report, &site.name)?;
    }
    write_contacts(out, report)?;
    write_page(out, report)?;
    let outbound: Vec<&Link> = report.outbound().collect();
    writeln!(out, "\n## Outbound links ({})\n", outbound.len())?;
    write_links(out, &outbound)?;
    for limit in &report.limits {
        writeln!(out, "\n> {}", escaped(&limit.to_string()))?;
    }
    Ok(())
}

fn write_backlinks(out: &mut String, report: &Report, site: &str) -> Result {
    for backlink in report.backlinks.iter().filter(|found| found.site == site) {
        let Some(link) = report.link(backlink.link) else {
            continue;
        };
        writeln!(
            out,
            "\n- **{}** to {}, {}, {}",
            escaped(&link.anchor.text),
            code(
                link.wraps
                    .as_ref()
                    .or(link.url.as_ref())
                    .unwrap_or(&link.href)
            ),
            region_words(link.placement.region),
            followed(link)
        )?;
        for risk in &backlink.risks {
            writeln!(out, "  - risk: {}", escaped(&risk.to_string()))?;
        }
        for factor in &backlink.factors {
            let state = factor.state.name();
            writeln!(out, "  - {state}: {}", escaped(&factor.reason.to_string()))?;
        }
    }
    Ok(())
}

fn write_mentions(out: &mut String, report: &Report, site: &str) -> Result {
    let mut mentions = report
        .mentions
        .iter()
        .filter(|found| found.site == site)
        .peekable();
    if mentions.peek().is_some() {
        writeln!(out, "\n### Mentions\n")?;
    }
    for mention in mentions {
        let link = match mention.link {
            LinkState::Own => "linked",
            LinkState::Other => "linked elsewhere",
            LinkState::None => "not linked",
        };
        let doubt = if mention.possible {
            ", possibly somebody else"
        } else {
            ""
        };
        writeln!(
            out,
            "- …{}**{}**{}… ({link}, {}{doubt})",
            escaped(&mention.before),
            escaped(&mention.text),
            escaped(&mention.after),
            region_words(mention.region)
        )?;
    }
    Ok(())
}

fn write_findings(out: &mut String, report: &Report, site: &str) -> Result {
    for findings in report.sites.iter().filter(|found| found.site == site) {
        if !findings.risks.is_empty() || !findings.opportunities.is_empty() {
            writeln!(out, "\n### Worth a look\n")?;
        }
        let opportunities = findings
            .opportunities
            .iter()
            .map(|opportunity| &opportunity.because);
        for reason in findings.risks.iter().chain(opportunities) {
            writeln!(out, "- {}", escaped(&reason.to_string()))?;
        }
    }
    Ok(())
}

fn write_contacts(out: &mut String, report: &Report) -> Result {
    let rows = contacts::rows(&report.contacts);
    if !rows.is_empty() {
        writeln!(out, "\n## Who to write to\n")?;
    }
    for row in rows {
        writeln!(out, "- {}: {} ({})", row.what, code(&row.value), row.found)?;
    }
    Ok(())
}

fn write_page(out: &mut String, report: &Report) -> Result {
    writeln!(out, "\n## The page\n")?;
    for row in page::rows(&report.page) {
        writeln!(out, "- {}: {}", row.what, escaped(&row.value))?;
    }
    Ok(())
}

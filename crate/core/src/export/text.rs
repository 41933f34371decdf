//! The report as plain text, for a terminal.

use std::fmt::Write;

use crate::backlink::Kind;
use crate::link::AnchorSource;
use crate::placement::Region;
use crate::report::{Group, Link, Report, Verdict};
use crate::site::Site;

/// The whole report as text: the verdict for each site, its backlinks, then all outbound links.
pub fn text(report: &Report, sites: &[Site]) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write_text(&mut out, report, sites);
    out
}

fn write_text(out: &mut String, report: &Report, sites: &[Site]) -> std::fmt::Result {
    let page = &report.page;
    writeln!(
        out,
        "{}",
        one_line(page.title.as_deref().unwrap_or("(no title)"))
    )?;
    writeln!(out, "{}", one_line(&page.url))?;
    for site in sites {
        writeln!(out, "\n{}", verdict_sentence(&report.verdict(&site.name)))?;
        for backlink in report.backlinks.iter().filter(|b| b.site == site.name) {
            if let Some(link) = report.link(backlink.link) {
                write_link(out, link)?;
                for factor in &backlink.factors {
                    let state = format!("{:?}", factor.state).to_lowercase();
                    writeln!(
                        out,
                        "      {state:<8} {}",
                        one_line(&factor.because.to_string())
                    )?;
                }
            }
        }
    }
    let outbound: Vec<&Link> = report.outbound().collect();
    writeln!(out, "\nOutbound links: {}", outbound.len())?;
    for link in outbound {
        write_link(out, link)?;
    }
    for note in page.notes.iter().chain(&report.limits) {
        writeln!(out, "\nNote: {}", one_line(&note.to_string()))?;
    }
    Ok(())
}

fn write_link(out: &mut String, link: &Link) -> std::fmt::Result {
    let url = link.url.as_deref().unwrap_or(&link.href);
    writeln!(out, "  {}", one_line(url))?;
    let words = match link.anchor.source {
        AnchorSource::None => "(no anchor text)".to_owned(),
        AnchorSource::Text => format!("\"{}\"", one_line(&link.anchor.text)),
        AnchorSource::Alt => format!("[image: {}]", one_line(&link.anchor.text)),
        AnchorSource::Title | AnchorSource::AriaLabel => {
            format!("[label: {}]", one_line(&link.anchor.text))
        }
    };
    writeln!(
        out,
        "      {words}, {}, {}",
        region_words(link.placement.region),
        follow_words(link)
    )
}

/// "2 links to Acme: 1 editorial, followed; 1 in the author bio, not followed (nofollow)."
pub fn verdict_sentence(verdict: &Verdict<'_>) -> String {
    let site = one_line(verdict.site);
    if verdict.own_page {
        return format!("This is a page of {site} itself.");
    }
    let groups: Vec<String> = verdict.groups.iter().map(group_words).collect();
    match verdict.backlinks() {
        0 => format!("No link to {site}."),
        1 => format!("1 link to {site}: {}.", groups.join("; ")),
        count => format!("{count} links to {site}: {}.", groups.join("; ")),
    }
}

fn group_words(group: &Group) -> String {
    let place = match group.kind {
        Kind::Editorial => "editorial",
        Kind::Sponsored => "sponsored",
        Kind::AffiliateOrAd => "advert",
        Kind::ResourceListing => "in a resource list",
        Kind::GuestPost
        | Kind::UserGenerated
        | Kind::Boilerplate
        | Kind::Related
        | Kind::SelfPromotion => region_words(group.region),
    };
    let follow = match group.followed {
        Some(true) => "followed".to_owned(),
        Some(false) if group.qualifies.is_empty() => "not followed".to_owned(),
        Some(false) => group.qualifies.join(" "),
        None => "follow unknown".to_owned(),
    };
    format!("{} {place}, {follow}", group.count)
}

fn region_words(region: Region) -> &'static str {
    match region {
        Region::Content => "in the content",
        Region::UserContent => "in user content",
        Region::AuthorBio => "in the author bio",
        Region::Navigation => "in the navigation",
        Region::Header => "in the header",
        Region::Footer => "in the footer",
        Region::Sidebar => "in the sidebar",
        Region::Related => "in related articles",
        Region::Advert => "in an advert",
        Region::Share => "in share buttons",
        Region::Other => "outside the page proper",
    }
}

fn follow_words(link: &Link) -> String {
    match link.follow.followed {
        Some(true) => "followed".to_owned(),
        Some(false) => {
            let causes: Vec<&str> = link
                .follow
                .because
                .iter()
                .map(|cause| cause.value.as_str())
                .collect();
            format!("not followed ({})", one_line(&causes.join(", ")))
        }
        None => "follow unknown".to_owned(),
    }
}

/// Page text on one line and without control characters, so that it cannot steer a terminal.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .collect()
}

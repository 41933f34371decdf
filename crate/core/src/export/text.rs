//! The report as plain text, for a terminal.

use std::fmt::Write;

use super::{contacts, page};
use crate::backlink::BacklinkKind;
use crate::document::one_line;
use crate::link::AnchorSource;
use crate::page::{BlockerKind, Cause};
use crate::placement::Region;
use crate::report::{
    Group, GroupFollow, GroupPlace, Link, LinkState, MentionsOf, Report, Statement, Verdict,
};
use crate::site::Site;

/// The whole report as text: the verdict for each site, its backlinks, who to write to, what the page says
/// of itself, then all outbound links.
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
    for blocker in &page.blockers {
        writeln!(out, "Blocker: {}", one_line(&blocker.reason.to_string()))?;
    }
    for site in sites {
        writeln!(out, "\n{}", verdict_sentence(&report.verdict(&site.name)))?;
        for backlink in report.backlinks.iter().filter(|b| b.site == site.name) {
            if let Some(link) = report.link(backlink.link) {
                write_link(out, link)?;
                for factor in &backlink.factors {
                    let state = factor.state.name();
                    writeln!(
                        out,
                        "      {state:<8} {}",
                        one_line(&factor.reason.to_string())
                    )?;
                }
                for risk in &backlink.risks {
                    writeln!(out, "      risk     {}", one_line(&risk.to_string()))?;
                }
            }
        }
        write_mentions(out, report, &site.name)?;
        write_findings(out, report, &site.name)?;
    }
    write_contacts(out, report)?;
    write_page(out, report)?;
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

fn write_mentions(out: &mut String, report: &Report, site: &str) -> std::fmt::Result {
    for mention in report.mentions.iter().filter(|found| found.site == site) {
        let link = match mention.link {
            LinkState::Own => "linked to the site",
            LinkState::Other => "in a link that leads elsewhere",
            LinkState::None => "not linked",
        };
        let doubt = if mention.possible {
            ", possibly not the site"
        } else {
            ""
        };
        let hidden = if mention.hidden { ", hidden" } else { "" };
        writeln!(
            out,
            "  …{}[{}]{}…",
            one_line(&mention.before),
            one_line(&mention.text),
            one_line(&mention.after)
        )?;
        writeln!(
            out,
            "      {link}, {}{hidden}{doubt}",
            region_words(mention.region)
        )?;
    }
    Ok(())
}

fn write_findings(out: &mut String, report: &Report, site: &str) -> std::fmt::Result {
    for findings in report.sites.iter().filter(|found| found.site == site) {
        for risk in &findings.risks {
            writeln!(out, "  Risk: {}", one_line(&risk.to_string()))?;
        }
        for opportunity in &findings.opportunities {
            writeln!(
                out,
                "  Opportunity: {}",
                one_line(&opportunity.because.to_string())
            )?;
        }
    }
    Ok(())
}

fn write_contacts(out: &mut String, report: &Report) -> std::fmt::Result {
    let rows = contacts::rows(&report.contacts);
    if !rows.is_empty() {
        writeln!(out, "\nWho to write to: {}", rows.len())?;
    }
    for row in rows {
        writeln!(out, "  {:<16} {}", row.what, one_line(&row.value))?;
        writeln!(out, "      {}", row.found)?;
    }
    Ok(())
}

fn write_page(out: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(out, "\nThe page:")?;
    for row in page::rows(&report.page) {
        writeln!(out, "  {:<16} {}", row.what, one_line(&row.value))?;
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

/// "2 links to Acme: 1 editorial, followed; 1 in the author bio, nofollow. 3 mentions without a
/// link." What makes all of it worthless comes first: "Noindex page. 2 links to Acme: …".
pub fn verdict_sentence(verdict: &Verdict<'_>) -> String {
    let site = one_line(verdict.site);
    let statements = verdict.statements();
    let sentences: Vec<String> = statements.iter().map(|one| worded(one, &site)).collect();
    sentences.join(" ")
}

fn worded(saying: &Statement<'_>, site: &str) -> String {
    match saying {
        Statement::Blocker(BlockerKind::Noindex) => "Noindex page.".to_owned(),
        Statement::Blocker(BlockerKind::Nofollow) => "Nofollow page.".to_owned(),
        Statement::Blocker(BlockerKind::CanonicalElsewhere) => "Canonical elsewhere.".to_owned(),
        Statement::Blocker(BlockerKind::RefreshElsewhere) => {
            "Sends its readers elsewhere.".to_owned()
        }
        Statement::Blocker(BlockerKind::UnavailableAfter) => {
            "Out of search by its date.".to_owned()
        }
        Statement::OwnPage => format!("This is a page of {site} itself."),
        Statement::NoLink => format!("No link to {site}."),
        Statement::Links(count, groups) => {
            let plural = if *count == 1 { "" } else { "s" };
            let groups: Vec<String> = groups.iter().map(group_words).collect();
            format!("{count} link{plural} to {site}: {}.", groups.join("; "))
        }
        Statement::Mentions(count, of) => {
            let plural = if *count == 1 { "" } else { "s" };
            let what = match of {
                MentionsOf::Unlinked => "without a link",
                MentionsOf::Elsewhere => "in a link that leads elsewhere",
                MentionsOf::Possible => "that may be somebody else",
            };
            format!("{count} mention{plural} {what}.")
        }
    }
}

fn group_words(group: &Group) -> String {
    let place = match group.place() {
        GroupPlace::Kind(kind) => kind_words(kind),
        GroupPlace::Region(region) => region_words(region),
    };
    let follow = match group.follow() {
        GroupFollow::Followed => "followed".to_owned(),
        GroupFollow::NotFollowed => "not followed".to_owned(),
        GroupFollow::Marked(marks) => marks.join(" "),
        GroupFollow::Unknown => "follow unknown".to_owned(),
    };
    format!("{} {place}, {follow}", group.count)
}

fn kind_words(kind: BacklinkKind) -> &'static str {
    match kind {
        BacklinkKind::Editorial => "editorial",
        BacklinkKind::GuestPost => "in a guest post",
        BacklinkKind::Sponsored => "sponsored",
        BacklinkKind::UserGenerated => "user-generated",
        BacklinkKind::ResourceListing => "in a resource list",
        BacklinkKind::AffiliateOrAd => "advert",
        BacklinkKind::Boilerplate => "boilerplate",
        BacklinkKind::Related => "related",
        BacklinkKind::SelfPromotion => "self-promotion",
        BacklinkKind::ArchiveCopy => "to an archived copy",
        BacklinkKind::Unplaced => "with unclear placement",
    }
}

pub(super) fn region_words(region: Region) -> &'static str {
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

/// Whether a link is followed, in a word for tables.
pub(super) fn followed(link: &Link) -> &'static str {
    match link.follow.followed {
        Some(true) => "followed",
        Some(false) => "not followed",
        None => "unknown",
    }
}

fn follow_words(link: &Link) -> String {
    match link.follow.followed {
        Some(true) => "followed".to_owned(),
        Some(false) => {
            let causes = Cause::values(&link.follow.because);
            format!("not followed ({})", one_line(&causes))
        }
        None => "follow unknown".to_owned(),
    }
}

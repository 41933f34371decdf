//! An agreement made from what is there: what is found on the page today is what is agreed.

use super::{Agreement, AnchorTerm, DisclosureTerm, RelTerm, Target, Visible};
use super::{judge, leads_to};
use crate::document::collapse;
use crate::page::Nature;
use crate::point::{CheckState, Point, route};
use crate::report::{Link, Report};
use crate::url::is_web;

impl Agreement {
    /// What is there, as agreed: one link, by its index in the report, and its page. Terms the page
    /// does not meet or that can't be determined are left out. `None` if the link leads to no web page, or to a
    /// copy of one.
    pub fn as_found(report: &Report, link: usize) -> Option<Self> {
        let link = report.link(link)?;
        let target = leads_to(link).filter(is_web)?;
        if route::is_copy(&link.through) {
            return None;
        }
        let paid = report.page.disclosure.as_ref();
        let mut agreement = Self {
            name: report.page.title.clone().unwrap_or_default(),
            page: Some(report.page.url.clone()),
            targets: vec![Target::from(String::from(target))],
            anchor: anchor(link),
            rel: rel(link),
            regions: vec![link.placement.region],
            disclosure: paid
                .filter(|found| found.nature == Nature::Paid)
                .map(|_| DisclosureTerm::Present),
            ..Self::default()
        };
        let mut judged = judge::link(&link.subject(&report.page), &agreement);
        judged.extend(judge::page(&report.page, report.is_partial(), &agreement));
        for (point, _, judged) in judged {
            if judged.state != CheckState::Pass {
                agreement.leave_out(point, link.hidden);
            }
        }
        Some(agreement)
    }

    fn leave_out(&mut self, point: Point, hidden: Option<bool>) {
        match point {
            Point::Anchor => self.anchor = AnchorTerm::Any,
            Point::Follow => self.rel = RelTerm::default(),
            Point::Placement => self.regions.clear(),
            Point::Visible if hidden.is_none() => self.visible = Visible::InSource,
            Point::Visible => self.visible = Visible::Any,
            Point::Route => self.direct = false,
            Point::Indexable => self.indexable = false,
            Point::Canonical => self.canonical = false,
            Point::Disclosure => self.disclosure = None,
            // Agreements have no terms on these.
            Point::Target
            | Point::Count
            | Point::Neighbours
            | Point::Language
            | Point::Author
            | Point::Relevance
            | Point::Snippets
            | Point::Repeat => {}
        }
    }
}

fn anchor(link: &Link) -> AnchorTerm {
    match collapse(&link.anchor.text) {
        text if text.is_empty() => AnchorTerm::Any,
        text => AnchorTerm::Exact(text),
    }
}

/// Followed, or its marks and no others.
fn rel(link: &Link) -> RelTerm {
    let marks: Vec<String> = link.qualifying().map(str::to_owned).collect();
    RelTerm {
        followed: link.follow.followed == Some(true),
        allowed: marks.clone(),
        required: marks,
    }
}

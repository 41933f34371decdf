//! Whether pages of a site link to the user's sites: what each of them says, in its source.

use super::seen::Unknown;
use super::source::Source;
use crate::reason::Reason;
use crate::report::Link;

/// What is known of one page.
#[derive(Clone, PartialEq, Debug)]
pub enum LinkBack {
    /// It links to them.
    Links(Vec<BackLink>),
    /// Its source was read as a whole and links to none of them. A script may add a link.
    Nothing,
    /// It could not be read, or not as a whole.
    Unknown(Reason),
}

/// A link to one of the user's sites.
#[derive(Clone, PartialEq, Debug)]
pub struct BackLink {
    /// The name of the site's profile.
    pub site: String,
    /// The link.
    pub link: Link,
}

impl LinkBack {
    /// What the source of a page says, inspected for the user's sites.
    pub fn of(source: Result<&Source, &Reason>) -> Self {
        let source = match source {
            Ok(source) => source,
            Err(reason) => return Self::Unknown(reason.clone()),
        };
        let report = &source.report;
        let links: Vec<BackLink> = report
            .backlinks
            .iter()
            .filter_map(|backlink| {
                Some(BackLink {
                    site: backlink.site.clone(),
                    link: report.link(backlink.link)?.clone(),
                })
            })
            .collect();
        match (links.is_empty(), source.is_partial()) {
            (false, _) => Self::Links(links),
            (true, true) => Self::Unknown(Unknown::Truncated.reason(None)),
            (true, false) => Self::Nothing,
        }
    }
}

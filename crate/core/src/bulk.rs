//! Many pages at once: what one that was fetched is for each of the user's sites, in as few words as a
//! list of hundreds needs. Whoever works on one of them saves it as a prospect.

use serde::{Deserialize, Serialize};

use crate::backlink::Backlink;
use crate::document::Clock;
use crate::inspect::Profiles;
use crate::placement::Region;
use crate::prospect::{Millis, Prospect};
use crate::reason::Reason;
use crate::report::{LinkState, Report};
use crate::site::Site;
use crate::watch::{Response, Unseen, inspect_answer};

/// What came of one address.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// A page.
    Page {
        /// Its title.
        title: Option<String>,
        /// The address it was found at.
        url: String,
        /// What it is for each site, in the order of the profiles.
        sites: Vec<ForSite>,
    },
    /// Nothing that can be read.
    Unknown {
        /// Why.
        because: Reason,
    },
}

/// What a page is for one site.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ForSite {
    /// The name of the site's profile.
    pub site: String,
    /// In a word.
    pub is: Concern,
    /// The best of its links to the site.
    pub link: Option<FoundLink>,
    /// The page as a prospect, which is not saved yet; `None` where it names the site nowhere.
    pub prospect: Option<Box<Prospect>>,
}

/// In which way a page concerns a site.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Concern {
    /// It links to it.
    Backlink,
    /// It names it without a link.
    Mention,
    /// Neither.
    Nothing,
}

/// The best link of a page to a site.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FoundLink {
    /// Where it leads.
    pub target: Option<String>,
    /// Whether it is followed.
    pub followed: Option<bool>,
    /// Where on the page it is.
    pub region: Region,
    /// Its anchor text.
    pub anchor: String,
}

impl Concern {
    /// All of them, the best first.
    pub const ALL: [Self; 3] = [Self::Backlink, Self::Mention, Self::Nothing];

    /// Its name in files and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Backlink => "backlink",
            Self::Mention => "mention",
            Self::Nothing => "nothing",
        }
    }
}

impl Found {
    /// The best that the page is for any of the sites; `None` where it could not be read.
    pub fn best(&self) -> Option<&ForSite> {
        match self {
            Self::Page { sites, .. } => sites.iter().min_by_key(|site| site.is),
            Self::Unknown { .. } => None,
        }
    }
}

/// What came when an address was asked for, and the report of the page where there is one. A page that
/// was not read to its end is unknown: what is missing may be what is looked for.
pub fn found(
    asked: &str,
    response: &Response,
    profiles: &Profiles,
    now: Millis,
    out_of_time: Clock<'_>,
) -> (Found, Option<Report>) {
    match inspect_answer(asked, response, profiles, out_of_time) {
        Ok(report) => {
            let sites = profiles.sites().iter();
            let found = Found::Page {
                title: report.page.title.clone(),
                url: report.page.url.clone(),
                sites: sites.map(|site| for_site(&report, site, now)).collect(),
            };
            (found, Some(report))
        }
        Err(Unseen { because }) => (Found::Unknown { because }, None),
    }
}

fn for_site(report: &Report, site: &Site, now: Millis) -> ForSite {
    let mut links = report
        .backlinks
        .iter()
        .filter(|link| link.site == site.name);
    let link = links.next().and_then(|first| {
        let best = links.fold(first, |best, link| {
            if rank(report, link) < rank(report, best) {
                link
            } else {
                best
            }
        });
        of_link(report, best)
    });
    let is = if link.is_some() {
        Concern::Backlink
    } else if names(report, site) {
        Concern::Mention
    } else {
        Concern::Nothing
    };
    let prospect = (is != Concern::Nothing).then(|| Box::new(Prospect::keep(report, site, now)));
    ForSite {
        site: site.name.clone(),
        is,
        link,
        prospect,
    }
}

/// Followed before not followed, the page's own text before the rest.
fn rank(report: &Report, backlink: &Backlink) -> (bool, bool) {
    let link = report.link(backlink.link);
    (
        link.and_then(|link| link.follow.followed) != Some(true),
        link.is_none_or(|link| link.placement.region != Region::Content),
    )
}

fn of_link(report: &Report, backlink: &Backlink) -> Option<FoundLink> {
    let link = report.link(backlink.link)?;
    Some(FoundLink {
        target: link.wraps.clone().or_else(|| link.url.clone()),
        followed: link.follow.followed,
        region: link.placement.region,
        anchor: link.anchor.text.clone(),
    })
}

/// Whether the page names the site where a person sees it, in words that mean the site.
fn names(report: &Report, site: &Site) -> bool {
    report.mentions.iter().any(|mention| {
        mention.site == site.name
            && mention.link != LinkState::Own
            && !mention.hidden
            && !mention.possible
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watch::{Answer, Fault};

    fn site(name: &str, domain: &str) -> Site {
        Site {
            name: name.to_owned(),
            domains: vec![domain.to_owned()],
            ..Site::default()
        }
    }

    fn of(body: &str) -> (Vec<Concern>, Found) {
        let profiles = Profiles::of(vec![
            site("Brightleaf", "brightleaf.example"),
            site("Kettle", "kettle.example"),
        ]);
        let response = Response::Answer(Answer {
            status: 200,
            url: "https://blog.example/tea".to_owned(),
            body: format!(
                "<title>Tea</title><main>{body}<p>{}</p></main>",
                "word ".repeat(300)
            ),
            ..Answer::default()
        });
        let (found, _) = found("https://blog.example/tea", &response, &profiles, 5, &|| {
            false
        });
        let concerns = match &found {
            Found::Page { sites, .. } => sites.iter().map(|site| site.is).collect(),
            Found::Unknown { .. } => Vec::new(),
        };
        (concerns, found)
    }

    #[test]
    fn a_page_is_a_backlink_a_mention_or_nothing_for_each_site() {
        use Concern::{Backlink, Mention, Nothing};
        let link =
            "<p>We drink <a href='https://brightleaf.example/tea'>their tea</a> every day.</p>";
        let nofollow =
            "<p><a rel=nofollow href='https://brightleaf.example/'>Tea</a> and more of it.</p>";
        let name = "<p>The tea of Brightleaf is the one that we like best of all.</p>";
        let hidden = "<p style='display:none'>The tea of Brightleaf is the one we like best.</p>";
        let elsewhere =
            "<p>We buy from <a href='https://shop.example/'>Brightleaf</a> all year.</p>";
        for (body, expected) in [
            (link, [Backlink, Nothing]),
            (name, [Mention, Nothing]),
            (elsewhere, [Mention, Nothing]),
            (hidden, [Nothing, Nothing]),
            ("<p>Tea.</p>", [Nothing, Nothing]),
        ] {
            assert_eq!(of(body).0, expected, "{body}");
        }
        let (_, both) = of(&format!("{nofollow}{link}"));
        let best = both.best().unwrap();
        let found = best.link.as_ref().unwrap();
        assert_eq!(
            (found.followed, found.anchor.as_str()),
            (Some(true), "their tea")
        );
        let (_, named) = of(name);
        let prospect = named.best().unwrap().prospect.as_ref().unwrap();
        assert!(
            prospect.opportunities[0].sentences[0]
                .whole()
                .contains("like best of all")
        );
    }

    #[test]
    fn what_could_not_be_read_is_unknown_and_says_why() {
        let profiles = Profiles::of(vec![site("Brightleaf", "brightleaf.example")]);
        let nothing = Response::Nothing(Fault::Robots);
        let (found, report) = found("https://blog.example/", &nothing, &profiles, 5, &|| false);
        assert!(
            matches!(&found, Found::Unknown { because } if because.key() == crate::reason::Key::WatchRobots)
        );
        assert!(report.is_none() && found.best().is_none());
    }
}

//! What the page is to each of the user's sites, in the numbers of one line. Pure, so that it is tested
//! without a browser.

use linkglance_core::link::FollowState;
use linkglance_core::placement::Region;
use linkglance_core::report::{Link, MentionCounts, Report, Standing};

/// What the page is to one site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Summary {
    /// The site's name.
    pub(crate) name: String,
    /// Whether the page is the site's own.
    pub(crate) own_page: bool,
    pub(crate) standing: Standing,
    /// The state of the best link that can be seen, of any where none can.
    pub(crate) best: Option<FollowState>,
    /// How many links are in each state, the best first.
    pub(crate) states: Vec<(FollowState, usize)>,
    /// How many of them are hidden.
    pub(crate) hidden: usize,
    /// Where they are, each region once.
    pub(crate) regions: Vec<Region>,
    pub(crate) mentions: MentionCounts,
}

impl Summary {
    /// What a page is to a site.
    pub(crate) fn of(report: &Report, name: &str) -> Self {
        let verdict = report.verdict(name);
        let links: Vec<&Link> = links_to(report, name).collect();
        let state = |link: &&Link| link.follow.narrowest();
        let visible = links.iter().filter(|link| link.hidden != Some(true));
        let mut regions: Vec<Region> = Vec::new();
        for link in &links {
            if !regions.contains(&link.placement.region) {
                regions.push(link.placement.region);
            }
        }
        Self {
            name: name.to_owned(),
            own_page: verdict.own_page,
            standing: verdict.standing,
            best: visible
                .map(state)
                .max()
                .or_else(|| links.iter().map(state).max()),
            states: states_of(&links),
            hidden: links
                .iter()
                .filter(|link| link.hidden == Some(true))
                .count(),
            regions,
            mentions: verdict.mentions,
        }
    }

    /// How many links there are to the site.
    pub(crate) fn links(&self) -> usize {
        self.states.iter().map(|(_, count)| count).sum()
    }

    /// Mentions that are no link to the site, possible ones too.
    pub(crate) fn open_mentions(&self) -> usize {
        let MentionCounts {
            unlinked,
            elsewhere,
            possible,
            ..
        } = self.mentions;
        unlinked + elsewhere + possible
    }

    /// Whether there is anything to say of the site.
    pub(crate) fn has_finding(&self) -> bool {
        self.own_page || self.links() > 0 || self.open_mentions() > 0
    }
}

/// How many of some links are in each follow state, the best first; states of none are left out.
pub(crate) fn states_of(links: &[&Link]) -> Vec<(FollowState, usize)> {
    let states = FollowState::ALL.iter().rev().map(|&of| {
        let own = links.iter().filter(|link| link.follow.narrowest() == of);
        (of, own.count())
    });
    states.filter(|(_, count)| *count > 0).collect()
}

/// The links to a site, in document order.
pub(crate) fn links_to<'a>(report: &'a Report, name: &'a str) -> impl Iterator<Item = &'a Link> {
    let backlinks = report.backlinks.iter();
    backlinks
        .filter(move |found| found.site == name)
        .filter_map(|found| report.link(found.link))
}

/// How the room above the tabs is given to several sites: how many get a row of their own, and
/// whether a last row leads to the others. `rows` is all there is room for.
pub(crate) fn share(findings: usize, without: usize, rows: usize) -> (usize, bool) {
    let all = findings + usize::from(without > 0);
    if all <= rows {
        (findings, without > 0)
    } else {
        (rows.saturating_sub(1), true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use linkglance_core::{Page, Site, inspect};

    fn summary(html: &str) -> Summary {
        let page = Page {
            url: "https://blog.example/post".into(),
            html: format!(
                "<main><h1>Tea</h1><p>{} {html}</p></main>",
                "Words of a text about tea. ".repeat(9)
            ),
            ..Page::default()
        };
        let site = Site {
            name: "Mine Tea".into(),
            ..Site::from_domain("mine.example").unwrap()
        };
        let report = inspect(&page, &[site]).unwrap();
        Summary::of(&report, "Mine Tea")
    }

    #[test]
    fn links_are_counted_by_state_and_the_best_one_gives_the_icon() {
        let found = summary(
            "<a rel=nofollow href='https://mine.example/a'>a</a> and \
             <a rel='ugc nofollow' href='https://mine.example/b'>b</a> and \
             <a href='https://mine.example/c'>c</a>, says Mine Tea.",
        );
        let states = [
            (FollowState::Followed, 1),
            (FollowState::Nofollow, 1),
            (FollowState::Ugc, 1),
        ];
        assert_eq!(found.states, states);
        assert_eq!((found.links(), found.open_mentions()), (3, 1));
        assert_eq!(found.best, Some(FollowState::Followed));
        assert_eq!(found.regions, [Region::Content]);
        assert!(found.has_finding());
    }

    #[test]
    fn a_page_without_the_site_has_no_finding() {
        let found = summary("<a href='https://other.example/'>other</a>");
        assert!(!found.has_finding());
        assert_eq!((found.links(), found.best), (0, None));
    }

    #[test]
    fn rows_are_shared_so_that_the_others_are_always_in_reach() {
        for (findings, without, rows, shared) in [
            (2, 10, 3, (2, true)),
            (3, 0, 3, (3, false)),
            (3, 9, 3, (2, true)),
            (40, 0, 3, (2, true)),
            (0, 12, 3, (0, true)),
            (4, 0, 2, (1, true)),
        ] {
            assert_eq!(
                share(findings, without, rows),
                shared,
                "{findings} {without}"
            );
        }
    }
}

//! Which outbound links are listed: what the user has chosen, and whether a link is let through.
//! Pure, so that it is tested without a browser.

use linkglance_core::link::{AnchorKind, FollowState, Relation};
use linkglance_core::placement::Region;
use linkglance_core::report::{Link, Report};
use serde::{Deserialize, Serialize};

/// Which of the page's links are listed.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum Scope {
    /// Those to other sites, the user's included.
    #[default]
    Outbound,
    /// Those to pages of the page's own site.
    Internal,
    All,
}

impl Scope {
    pub(crate) const ALL: [Self; 3] = [Self::Outbound, Self::Internal, Self::All];

    /// Its name in tests.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Outbound => "outbound",
            Self::Internal => "internal",
            Self::All => "all",
        }
    }

    /// The message that names it.
    pub(crate) const fn message(self) -> &'static str {
        match self {
            Self::Outbound => "scope_outbound",
            Self::Internal => "scope_internal",
            Self::All => "mark_all",
        }
    }

    /// The links of a report that are in it, in document order.
    pub(crate) fn of(self, report: &Report) -> impl Iterator<Item = &Link> {
        report.links.iter().filter(move |link| match self {
            Self::Outbound => link.is_outbound(),
            Self::Internal => link.relation == Some(Relation::Internal),
            Self::All => true,
        })
    }
}

/// To whom a link leads, as users filter by it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LeadsTo {
    /// A site of the user's.
    Own,
    /// A competitor a profile names.
    Competitor,
    /// A site that pays for the link.
    Affiliate,
    /// Any other site.
    Other,
}

impl LeadsTo {
    pub(crate) const ALL: [Self; 4] = [Self::Own, Self::Competitor, Self::Affiliate, Self::Other];

    /// Whether a link leads there; an affiliate link may lead to a competitor, too.
    pub(crate) fn holds(self, link: &Link) -> bool {
        match self {
            Self::Own => link.relation == Some(Relation::Own),
            Self::Competitor => link.competitor.is_some(),
            Self::Affiliate => link.affiliate.is_some(),
            Self::Other => ![Self::Own, Self::Competitor, Self::Affiliate]
                .iter()
                .any(|other| other.holds(link)),
        }
    }
}

/// What the user has chosen. Within one group any of the chosen values will do; none chosen means
/// all; the groups must all hold.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Filter {
    pub(crate) follow: Vec<FollowState>,
    pub(crate) regions: Vec<Region>,
    pub(crate) leads_to: Vec<LeadsTo>,
    pub(crate) anchors: Vec<AnchorKind>,
    /// Only links that can't be seen on the page.
    pub(crate) hidden: bool,
    /// Words that must all be in the address or the anchor text. Not saved: a search belongs to
    /// the page it was made on.
    #[serde(skip)]
    pub(crate) text: String,
}

impl Filter {
    /// Whether no filter is chosen.
    pub(crate) fn is_empty(&self) -> bool {
        self.chips() == 0 && self.text.trim().is_empty()
    }

    /// How many chips are chosen.
    pub(crate) fn chips(&self) -> usize {
        let lists = self.follow.len() + self.regions.len() + self.leads_to.len();
        lists + self.anchors.len() + usize::from(self.hidden)
    }

    /// Whether the chips alone let a link through.
    pub(crate) fn chips_let_through(&self, link: &Link) -> bool {
        any(&self.follow, |&state| link.follow.is(state))
            && any(&self.regions, |&region| region == link.placement.region)
            && any(&self.leads_to, |to| to.holds(link))
            && any(&self.anchors, |&kind| kind == link.anchor.kind)
            && (!self.hidden || link.hidden == Some(true))
    }

    /// The words that are searched for.
    pub(crate) fn words(&self) -> Words {
        Words(
            self.text
                .split_whitespace()
                .map(str::to_lowercase)
                .collect(),
        )
    }
}

/// Words in lower case that must all be found.
pub(crate) struct Words(Vec<String>);

impl Words {
    /// Whether all of them are in what [`searched`] gave for a link.
    pub(crate) fn are_in(&self, searched: &str) -> bool {
        self.0.iter().all(|word| searched.contains(word))
    }
}

/// What of a link is searched, in lower case.
pub(crate) fn searched(link: &Link) -> String {
    let url = link.url.as_deref().unwrap_or(&link.href);
    format!("{url} {}", link.anchor.text).to_lowercase()
}

fn any<T>(chosen: &[T], holds: impl Fn(&T) -> bool) -> bool {
    chosen.is_empty() || chosen.iter().any(holds)
}

/// Chooses a value, if it is not chosen yet.
pub(crate) fn add<T: PartialEq>(chosen: &mut Vec<T>, value: T) {
    if !chosen.contains(&value) {
        chosen.push(value);
    }
}

/// Filters of outbound links that are often wanted, each with the message that names it, in the order of
/// their buttons.
pub(crate) fn presets() -> [(&'static str, Filter); 5] {
    use FollowState::{Followed, Nofollow, NotFollowed, Sponsored, Ugc};
    let follow = |states: &[FollowState]| Filter {
        follow: states.to_vec(),
        ..Filter::default()
    };
    let leads_to = |to: &[LeadsTo]| Filter {
        leads_to: to.to_vec(),
        ..Filter::default()
    };
    let editorial = Filter {
        regions: vec![Region::Content],
        ..follow(&[Followed])
    };
    let others = [LeadsTo::Competitor, LeadsTo::Affiliate, LeadsTo::Other];
    [
        ("preset_editorial", editorial),
        ("preset_nofollow", follow(&[Nofollow])),
        (
            "preset_marked",
            follow(&[Nofollow, Sponsored, Ugc, NotFollowed]),
        ),
        ("preset_external", leads_to(&others)),
        ("preset_competitors", leads_to(&[LeadsTo::Competitor])),
    ]
}

/// Chooses a value, or lets go of it.
pub(crate) fn toggle<T: PartialEq>(chosen: &mut Vec<T>, value: T) {
    match chosen.iter().position(|known| *known == value) {
        Some(at) => {
            chosen.remove(at);
        }
        None => chosen.push(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use linkglance_core::{Page, Site, inspect};

    const HTML: &str = "<main><h1>Tea</h1>\
        <p>A text about tea that is long enough to be what this page is for, and so it has words,\
        <a href='https://b.example/x'>Beta</a> and more words of that kind,\
        <a href='https://a.example/1' rel='nofollow ugc'>alpha tea</a> and so on for a while,\
        <a href='https://a.example/2' rel=sponsored>click here</a> and an\
        <a href='/inside'>inside</a> link.</p></main>\
        <footer><a href='https://mine.example/'>foot</a></footer>";

    fn shown(filter: &Filter) -> Vec<String> {
        let page = Page {
            url: "https://blog.example/post".into(),
            html: HTML.into(),
            ..Page::default()
        };
        let site = Site::from_domain("mine.example").unwrap();
        let report = inspect(&page, &[site]).unwrap();
        let words = filter.words();
        let shown = report
            .outbound()
            .filter(|link| filter.chips_let_through(link) && words.are_in(&searched(link)));
        shown.map(|link| link.anchor.text.clone()).collect()
    }

    #[test]
    fn nothing_chosen_lets_all_outbound_links_through() {
        let all = ["Beta", "alpha tea", "click here", "foot"];
        assert_eq!(shown(&Filter::default()), all);
        assert!(Filter::default().is_empty());
    }

    #[test]
    fn chips_of_a_group_add_up_and_groups_narrow() {
        let mut filter = Filter {
            follow: vec![FollowState::Ugc, FollowState::Sponsored],
            ..Filter::default()
        };
        assert_eq!(shown(&filter), ["alpha tea", "click here"]);
        filter.text = "TEA a.exa".into();
        assert_eq!(shown(&filter), ["alpha tea"]);
        filter.regions = vec![Region::Footer];
        assert_eq!(shown(&filter), [] as [&str; 0]);
    }

    #[test]
    fn each_group_of_chips_narrows_by_its_own() {
        let only = |change: fn(&mut Filter)| {
            let mut filter = Filter::default();
            change(&mut filter);
            assert_eq!(filter.chips(), 1);
            shown(&filter)
        };
        assert_eq!(only(|f| f.regions = vec![Region::Footer]), ["foot"]);
        assert_eq!(only(|f| f.leads_to = vec![LeadsTo::Own]), ["foot"]);
        assert_eq!(only(|f| f.leads_to = vec![LeadsTo::Other]).len(), 3);
        let generic = only(|f| f.anchors = vec![AnchorKind::Generic]);
        assert_eq!(generic, ["click here"]);
        // Without layout it is unknown what is hidden.
        assert_eq!(only(|f| f.hidden = true), [] as [&str; 0]);
    }

    #[test]
    fn chips_are_kept_and_the_search_is_not() {
        let filter = Filter {
            follow: vec![FollowState::Ugc],
            anchors: vec![AnchorKind::BrandPhrase],
            text: "tea".into(),
            ..Filter::default()
        };
        let kept = serde_json::to_string(&filter).unwrap();
        let again: Filter = serde_json::from_str(&kept).unwrap();
        let text = String::new();
        assert_eq!(again, Filter { text, ..filter });
    }

    #[test]
    fn a_value_is_chosen_and_let_go() {
        let mut chosen = vec![1];
        toggle(&mut chosen, 2);
        toggle(&mut chosen, 1);
        assert_eq!(chosen, [2]);
    }
}

//! Which outbound links are listed, and in what groups: pure, so that it is tested without a browser.

use linkglance_core::placement::Region;
use linkglance_core::report::Link;

/// How a link is followed, as people filter by it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum FollowState {
    Followed,
    Nofollow,
    Sponsored,
    Ugc,
    /// Not followed for another reason than its own rel, or not known.
    Other,
}

impl FollowState {
    pub(super) const ALL: [Self; 5] = [
        Self::Followed,
        Self::Nofollow,
        Self::Sponsored,
        Self::Ugc,
        Self::Other,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Followed => "followed",
            Self::Nofollow => "nofollow",
            Self::Sponsored => "sponsored",
            Self::Ugc => "ugc",
            Self::Other => "other",
        }
    }

    /// Whether a link is in this state; one with several tokens is in several.
    pub(super) fn holds(self, link: &Link) -> bool {
        let marked = |token| link.qualifying().any(|found| found == token);
        match self {
            Self::Followed => link.follow.followed == Some(true),
            Self::Nofollow | Self::Sponsored | Self::Ugc => marked(self.name()),
            Self::Other => link.follow.followed != Some(true) && link.qualifying().next().is_none(),
        }
    }
}

/// What a person has chosen. Within one group any of the chosen values will do; none chosen means
/// all; the groups must all hold.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Filter {
    pub(super) follow: Vec<FollowState>,
    pub(super) regions: Vec<Region>,
    /// Words that must all stand in the address or the anchor text.
    pub(super) text: String,
}

impl Filter {
    /// The outbound links that are let through, by region in the order of [`Region::ALL`]: the
    /// main content first.
    pub(super) fn groups<'a>(&self, links: &'a [Link]) -> Vec<(Region, Vec<&'a Link>)> {
        let words: Vec<String> = self
            .text
            .split_whitespace()
            .map(str::to_lowercase)
            .collect();
        let shown: Vec<&Link> = links
            .iter()
            .filter(|link| self.lets_through(link) && has_words(link, &words))
            .collect();
        let of = |region| {
            let inside = shown.iter().copied();
            let inside: Vec<&Link> = inside
                .filter(|link| link.placement.region == region)
                .collect();
            (region, inside)
        };
        Region::ALL
            .into_iter()
            .map(of)
            .filter(|(_, links)| !links.is_empty())
            .collect()
    }

    /// Whether nothing is chosen.
    pub(super) fn is_empty(&self) -> bool {
        self.follow.is_empty() && self.regions.is_empty() && self.text.trim().is_empty()
    }

    fn lets_through(&self, link: &Link) -> bool {
        link.is_outbound()
            && any(&self.follow, |state| state.holds(link))
            && any(&self.regions, |&region| region == link.placement.region)
    }
}

fn any<T>(chosen: &[T], holds: impl Fn(&T) -> bool) -> bool {
    chosen.is_empty() || chosen.iter().any(holds)
}

fn has_words(link: &Link, words: &[String]) -> bool {
    let url = link.url.as_deref().unwrap_or(&link.href);
    let text = format!("{url} {}", link.anchor.text).to_lowercase();
    words.iter().all(|word| text.contains(word))
}

/// Chooses a value, or lets go of it.
pub(super) fn toggle<T: PartialEq>(chosen: &mut Vec<T>, value: T) {
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
    use linkglance_core::{Page, inspect};

    const HTML: &str = "<main><h1>Tea</h1>\
        <p>A text about tea that is long enough to be what this page is for, and so it has words,\
        <a href='https://b.example/x'>Beta</a> and more words of that kind,\
        <a href='https://a.example/1' rel='nofollow ugc'>alpha tea</a> and so on for a while,\
        <a href='https://a.example/2' rel=sponsored>Zeta</a> and an\
        <a href='/inside'>inside</a> link.</p></main>\
        <footer><a href='https://d.example/'>foot</a></footer>";

    fn shown(filter: &Filter) -> Vec<String> {
        let page = Page {
            url: "https://blog.example/post".into(),
            html: HTML.into(),
            ..Page::default()
        };
        let report = inspect(&page, &[]).unwrap();
        let groups = filter.groups(&report.links);
        let group = |(region, links): (Region, Vec<&Link>)| {
            let anchors: Vec<&str> = links.iter().map(|link| link.anchor.text.as_str()).collect();
            format!("{}: {}", region.name(), anchors.join(", "))
        };
        groups.into_iter().map(group).collect()
    }

    #[test]
    fn nothing_chosen_lists_all_outbound_links_by_region() {
        let all = ["content: Beta, alpha tea, Zeta", "footer: foot"];
        assert_eq!(shown(&Filter::default()), all);
    }

    #[test]
    fn chips_of_a_group_add_up_and_groups_narrow() {
        let mut filter = Filter {
            follow: vec![FollowState::Ugc, FollowState::Sponsored],
            ..Filter::default()
        };
        assert_eq!(shown(&filter), ["content: alpha tea, Zeta"]);
        filter.text = "TEA a.exa".into();
        assert_eq!(shown(&filter), ["content: alpha tea"]);
        let footer = Filter {
            regions: vec![Region::Footer],
            ..Filter::default()
        };
        assert_eq!(shown(&footer), ["footer: foot"]);
    }

    #[test]
    fn a_value_is_chosen_and_let_go() {
        let mut chosen = vec![1];
        toggle(&mut chosen, 2);
        toggle(&mut chosen, 1);
        assert_eq!(chosen, [2]);
    }
}

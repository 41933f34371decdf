//! Which links the Links tab lists and in what order: pure, so that it is tested without a browser.

use std::cmp::Ordering;
use std::collections::HashMap;

use linkglance_core::link::{AnchorKind, Relation};
use linkglance_core::placement::Region;
use linkglance_core::report::Link;
use linkglance_core::url::{Url, site_of};

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
            Self::Other => {
                link.follow.followed != Some(true) && link.qualifying().next().is_none()
            }
        }
    }
}

/// What the list is sorted by.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) enum Order {
    /// As on the page.
    #[default]
    Page,
    Address,
    Anchor,
    Region,
}

impl Order {
    pub(super) const ALL: [Self; 4] = [Self::Page, Self::Address, Self::Anchor, Self::Region];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Address => "address",
            Self::Anchor => "anchor",
            Self::Region => "region",
        }
    }

    pub(super) fn from_name(name: &str) -> Self {
        let found = Self::ALL.into_iter().find(|order| order.name() == name);
        found.unwrap_or_default()
    }
}

/// What a person has chosen. Within one group any of the chosen values will do; none chosen means
/// all; the groups must all hold.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Filter {
    pub(super) follow: Vec<FollowState>,
    pub(super) regions: Vec<Region>,
    pub(super) relations: Vec<Relation>,
    pub(super) kinds: Vec<AnchorKind>,
    pub(super) hidden_only: bool,
    /// Words that must all stand in the address or the anchor text.
    pub(super) text: String,
    pub(super) order: Order,
    /// One row a target: repeats are counted, not listed.
    pub(super) fold_repeats: bool,
}

/// One row of the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Row {
    /// The link's index in the report.
    pub(super) link: usize,
    /// How many further links to the same target are folded into it.
    pub(super) repeats: usize,
}

impl Filter {
    /// The rows for a report's links, in order.
    pub(super) fn rows(&self, links: &[Link]) -> Vec<Row> {
        let words: Vec<String> = self
            .text
            .split_whitespace()
            .map(str::to_lowercase)
            .collect();
        let mut rows: Vec<Row> = links
            .iter()
            .filter(|link| self.lets_through(link) && has_words(link, &words))
            .map(|link| Row {
                link: link.index,
                repeats: 0,
            })
            .collect();
        if self.fold_repeats {
            rows = fold(rows, links);
        }
        rows.sort_by(|a, b| self.compare(links.get(a.link), links.get(b.link)));
        rows
    }

    fn lets_through(&self, link: &Link) -> bool {
        let relation = if self.relations.is_empty() {
            link.is_outbound()
        } else {
            link.relation
                .is_some_and(|relation| self.relations.contains(&relation))
        };
        relation
            && any(&self.follow, |state| state.holds(link))
            && any(&self.regions, |&region| region == link.placement.region)
            && any(&self.kinds, |&kind| kind == link.anchor.kind)
            && (!self.hidden_only || link.hidden == Some(true))
    }

    /// Links that are equal in what is sorted by stay in the page's order.
    fn compare(&self, a: Option<&Link>, b: Option<&Link>) -> Ordering {
        let (Some(a), Some(b)) = (a, b) else {
            return Ordering::Equal;
        };
        match self.order {
            Order::Page => Ordering::Equal,
            Order::Address => sort_address(a).cmp(sort_address(b)),
            Order::Anchor => a
                .anchor
                .text
                .to_lowercase()
                .cmp(&b.anchor.text.to_lowercase()),
            Order::Region => a.placement.region.name().cmp(b.placement.region.name()),
        }
    }
}

fn any<T>(chosen: &[T], holds: impl Fn(&T) -> bool) -> bool {
    chosen.is_empty() || chosen.iter().any(holds)
}

fn has_words(link: &Link, words: &[String]) -> bool {
    let url = link.url.as_deref().unwrap_or(&link.href);
    words.is_empty() || {
        let text = format!("{url} {}", link.anchor.text).to_lowercase();
        words.iter().all(|word| text.contains(word))
    }
}

fn sort_address(link: &Link) -> &str {
    let url = link.url.as_deref().unwrap_or(&link.href);
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    bare.strip_prefix("www.").unwrap_or(bare)
}

fn fold(rows: Vec<Row>, links: &[Link]) -> Vec<Row> {
    let mut first: HashMap<&str, usize> = HashMap::new();
    let mut folded: Vec<Row> = Vec::new();
    for row in rows {
        let Some(link) = links.get(row.link) else {
            continue;
        };
        let target = link.url.as_deref().unwrap_or(&link.href);
        let target = target.split('#').next().unwrap_or(target);
        match first.get(target).and_then(|&at| folded.get_mut(at)) {
            Some(known) => known.repeats += 1,
            None => {
                first.insert(target, folded.len());
                folded.push(row);
            }
        }
    }
    folded
}

/// The registrable domain a link leads to, to group by.
pub(super) fn domain(link: &Link) -> Option<String> {
    let url = Url::parse(link.url.as_deref()?).ok()?;
    Some(site_of(url.host_str()?).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use linkglance_core::{Page, inspect};

    const HTML: &str = "<main>\
        <a href='https://b.example/x'>Beta</a>\
        <a href='https://a.example/1' rel='nofollow ugc'>alpha tea</a>\
        <a href='https://a.example/1#part' rel=sponsored>Zeta</a>\
        <a href='/inside'>inside</a>\
        <a href='https://c.example/' hidden>gone</a></main>\
        <footer><a href='https://d.example/'>foot</a></footer>";

    fn anchors(filter: &Filter) -> Vec<String> {
        let page = Page {
            url: "https://blog.example/".into(),
            html: HTML.into(),
            ..Page::default()
        };
        let report = inspect(&page, &[]).unwrap();
        let rows = filter.rows(&report.links);
        let text = |row: Row| {
            let text = &report.links[row.link].anchor.text;
            match row.repeats {
                0 => text.clone(),
                n => format!("{text} +{n}"),
            }
        };
        rows.into_iter().map(text).collect()
    }

    #[test]
    fn nothing_chosen_lists_all_outbound_links_as_on_the_page() {
        let all = ["Beta", "alpha tea", "Zeta", "gone", "foot"];
        assert_eq!(anchors(&Filter::default()), all);
    }

    #[test]
    fn chips_of_a_group_add_up_and_groups_narrow() {
        let mut filter = Filter {
            follow: vec![FollowState::Ugc, FollowState::Sponsored],
            ..Filter::default()
        };
        assert_eq!(anchors(&filter), ["alpha tea", "Zeta"]);
        filter.text = "TEA a.exa".into();
        assert_eq!(anchors(&filter), ["alpha tea"]);
        let hidden = Filter {
            hidden_only: true,
            ..Filter::default()
        };
        assert_eq!(anchors(&hidden), ["gone"]);
        let internal = Filter {
            relations: vec![Relation::Internal],
            ..Filter::default()
        };
        assert_eq!(anchors(&internal), ["inside"]);
    }

    #[test]
    fn repeats_fold_and_orders_sort() {
        let filter = Filter {
            fold_repeats: true,
            order: Order::Address,
            ..Filter::default()
        };
        assert_eq!(anchors(&filter), ["alpha tea +1", "Beta", "gone", "foot"]);
        let filter = Filter {
            order: Order::Anchor,
            ..Filter::default()
        };
        assert_eq!(
            anchors(&filter),
            ["alpha tea", "Beta", "foot", "gone", "Zeta"]
        );
    }
}

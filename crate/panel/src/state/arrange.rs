//! The lines of the table of links: which links, in what order, under what headings, repeats of a
//! target folded. Pure, so that it is tested without a browser.

use std::cmp::Ordering;
use std::collections::HashMap;

use linkglance_core::placement::Region;
use linkglance_core::report::{Link, Repeats, Report};
use linkglance_core::url::{Url, is_web, site_of};
use serde::{Deserialize, Serialize};

use super::filter::{Filter, Scope, searched};
use linkglance_core::link::FollowState;

/// What the table is sorted by.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SortBy {
    /// The links' order on the page.
    #[default]
    Position,
    Anchor,
    Target,
    Follow,
    Region,
}

impl SortBy {
    pub(crate) const ALL: [Self; 5] = [
        Self::Position,
        Self::Anchor,
        Self::Target,
        Self::Follow,
        Self::Region,
    ];

    /// Its name in forms and tests.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Position => "position",
            Self::Anchor => "anchor",
            Self::Target => "target",
            Self::Follow => "follow",
            Self::Region => "region",
        }
    }
}

/// The table's order.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Order {
    pub(crate) by: SortBy,
    pub(crate) descending: bool,
}

/// What the table is grouped by.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Grouping {
    /// In the order of [`Region::ALL`]: the main content first.
    #[default]
    Region,
    /// By registrable domain.
    Domain,
    None,
}

impl Grouping {
    pub(crate) const ALL: [Self; 3] = [Self::Region, Self::Domain, Self::None];

    /// Its name in forms and tests.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Domain => "domain",
            Self::None => "none",
        }
    }
}

/// What the links under a heading have in common.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Common {
    Region(Region),
    Domain(String),
}

/// One line of the table. `number` counts lines from 1, folded ones too.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Line {
    Heading {
        number: usize,
        common: Common,
        links: usize,
    },
    /// A link, with the indices of later links to the same target that say the same.
    Link {
        number: usize,
        index: usize,
        repeats: Vec<usize>,
    },
}

/// What sorting, searching and folding need to know of one link; made once for a report and a scope.
#[derive(Debug)]
pub(crate) struct Entry {
    index: usize,
    searched: String,
    anchor: String,
    host: String,
    domain: String,
    follow: FollowState,
    region: usize,
    /// Equal for links that say the same.
    same: usize,
}

impl Entry {
    /// The links of a report that are in a scope, in document order.
    pub(crate) fn all(report: &Report, scope: Scope) -> Vec<Self> {
        let mut repeats = Repeats::default();
        scope
            .of(report)
            .map(|link| Self::new(link, &mut repeats))
            .collect()
    }

    fn new(link: &Link, repeats: &mut Repeats) -> Self {
        let url = link.url.as_deref().and_then(|url| Url::parse(url).ok());
        let url = url.filter(is_web);
        let host = url.as_ref().and_then(Url::host_str).unwrap_or("");
        let region = link.placement.region;
        Self {
            index: link.index,
            searched: searched(link),
            anchor: link.anchor.text.to_lowercase(),
            host: host.to_owned(),
            domain: site_of(host).to_owned(),
            follow: link.follow.narrowest(),
            region: Region::ALL
                .iter()
                .position(|&known| known == region)
                .unwrap_or_default(),
            same: repeats.number(link),
        }
    }

    /// The link's place in the report.
    pub(crate) fn index(&self) -> usize {
        self.index
    }

    fn compare(&self, other: &Self, by: SortBy) -> Ordering {
        match by {
            SortBy::Position => self.index.cmp(&other.index),
            // Links without words come last.
            SortBy::Anchor => (self.anchor.is_empty(), &self.anchor)
                .cmp(&(other.anchor.is_empty(), &other.anchor)),
            // A site's hosts come together.
            SortBy::Target => (&self.domain, &self.host).cmp(&(&other.domain, &other.host)),
            // Followed first, the narrowest last.
            SortBy::Follow => other.follow.cmp(&self.follow),
            SortBy::Region => self.region.cmp(&other.region),
        }
    }

    fn common(&self, grouping: Grouping) -> Option<Common> {
        match grouping {
            Grouping::Region => Region::ALL.get(self.region).copied().map(Common::Region),
            Grouping::Domain => Some(Common::Domain(self.domain.clone())),
            Grouping::None => None,
        }
    }
}

/// The table's lines. Groups by domain are in the order of their first links.
pub(crate) fn arrange(
    entries: &[&Entry],
    links: &[Link],
    filter: &Filter,
    order: Order,
    grouping: Grouping,
) -> Vec<Line> {
    let words = filter.words();
    let mut shown: Vec<&Entry> = entries
        .iter()
        .copied()
        .filter(|entry| {
            let link = links.get(entry.index);
            link.is_some_and(|link| filter.chips_let_through(link)) && words.are_in(&entry.searched)
        })
        .collect();
    // The sort is stable: what is equal stays in the page's order, backwards too.
    shown.sort_by(|a, b| {
        let order_of = a.compare(b, order.by);
        if order.descending {
            order_of.reverse()
        } else {
            order_of
        }
    });
    if grouping == Grouping::Region {
        shown.sort_by_key(|entry| entry.region);
    }
    let mut table = Vec::new();
    let mut number = 1;
    for (common, group) in grouped(shown, grouping) {
        if let Some(common) = common {
            table.push(Line::Heading {
                number,
                common,
                links: group.len(),
            });
            number += 1;
        }
        for (index, repeats) in folded(&group) {
            let count = 1 + repeats.len();
            table.push(Line::Link {
                number,
                index,
                repeats,
            });
            number += count;
        }
    }
    table
}

type Group<'a> = (Option<Common>, Vec<&'a Entry>);

fn grouped(shown: Vec<&Entry>, grouping: Grouping) -> Vec<Group<'_>> {
    let mut places: HashMap<Option<Common>, usize> = HashMap::new();
    let mut groups: Vec<Group<'_>> = Vec::new();
    for entry in shown {
        let common = entry.common(grouping);
        let next = groups.len();
        let place = *places.entry(common.clone()).or_insert(next);
        match groups.get_mut(place) {
            Some((_, entries)) => entries.push(entry),
            None => groups.push((common, vec![entry])),
        }
    }
    groups
}

/// The links with those folded into each, in order.
fn folded(entries: &[&Entry]) -> Vec<(usize, Vec<usize>)> {
    let mut places: HashMap<usize, usize> = HashMap::new();
    let mut rows: Vec<(usize, Vec<usize>)> = Vec::new();
    for entry in entries {
        let next = rows.len();
        let place = *places.entry(entry.same).or_insert(next);
        match rows.get_mut(place) {
            Some((_, repeats)) => repeats.push(entry.index),
            None => rows.push((entry.index, Vec::new())),
        }
    }
    rows
}

/// All links of the lines in order, folded ones too.
pub(crate) fn link_indices(lines: &[Line]) -> Vec<usize> {
    lines
        .iter()
        .flat_map(|line| match line {
            Line::Heading { .. } => Vec::new(),
            Line::Link { index, repeats, .. } => {
                let mut all = vec![*index];
                all.extend(repeats);
                all
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use linkglance_core::{Page, inspect};

    const HTML: &str = "<main><h1>Tea</h1>\
        <p>A text about tea that is long enough to be what this page is for, and so it has words,\
        <a href='https://b.example/x'>Beta</a> and more words of that kind,\
        <a href='https://www.a.example/1?utm_source=x' rel=nofollow>alpha</a> and so on for a while,\
        <a href='https://b.example/x/#part'>Beta again</a> and once more as an ad\
        <a href='https://b.example/x' rel=sponsored>Zeta</a> of that shop.</p></main>\
        <footer><a href='https://c.a.example/'>foot</a><a href='https://b.example/x'></a></footer>";

    /// The lines, written: headings in brackets, repeats after a plus.
    fn lines(filter: &Filter, by: SortBy, descending: bool, grouping: Grouping) -> Vec<String> {
        let page = Page {
            url: "https://blog.example/post".into(),
            html: HTML.into(),
            ..Page::default()
        };
        let report = inspect(&page, &[]).unwrap();
        let order = Order { by, descending };
        let entries = Entry::all(&report, Scope::Outbound);
        let entries: Vec<&Entry> = entries.iter().collect();
        let words = |index: &usize| report.link(*index).unwrap().anchor.text.clone();
        arrange(&entries, &report.links, filter, order, grouping)
            .iter()
            .map(|line| match line {
                Line::Heading {
                    number,
                    common,
                    links,
                } => match common {
                    Common::Region(region) => format!("{number} [{}] {links}", region.name()),
                    Common::Domain(domain) => format!("{number} [{domain}] {links}"),
                },
                Line::Link {
                    number,
                    index,
                    repeats,
                } => {
                    let repeats: Vec<String> = repeats.iter().map(words).collect();
                    format!("{number} {} +{}", words(index), repeats.join("+"))
                }
            })
            .collect()
    }

    #[test]
    fn by_region_the_content_comes_first_and_a_fold_hides_no_difference() {
        // The same target, tracking and fragment aside; the sponsored one and the one in the
        // footer say something else and have rows of their own.
        assert_eq!(
            lines(
                &Filter::default(),
                SortBy::Position,
                false,
                Grouping::Region
            ),
            [
                "1 [content] 4",
                "2 Beta +Beta again",
                "4 alpha +",
                "5 Zeta +",
                "6 [footer] 2",
                "7 foot +",
                "8  +"
            ]
        );
    }

    #[test]
    fn by_domain_subdomains_stand_together() {
        assert_eq!(
            lines(&Filter::default(), SortBy::Target, false, Grouping::Domain),
            [
                "1 [a.example] 2",
                "2 foot +",
                "3 alpha +",
                "4 [b.example] 4",
                "5 Beta +Beta again",
                "7 Zeta +",
                "8  +"
            ]
        );
    }

    #[test]
    fn without_groups_the_order_is_the_chosen_one_both_ways() {
        let all = |by, descending| lines(&Filter::default(), by, descending, Grouping::None);
        let words = |lines: Vec<String>| -> Vec<String> {
            let word = |line: &String| line.split(' ').nth(1).unwrap().to_owned();
            lines.iter().map(word).collect()
        };
        assert_eq!(
            words(all(SortBy::Anchor, false)),
            ["alpha", "Beta", "foot", "Zeta", ""]
        );
        assert_eq!(
            words(all(SortBy::Anchor, true)),
            ["", "Zeta", "foot", "Beta", "alpha"]
        );
        assert_eq!(
            words(all(SortBy::Follow, false)),
            ["Beta", "foot", "", "alpha", "Zeta"]
        );
        assert_eq!(
            words(all(SortBy::Position, true)),
            ["", "foot", "Zeta", "Beta", "alpha"]
        );
    }

    #[test]
    fn what_is_filtered_out_is_neither_listed_nor_folded_nor_counted() {
        let filter = Filter {
            text: "again".into(),
            ..Filter::default()
        };
        assert_eq!(
            lines(&filter, SortBy::Position, false, Grouping::Domain),
            ["1 [b.example] 1", "2 Beta again +"]
        );
        let none = Filter {
            text: "nowhere".into(),
            ..filter
        };
        assert!(lines(&none, SortBy::Position, false, Grouping::Domain).is_empty());
    }

    #[test]
    fn the_links_of_the_lines_are_all_that_are_shown() {
        let line = |index, repeats: &[usize]| Line::Link {
            number: 1,
            index,
            repeats: repeats.to_vec(),
        };
        assert_eq!(
            link_indices(&[line(3, &[5, 9]), line(4, &[])]),
            [3, 5, 9, 4]
        );
    }
}

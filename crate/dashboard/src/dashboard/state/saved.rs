//! Views of a list that the user has saved: what is searched, chosen and shown, and in which order.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::filter::{Chosen, Filters};
use super::row::Listed;
use super::sort::{Order, Sort};
use super::table::Table;

/// Most views of a list; a menu with more is a list of its own.
pub(in crate::dashboard) const MAX_VIEWS: usize = 24;

/// Longest name of a view, in characters.
pub(in crate::dashboard) const MAX_NAME: usize = 40;

/// The views of all lists, by the list's name.
pub(in crate::dashboard) type SavedViews = BTreeMap<String, Vec<SavedView>>;

/// A view. What it names is looked up again when it is used: another version may have other columns.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::dashboard) struct SavedView {
    pub(in crate::dashboard) name: String,
    text: String,
    preset: Option<String>,
    values: Vec<(String, String)>,
    by: String,
    descending: bool,
    hidden: BTreeSet<String>,
}

impl SavedView {
    /// A list as it is now. Rows that a chart has chosen are no part of it: they are those of that day.
    pub(in crate::dashboard) fn of<R: Listed>(name: &str, table: Table<R>) -> Self {
        let chosen = table.chosen.get_untracked();
        let sort = table.sort.get_untracked();
        let values = chosen.values.into_iter();
        Self {
            name: name.trim().chars().take(MAX_NAME).collect(),
            text: chosen.text,
            preset: chosen.preset.map(str::to_owned),
            values: values.map(|(of, value)| (of.to_owned(), value)).collect(),
            by: sort.by.to_owned(),
            descending: sort.descending,
            hidden: table.hidden.get_untracked(),
        }
    }

    /// What is chosen, as far as the list still has it.
    fn chosen<R>(&self, filters: &Filters<R>) -> Chosen {
        let mut presets = filters.presets.iter();
        let preset = presets.find(|one| Some(one.name) == self.preset.as_deref());
        let values = self.values.iter().filter_map(|(name, value)| {
            let mut facets = filters.facets.iter();
            let facet = facets.find(|facet| facet.name == name)?;
            Some((facet.name, value.clone()))
        });
        Chosen {
            text: self.text.clone(),
            preset: preset.map(|preset| preset.name),
            values: values.collect(),
            only: None,
        }
    }

    /// Puts a list as it was; `order` gives a column by its name.
    pub(in crate::dashboard) fn show<R: Listed>(
        &self,
        table: Table<R>,
        order: impl Fn(&str) -> Option<(&'static str, Order<R>)>,
    ) {
        table.chosen.set(self.chosen(table.filters));
        table.hidden.set(self.hidden.clone());
        if let Some((by, order)) = order(&self.by) {
            table.sort.set(Sort {
                by,
                order,
                descending: self.descending,
            });
        }
    }
}

/// Saves a view, in the place of one of the same name; `false` where there is no room for another.
pub(in crate::dashboard) fn save(all: &mut SavedViews, list: &str, view: SavedView) -> bool {
    let of_list = all.entry(list.to_owned()).or_default();
    if let Some(known) = of_list.iter_mut().find(|known| known.name == view.name) {
        *known = view;
        return true;
    }
    if of_list.len() >= MAX_VIEWS {
        return false;
    }
    of_list.push(view);
    of_list.sort_by_key(|view| view.name.to_lowercase());
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dashboard::state::backlinks::FILTERS;

    fn view(name: &str) -> SavedView {
        SavedView {
            name: name.into(),
            ..SavedView::default()
        }
    }

    #[test]
    fn a_name_has_one_view_and_a_list_a_few() {
        let mut all = SavedViews::new();
        assert!(save(&mut all, "backlinks", view("b")));
        assert!(save(&mut all, "backlinks", view("A")));
        let newer = SavedView {
            text: "tea".into(),
            ..view("b")
        };
        assert!(save(&mut all, "backlinks", newer.clone()));
        let of_list = all.get("backlinks").cloned().unwrap_or_default();
        assert_eq!(of_list, [view("A"), newer]);
        for n in 0..MAX_VIEWS {
            save(&mut all, "backlinks", view(&n.to_string()));
        }
        assert!(!save(&mut all, "backlinks", view("one more")));
        assert!(save(&mut all, "prospects", view("another list")));
    }

    #[test]
    fn what_a_list_no_longer_has_is_left_out() {
        let view = SavedView {
            preset: Some("links_lost".into()),
            values: vec![
                ("filter_follow".into(), "nofollow".into()),
                ("of old".into(), "x".into()),
            ],
            ..view("x")
        };
        let chosen = view.chosen(&FILTERS);
        assert_eq!(chosen.preset, Some("links_lost"));
        assert_eq!(chosen.values, [("filter_follow", "nofollow".to_owned())]);
        let gone = SavedView {
            preset: Some("of old".into()),
            ..view
        };
        assert_eq!(gone.chosen(&FILTERS).preset, None);
    }
}

//! The dashboard's state and what changes it. Everything that changes something stored goes through
//! [`State::run`], so that one place reports what happened, or why it did not, and how to undo it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::future::Future;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::Site;
use linkglance_core::prospect::{Prospect, Status};

use super::filter::{Column, Filter, Rows, Sort};
use linkglance_browser::backup::{Backup, Restored};
use linkglance_browser::clock;
use linkglance_browser::i18n::{t, t_count, t_with};
use linkglance_browser::persistence::{self, Safety};
use linkglance_browser::profiles::ProfileList;
use linkglance_browser::store::{
    Deleted, Edit, KeptText, Lost, Part, ProspectRow, Record, Reset, Reversal, Store, StoreError,
};
use linkglance_browser::words;

/// How many changes can be undone, one after the other.
const MAX_UNDO: usize = 30;

/// What the page is about at the moment; each has its own fragment of the address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::dashboard) enum View {
    Prospects,
    Backlinks,
    Domains,
    Agreements,
    Plots,
    Templates,
    Data,
}

impl View {
    pub(in crate::dashboard) const ALL: [Self; 7] = [
        Self::Prospects,
        Self::Backlinks,
        Self::Domains,
        Self::Agreements,
        Self::Plots,
        Self::Templates,
        Self::Data,
    ];

    /// Its fragment, and its message's name behind `view_`.
    pub(in crate::dashboard) const fn name(self) -> &'static str {
        match self {
            Self::Prospects => "prospects",
            Self::Backlinks => "backlinks",
            Self::Domains => "domains",
            Self::Agreements => "agreements",
            Self::Plots => "plots",
            Self::Templates => "templates",
            Self::Data => "data",
        }
    }

    /// The one the page's address names.
    pub(in crate::dashboard) fn of_address() -> Self {
        let fragment = window().location().hash().unwrap_or_default();
        let name = fragment.trim_start_matches('#');
        let found = Self::ALL.into_iter().find(|view| view.name() == name);
        found.unwrap_or(Self::Prospects)
    }
}

/// How far the page has come.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::dashboard) enum Phase {
    Opening,
    Ready,
    Failed(StoreError),
}

/// What takes a change back.
#[derive(Clone)]
pub(in crate::dashboard) enum Undo {
    Edits(Vec<(String, Reversal)>),
    Deleted(Deleted),
    Everything(Restored),
    Text(Reset),
}

/// Something that is worth saying.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::dashboard) struct Notice {
    pub(in crate::dashboard) sentence: String,
    pub(in crate::dashboard) failed: bool,
    pub(in crate::dashboard) undo: bool,
}

/// The page's state, which is there as long as the page.
pub(in crate::dashboard) type Model = &'static State;

/// All of the state, and what changes it.
pub(in crate::dashboard) struct State {
    store: StoredValue<Option<Store>, LocalStorage>,
    undo: StoredValue<Vec<Undo>, LocalStorage>,
    pub(in crate::dashboard) phase: RwSignal<Phase>,
    pub(in crate::dashboard) lost: RwSignal<Option<Lost>>,
    pub(in crate::dashboard) view: RwSignal<View>,
    pub(in crate::dashboard) board: RwSignal<bool>,
    /// All prospects in short, in no order.
    pub(in crate::dashboard) rows: RwSignal<Rows>,
    pub(in crate::dashboard) filter: RwSignal<Filter>,
    pub(in crate::dashboard) sort: RwSignal<Sort>,
    /// Those that the filter lets through, in order.
    pub(in crate::dashboard) shown: Memo<Rows>,
    pub(in crate::dashboard) selected: RwSignal<HashSet<String>>,
    /// The prospect whose details are open.
    pub(in crate::dashboard) open: RwSignal<Option<String>>,
    pub(in crate::dashboard) detail: RwSignal<Option<Arc<Prospect>>>,
    pub(in crate::dashboard) notice: RwSignal<Option<Notice>>,
    pub(in crate::dashboard) busy: RwSignal<bool>,
    pub(in crate::dashboard) profiles: ProfileList,
    /// The user's own sites, as the settings have them now.
    pub(in crate::dashboard) sites: Memo<Vec<Site>>,
    /// Grows with every change of records that are no prospects.
    pub(in crate::dashboard) records: RwSignal<u32>,
    /// How many stored records can't be read, by what they are.
    damaged: RwSignal<BTreeMap<&'static str, usize>>,
    /// How safe what is saved is; `None` while that is not known.
    pub(in crate::dashboard) safety: RwSignal<Option<Safety>>,
}

impl State {
    /// The state of a page that begins to open the database.
    pub(in crate::dashboard) fn start() -> Model {
        let rows: RwSignal<Rows> = RwSignal::default();
        let filter = RwSignal::new(Filter::default());
        let profiles = ProfileList::new();
        let sort = RwSignal::new(Sort::default());
        // Two steps: sorting is the dear one, and typing into the search leaves the order alone.
        let sorted = Memo::new(move |_| {
            let mut rows = rows.with(|rows| rows.to_vec());
            sort.get().apply(&mut rows);
            Rows::new(rows)
        });
        let shown = Memo::new(move |_| {
            filter.with(|filter| {
                if filter.is_empty() {
                    sorted.get()
                } else {
                    sorted.with(|rows| Rows::new(filter.pick(rows)))
                }
            })
        });
        let model: Model = Box::leak(Box::new(Self {
            store: StoredValue::new_local(None),
            undo: StoredValue::new_local(Vec::new()),
            phase: RwSignal::new(Phase::Opening),
            lost: RwSignal::new(None),
            view: RwSignal::new(View::of_address()),
            board: RwSignal::new(false),
            rows,
            filter,
            sort,
            shown,
            selected: RwSignal::default(),
            open: RwSignal::new(None),
            detail: RwSignal::new(None),
            notice: RwSignal::new(None),
            busy: RwSignal::new(false),
            profiles,
            sites: profiles.sites,
            records: RwSignal::new(0),
            damaged: RwSignal::default(),
            safety: RwSignal::new(None),
        }));
        spawn_local(model.begin());
        model
    }

    async fn begin(&'static self) {
        persistence::on_change(move || self.read_safety());
        self.read_safety();
        let lost = move |lost| self.lost.set(Some(lost));
        let opened = match Store::open(lost).await {
            Ok(store) => {
                store.on_change(move |part| self.changed_elsewhere(part));
                self.store.set_value(Some(store));
                self.lost.set(None);
                self.load().await
            }
            Err(error) => Err(error),
        };
        self.phase.set(match opened {
            Ok(()) => Phase::Ready,
            Err(error) => Phase::Failed(error),
        });
        // Without profiles the saved pages are still there to work on.
        if let Err(error) = self.profiles.start().await {
            self.fail_with(t_with("profiles_not_read", &[&error.to_string()]));
        }
    }

    fn read_safety(&'static self) {
        spawn_local(async move {
            // A value the browser does not report is not shown.
            if let Ok(safety) = Safety::load().await {
                self.safety.set(Some(safety));
            }
        });
    }

    /// How many of the stored records that were looked at can't be read.
    pub(in crate::dashboard) fn damaged(&'static self) -> usize {
        self.damaged.with(|all| all.values().sum())
    }

    /// The open database; `None` before it is open.
    pub(in crate::dashboard) fn store(&'static self) -> Option<Store> {
        self.store.get_value()
    }

    async fn load(&'static self) -> Result<(), StoreError> {
        let store = self.store().ok_or(StoreError::Closed)?;
        let rows = store.rows().await?;
        self.count_damaged(View::Prospects.name(), rows.damaged);
        self.take_all(rows.all);
        Ok(())
    }

    /// The records of a kind that can be read; the number of those that can't is reported.
    pub(in crate::dashboard) async fn readable<T: Record>(
        &'static self,
        store: &Store,
    ) -> Result<Vec<T>, StoreError> {
        let found = store.all::<T>().await?;
        self.count_damaged(T::STORE, found.damaged);
        Ok(found.all)
    }

    fn count_damaged(&'static self, store: &'static str, count: usize) {
        let known = |all: &BTreeMap<_, _>| all.get(store) == Some(&count);
        if !self.damaged.with_untracked(known) {
            self.damaged.update(|all| {
                all.insert(store, count);
            });
        }
    }

    fn take_all(&'static self, rows: Vec<ProspectRow>) {
        let rows: Rows = Arc::new(rows.into_iter().map(Arc::new).collect());
        let known: HashSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        self.selected
            .update(|ids| ids.retain(|id| known.contains(id.as_str())));
        let gone = |id: &Option<String>| id.as_ref().is_some_and(|id| !known.contains(id.as_str()));
        if self.open.with_untracked(gone) {
            self.close_detail();
        }
        drop(known);
        self.rows.set(rows);
    }

    /// Another window has changed something.
    fn changed_elsewhere(&'static self, part: Part) {
        if matches!(part, Part::Records | Part::Everything) {
            self.records.update(|count| *count += 1);
        }
        if matches!(part, Part::Prospects | Part::Everything) {
            spawn_local(async move {
                if let Err(error) = self.load().await {
                    self.fail(&error);
                }
                self.load_detail().await;
            });
        }
    }

    /// Does something to what is stored. What it gives is said, with an undo where there is one.
    pub(in crate::dashboard) fn run<F>(&'static self, work: impl FnOnce(Store) -> F + 'static)
    where
        F: Future<Output = Result<(String, Option<Undo>), StoreError>> + 'static,
    {
        let Some(store) = self.store() else {
            return;
        };
        self.busy.set(true);
        spawn_local(async move {
            match work(store).await {
                Ok((sentence, undo)) => self.say(sentence, undo),
                Err(error) => self.fail(&error),
            }
            self.load_detail().await;
            self.busy.set(false);
        });
    }

    /// Shows a notice, and holds what undoes the change.
    pub(in crate::dashboard) fn say(&'static self, sentence: String, undo: Option<Undo>) {
        let can = undo.is_some();
        self.undo.update_value(|all| {
            all.extend(undo);
            let over = all.len().saturating_sub(MAX_UNDO);
            all.drain(..over);
        });
        self.notice.set((!sentence.is_empty()).then_some(Notice {
            sentence,
            failed: false,
            undo: can,
        }));
    }

    /// Says why something was not done.
    pub(in crate::dashboard) fn fail(&'static self, error: &StoreError) {
        self.fail_with(words::error(error));
    }

    /// Says why something was not done, in words.
    pub(in crate::dashboard) fn fail_with(&'static self, sentence: String) {
        self.notice.set(Some(Notice {
            sentence,
            failed: true,
            undo: false,
        }));
    }

    /// Stores a text, or puts the program's own back in its place.
    pub(in crate::dashboard) fn set_text(&'static self, id: String, text: Option<KeptText>) {
        self.run(move |store| async move {
            let reset = store.set_text(id, text).await?;
            self.records.update(|count| *count += 1);
            Ok((t("done_saved"), Some(Undo::Text(reset))))
        });
    }

    /// The user's own texts, read now and again when they change.
    pub(in crate::dashboard) fn texts(&'static self) -> RwSignal<Option<Vec<KeptText>>> {
        let texts = RwSignal::new(None);
        Effect::new(move || {
            self.records.track();
            let Some(store) = self.store() else {
                return;
            };
            spawn_local(async move {
                match self.readable::<KeptText>(&store).await {
                    Ok(all) => drop(texts.try_set(Some(all))),
                    Err(error) => self.fail(&error),
                }
            });
        });
        texts
    }

    /// Changes prospects field by field; `said` is the notice about it, by their number.
    pub(in crate::dashboard) fn edit(
        &'static self,
        edits: Vec<(String, Edit)>,
        said: &'static str,
    ) {
        self.run(move |store| async move {
            let changed = store.change(&edits, clock::millis()).await?;
            let sentence = match changed.overwrote {
                0 if said.is_empty() => String::new(),
                0 => t_count(said, changed.rows.len(), &[]),
                _ => t("notes_overwritten"),
            };
            self.show_rows(changed.rows);
            let undo = (!changed.undo.is_empty()).then_some(Undo::Edits(changed.undo));
            Ok((sentence, undo))
        });
    }

    /// One status for several prospects.
    pub(in crate::dashboard) fn set_status(&'static self, ids: Vec<String>, status: Status) {
        let edits = ids.into_iter().map(|id| (id, Edit::Status(status)));
        self.edit(edits.collect(), "done_changed");
    }

    /// Deletes prospects.
    pub(in crate::dashboard) fn delete(&'static self, ids: Vec<String>) {
        self.run(move |store| async move {
            let deleted = store.delete(&ids).await?;
            let count = deleted.count();
            self.load().await?;
            Ok((
                t_count("done_deleted", count, &[]),
                Some(Undo::Deleted(deleted)),
            ))
        });
    }

    /// Takes the last change back. What cannot be taken back for now can be later.
    pub(in crate::dashboard) fn undo(&'static self) {
        let Some(last) = self.undo.try_update_value(Vec::pop).flatten() else {
            return;
        };
        self.run(move |store| async move {
            let undone = self.take_back(&store, &last).await;
            if undone.is_err() {
                self.undo.update_value(|all| all.push(last));
            }
            self.records.update(|count| *count += 1);
            Ok((undone?, None))
        });
    }

    /// Takes a change back, and gives what is to be said about it.
    async fn take_back(&'static self, store: &Store, last: &Undo) -> Result<String, StoreError> {
        match last {
            Undo::Edits(reversals) => {
                let undone = store.revert(reversals, clock::millis()).await?;
                let any = !undone.rows.is_empty();
                self.show_rows(undone.rows);
                Ok(match undone.superseded {
                    0 => t("done_undone"),
                    count if any => t_count("undone_in_part", count, &[]),
                    count => t_count("undone_nothing", count, &[]),
                })
            }
            Undo::Deleted(deleted) => {
                store.bring_back(deleted).await?;
                self.load().await?;
                Ok(t("done_undone"))
            }
            Undo::Everything(restored) => {
                let since = restored.take_back(store).await?;
                self.load().await?;
                Ok(match since {
                    0 => t("done_undone"),
                    count => t_count("undone_merged", count, &[]),
                })
            }
            Undo::Text(reset) => Ok(t(if store.reset_text(reset).await? {
                "done_undone"
            } else {
                "undone_no_text"
            })),
        }
    }

    /// Puts a backup in the place of everything.
    pub(in crate::dashboard) fn restore(&'static self, backup: Backup, said: &'static str) {
        self.run(move |store| async move {
            let (prospects, _) = backup.records.counts();
            let restored = backup.restore(&store).await?;
            self.records.update(|count| *count += 1);
            self.load().await?;
            let sentence = t_count(said, prospects, &[]);
            Ok((sentence, Some(Undo::Everything(restored))))
        });
    }

    /// Takes over rows that were changed.
    fn show_rows(&'static self, changed: Vec<ProspectRow>) {
        let mut changed: HashMap<String, Arc<ProspectRow>> = changed
            .into_iter()
            .map(|row| (row.id.clone(), Arc::new(row)))
            .collect();
        let rows = self.rows.with_untracked(|rows| {
            let now =
                |row: &Arc<ProspectRow>| changed.remove(&row.id).unwrap_or_else(|| Arc::clone(row));
            rows.iter().map(now).collect()
        });
        self.rows.set(Arc::new(rows));
    }

    /// Opens a prospect's details.
    pub(in crate::dashboard) fn show_detail(&'static self, id: String) {
        self.open.set(Some(id));
        spawn_local(self.load_detail());
    }

    /// Closes them.
    pub(in crate::dashboard) fn close_detail(&'static self) {
        self.open.set(None);
        self.detail.set(None);
    }

    async fn load_detail(&'static self) {
        let (Some(store), Some(id)) = (self.store(), self.open.get_untracked()) else {
            return;
        };
        match store.prospect(&id).await {
            Ok(Some(found)) if self.open.with_untracked(|open| open.as_ref() == Some(&id)) => {
                let found = Arc::new(found);
                if self
                    .detail
                    .with_untracked(|known| known.as_ref() != Some(&found))
                {
                    self.detail.set(Some(found));
                }
            }
            Ok(_) => {}
            Err(error) => self.fail(&error),
        }
    }

    /// Selects a prospect, or lets go of it.
    pub(in crate::dashboard) fn toggle(&'static self, id: &str) {
        self.selected.update(|ids| {
            if !ids.remove(id) {
                ids.insert(id.to_owned());
            }
        });
    }

    /// The selected prospects that are shown: the user changes only what they see.
    pub(in crate::dashboard) fn selected_ids(&'static self) -> Vec<String> {
        self.shown.with_untracked(|rows| {
            self.selected.with_untracked(|ids| {
                let ids = rows
                    .iter()
                    .map(|row| &row.id)
                    .filter(|id| ids.contains(*id));
                ids.cloned().collect()
            })
        })
    }

    /// Reads everything again: after imports.
    pub(in crate::dashboard) async fn reload(&'static self) {
        if let Err(error) = self.load().await {
            self.fail(&error);
        }
        self.records.update(|count| *count += 1);
    }

    /// Sorts by a column, or the other way round.
    pub(in crate::dashboard) fn sort_by(&'static self, by: Column) {
        self.sort.update(|sort| *sort = sort.clicked(by));
    }
}

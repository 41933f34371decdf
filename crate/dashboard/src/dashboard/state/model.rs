//! The dashboard's state and what changes it. Everything that changes something stored goes through
//! [`State::run`], so that one place reports what happened, or why it did not, and how to undo it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::future::Future;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::Site;
use linkglance_core::prospect::{Prospect, Status};

use super::agreement_form::Form;
use super::agreements::{self, Agreed, agreed};
use super::backlinks::{self as links, Backlink, Domain, Newest, by_domain};
use super::bulk::{self, BulkRow};
use super::figures::Facts;
use super::flow::Flow;
use super::gap::{self, Gap};
use super::own_site::{self, TargetRow};
use super::prospects::{self, is_due};
use super::remembered::Remembered;
use super::row::{Listed, Rows};
use super::runs::Runs;
use super::saved::{self, SavedView, SavedViews};
use super::table::Table;
use super::today;
use super::watches::Watches;
use linkglance_browser::backup::{Backup, Restored};
use linkglance_browser::i18n::{sort_names, t, t_count, t_with};
use linkglance_browser::latest::Latest;
use linkglance_browser::persistence::{self, Safety};
use linkglance_browser::profiles::ProfileList;
use linkglance_browser::settings::{self, Settings};
use linkglance_browser::store::{
    CompetitorLink, Deleted, Edit, Imported, KeptAgreement, KeptCheck, KeptContact, KeptText, Lost,
    OwnTarget, Part, ProspectRow, Ranked, Record, RemovedAgreement, Reversal, Run, SitePages,
    Store, StoreError, Swapped, Unwatched,
};
use linkglance_browser::{api, checks, clock, words};

/// How many changes can be undone, one after the other.
const MAX_UNDO: usize = 30;

/// What the page is about at the moment; each has its own fragment of the address.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::dashboard) enum View {
    Today,
    Prospects,
    Backlinks,
    Domains,
    Agreements,
    Bulk,
    OwnSite,
    Plots,
    Templates,
    Data,
}

impl View {
    pub(in crate::dashboard) const ALL: [Self; 10] = [
        Self::Today,
        Self::Prospects,
        Self::Backlinks,
        Self::Domains,
        Self::Agreements,
        Self::Bulk,
        Self::OwnSite,
        Self::Plots,
        Self::Templates,
        Self::Data,
    ];

    /// Its fragment, and its message's name behind `view_`.
    pub(in crate::dashboard) const fn name(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Prospects => "prospects",
            Self::Backlinks => "backlinks",
            Self::Domains => "domains",
            Self::Agreements => "agreements",
            Self::Bulk => "bulk",
            Self::OwnSite => "own_site",
            Self::Plots => "plots",
            Self::Templates => "templates",
            Self::Data => "data",
        }
    }

    /// Whether it is made of backlinks alone.
    pub(in crate::dashboard) const fn is_of_links(self) -> bool {
        matches!(self, Self::Backlinks | Self::Domains | Self::OwnSite)
    }

    /// Goes there: the view follows the page's address.
    pub(in crate::dashboard) fn go(self) {
        drop(window().location().set_hash(self.name()));
    }

    /// The one the page's address names.
    pub(in crate::dashboard) fn of_address() -> Self {
        let fragment = window().location().hash().unwrap_or_default();
        let name = fragment.trim_start_matches('#');
        let found = Self::ALL.into_iter().find(|view| view.name() == name);
        found.unwrap_or(Self::Today)
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
    Texts(Swapped<KeptText>),
    Contacts(Swapped<KeptContact>),
    /// With its checks, where it was deleted.
    Agreement(Swapped<KeptAgreement>),
    RemovedAgreement(RemovedAgreement),
    Unwatched(Unwatched),
    /// The pages that were added to a profile, by its id.
    Pages(String, Vec<String>),
    Imported(Imported),
    Ranked(Ranked),
    /// A view of a list that was let go of.
    View(&'static str, SavedView),
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
    /// The site that everything is shown for, by name; `None` is all sites.
    pub(in crate::dashboard) site: RwSignal<Option<String>>,
    /// All prospects in short, in no order; `None` while they were not read.
    rows: RwSignal<Option<Rows<ProspectRow>>>,
    pub(in crate::dashboard) prospects: Table<ProspectRow>,
    /// The prospect whose details are open.
    pub(in crate::dashboard) detail: RwSignal<Option<Arc<Prospect>>>,
    /// All known backlinks; `None` while they were not read.
    pub(in crate::dashboard) known: RwSignal<Option<Rows<Backlink>>>,
    /// Some of them, which are there sooner.
    pub(in crate::dashboard) newest: RwSignal<Option<Newest>>,
    pub(super) latest_backlinks: Latest,
    pub(in crate::dashboard) backlinks: Table<Backlink>,
    pub(in crate::dashboard) domains: Table<Domain>,
    /// What tools say of domains.
    pub(super) facts: RwSignal<Arc<Facts>>,
    /// Which domains link to competitors; `None` while that was not read.
    pub(super) rivals: RwSignal<Option<Arc<Vec<CompetitorLink>>>>,
    pub(in crate::dashboard) gaps: Table<Gap>,
    /// Whether the link gap is shown in place of the domains that link to the user.
    pub(in crate::dashboard) gap: RwSignal<bool>,
    pub(super) agreed: RwSignal<Option<Rows<Agreed>>>,
    pub(in crate::dashboard) agreements: Table<Agreed>,
    /// The agreement that is written.
    pub(in crate::dashboard) agreement_form: RwSignal<Option<Form>>,
    /// All links that are watched.
    pub(in crate::dashboard) watches: RwSignal<Watches>,
    pub(super) latest_watches: Latest,
    /// Those that were lost or changed when the list was opened, by id: they stay marked while it is open.
    pub(in crate::dashboard) fresh: RwSignal<BTreeSet<String>>,
    pub(in crate::dashboard) runs: Runs,
    /// The bulk checks there are, the newest first.
    pub(in crate::dashboard) bulk_runs: RwSignal<Vec<Run>>,
    /// The bulk check that is shown.
    pub(in crate::dashboard) bulk_run: RwSignal<Option<String>>,
    pub(super) bulk_rows: RwSignal<Option<Rows<BulkRow>>>,
    pub(in crate::dashboard) bulk: Table<BulkRow>,
    /// What the sitemaps of each site name.
    pub(in crate::dashboard) sitemaps: RwSignal<Arc<BTreeMap<String, Vec<SitePages>>>>,
    /// What became of the pages that backlinks lead to; `None` while that was not read.
    pub(super) own_targets: RwSignal<Option<Arc<HashMap<String, OwnTarget>>>>,
    pub(in crate::dashboard) targets: Table<TargetRow>,
    pub(in crate::dashboard) import: Flow,
    /// How many of a view's records are due.
    pub(in crate::dashboard) due: RwSignal<BTreeMap<View, usize>>,
    /// The views of lists that were saved.
    pub(in crate::dashboard) views: RwSignal<SavedViews>,
    /// Whether single letters are keys; the user can switch them off.
    pub(in crate::dashboard) letter_keys: RwSignal<bool>,
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
        let profiles = ProfileList::new();
        let site = RwSignal::new(None);
        let rows = RwSignal::new(None);
        let known = RwSignal::new(None);
        let agreed = RwSignal::new(None);
        let newest: RwSignal<Option<Newest>> = RwSignal::new(None);
        let soon =
            Signal::derive(move || newest.with(|newest| Some(Arc::clone(&newest.as_ref()?.rows))));
        let backlinks = Table::in_steps(known.into(), soon, site, &links::FILTERS, links::SORT);
        let domains = Memo::new(move |_| {
            known
                .with(Option::is_some)
                .then(|| backlinks.all.with(|all| by_domain(all)))
        });
        let by_domain = Table::new(
            domains.into(),
            site,
            &links::DOMAIN_FILTERS,
            links::DOMAIN_SORT,
        );
        let facts: RwSignal<Arc<Facts>> = RwSignal::default();
        let rivals: RwSignal<Option<Arc<Vec<CompetitorLink>>>> = RwSignal::new(None);
        let gaps = Memo::new(move |_| {
            let rivals = rivals.get()?;
            let (sites, chosen, facts) = (profiles.sites.get(), site.get(), facts.get());
            let chosen = chosen.as_deref();
            let found = by_domain
                .all
                .with(|mine| gap::rows(&rivals, &sites, chosen, mine, &facts));
            Some(found)
        });
        let bulk_rows = RwSignal::new(None);
        let sitemaps: RwSignal<Arc<BTreeMap<String, Vec<SitePages>>>> = RwSignal::default();
        let own_targets: RwSignal<Option<Arc<HashMap<String, OwnTarget>>>> = RwSignal::new(None);
        let targets = Memo::new(move |_| {
            let answers = own_targets.get()?;
            let known: Rows<Backlink> = known.get()?;
            let (sites, sitemaps) = (profiles.sites.get(), sitemaps.get());
            Some(own_site::targets(&known, &answers, &sitemaps, &sites))
        });
        let model: Model = Box::leak(Box::new(Self {
            store: StoredValue::new_local(None),
            undo: StoredValue::new_local(Vec::new()),
            phase: RwSignal::new(Phase::Opening),
            lost: RwSignal::new(None),
            view: RwSignal::new(View::of_address()),
            board: RwSignal::new(false),
            site,
            rows,
            prospects: Table::new(rows.into(), site, &prospects::FILTERS, prospects::SORT),
            detail: RwSignal::new(None),
            known,
            newest,
            latest_backlinks: Latest::default(),
            backlinks,
            domains: by_domain,
            facts,
            rivals,
            gaps: Table::new(gaps.into(), site, &gap::FILTERS, gap::SORT),
            gap: RwSignal::new(false),
            agreed,
            agreements: Table::new(agreed.into(), site, &agreements::FILTERS, agreements::SORT),
            agreement_form: RwSignal::new(None),
            watches: RwSignal::default(),
            latest_watches: Latest::default(),
            fresh: RwSignal::default(),
            runs: Runs::default(),
            bulk_runs: RwSignal::default(),
            bulk_run: RwSignal::new(None),
            bulk_rows,
            bulk: Table::new(bulk_rows.into(), site, &bulk::FILTERS, bulk::SORT),
            sitemaps,
            own_targets,
            targets: Table::new(targets.into(), site, &own_site::FILTERS, own_site::SORT),
            import: Flow::default(),
            due: RwSignal::default(),
            views: RwSignal::default(),
            letter_keys: RwSignal::new(true),
            notice: RwSignal::new(None),
            busy: RwSignal::new(false),
            profiles,
            sites: profiles.sites,
            records: RwSignal::new(0),
            damaged: RwSignal::default(),
            safety: RwSignal::new(None),
        }));
        model.follow();
        spawn_local(model.begin());
        model
    }

    /// What is done whenever something changes.
    fn follow(&'static self) {
        Effect::new(move || {
            self.prospects.open.track();
            spawn_local(self.load_detail());
        });
        Effect::new(move || {
            // Another day may have begun.
            self.view.track();
            let today = clock::today();
            let due = self.prospects.all.with(|rows| {
                let due = rows.iter().filter(|row| is_due(row, &today));
                due.count()
            });
            let agreements = self.agreements.all.get();
            let agreements = today::agreements_due(&agreements, &today).len();
            let site = self.site.get();
            let watches = self.watches.get();
            let news = today::news(&watches, site.as_deref()).len();
            self.due.update(|all| {
                all.insert(View::Prospects, due);
                all.insert(View::Today, due + agreements + news);
            });
        });
        Effect::new(move || {
            self.records.track();
            if self.phase.get() == Phase::Ready {
                spawn_local(self.read_agreements());
            }
        });
        self.follow_backlinks();
        self.follow_watches();
        self.follow_bulk();
        self.follow_own_sites();
    }

    async fn begin(&'static self) {
        persistence::on_change(move || self.read_safety());
        self.read_safety();
        settings::on_change(move |settings| self.letter_keys.set(settings.letter_keys));
        let settings = Settings::load().await.unwrap_or_default();
        self.letter_keys.set(settings.letter_keys);
        self.remember().await;
        let lost = move |lost| self.lost.set(Some(lost));
        // A list of other records is there before tens of thousands of prospects are read.
        let later = self.view.with_untracked(|view| view.is_of_links());
        let opened = match Store::open(lost).await {
            Ok(store) => {
                store.on_change(move |part| self.changed_elsewhere(part));
                self.runs.take_up(&store);
                self.store.set_value(Some(store));
                self.lost.set(None);
                if later { Ok(()) } else { self.load().await }
            }
            Err(error) => Err(error),
        };
        let is_open = opened.is_ok();
        self.phase.set(match opened {
            Ok(()) => Phase::Ready,
            Err(error) => Phase::Failed(error),
        });
        // Without profiles the saved pages are still there to work on.
        if let Err(error) = self.profiles.start().await {
            self.fail_with(t_with("profiles_not_read", &[&error.to_string()]));
        }
        if later
            && is_open
            && let Err(error) = self.load().await
        {
            self.fail(&error);
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

    /// Puts the dashboard as it was left, and saves from now on how it is left.
    async fn remember(&'static self) {
        let Remembered {
            site,
            mut hidden,
            views,
        } = Remembered::load().await;
        self.site.set(site);
        self.views.set(views);
        let lists = self.columns();
        for (view, columns) in lists {
            columns.set(hidden.remove(view).unwrap_or_default());
        }
        let now = Memo::new(move |_| Remembered {
            site: self.site.get(),
            hidden: lists
                .iter()
                .map(|(view, columns)| ((*view).to_owned(), columns.get()))
                .filter(|(_, columns)| !columns.is_empty())
                .collect(),
            views: self.views.get(),
        });
        let save = move |now: &Remembered, _: Option<&Remembered>, _: Option<()>| {
            let now = now.clone();
            spawn_local(async move { now.save().await });
        };
        Effect::watch(move || now.get(), save, false);
    }

    /// The columns that were switched off, by list.
    fn columns(&self) -> [(&'static str, RwSignal<BTreeSet<String>>); 7] {
        [
            (View::Prospects.name(), self.prospects.hidden),
            (View::Backlinks.name(), self.backlinks.hidden),
            (View::Domains.name(), self.domains.hidden),
            ("gap", self.gaps.hidden),
            (View::Agreements.name(), self.agreements.hidden),
            (View::Bulk.name(), self.bulk.hidden),
            (View::OwnSite.name(), self.targets.hidden),
        ]
    }

    /// How many records a view has; `None` where it has none, or they were not read yet.
    pub(in crate::dashboard) fn count(&'static self, view: View) -> Option<usize> {
        fn of<R: Listed>(table: Table<R>) -> Option<usize> {
            table.ready.get().then(|| table.all.with(|rows| rows.len()))
        }
        match view {
            View::Prospects => of(self.prospects),
            View::Backlinks => of(self.backlinks),
            View::Domains => of(self.domains),
            View::Agreements => of(self.agreements),
            View::Today
            | View::Bulk
            | View::OwnSite
            | View::Plots
            | View::Templates
            | View::Data => None,
        }
    }

    /// The sites that can be chosen: the user's own, and those that prospects were saved for.
    pub(in crate::dashboard) fn site_names(&'static self) -> Vec<String> {
        let mut names: BTreeSet<String> = self
            .sites
            .with(|sites| sites.iter().map(|site| site.name.clone()).collect());
        self.rows.with(|rows| {
            for row in rows.iter().flat_map(|rows| rows.iter()) {
                if !names.contains(&row.site) {
                    names.insert(row.site.clone());
                }
            }
        });
        let mut names: Vec<String> = names.into_iter().collect();
        sort_names(&mut names);
        names
    }

    /// How many prospects there are, of all sites.
    pub(in crate::dashboard) fn prospect_count(&'static self) -> usize {
        self.rows
            .with(|rows| rows.as_ref().map_or(0, |rows| rows.len()))
    }

    async fn read_agreements(&'static self) {
        let Some(store) = self.store() else {
            return;
        };
        let read = async {
            let agreements = self.readable::<KeptAgreement>(&store).await?;
            let checks = self.readable::<KeptCheck>(&store).await?;
            Ok::<_, StoreError>(agreed(agreements, checks))
        };
        match read.await {
            Ok(rows) => {
                let watches = self.watches.get_untracked();
                self.agreed
                    .set(Some(agreements::with_watches(&rows, &watches)));
            }
            Err(error) => self.fail(&error),
        }
    }

    /// How many of the stored records that were looked at can't be read.
    pub(in crate::dashboard) fn damaged(&'static self) -> usize {
        self.damaged.with(|all| all.values().sum())
    }

    /// The open database; `None` before it is open.
    pub(in crate::dashboard) fn store(&'static self) -> Option<Store> {
        self.store.get_value()
    }

    pub(super) async fn load(&'static self) -> Result<(), StoreError> {
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

    pub(super) fn count_damaged(&'static self, store: &'static str, count: usize) {
        let known = |all: &BTreeMap<_, _>| all.get(store) == Some(&count);
        if !self.damaged.with_untracked(known) {
            self.damaged.update(|all| {
                all.insert(store, count);
            });
        }
    }

    fn take_all(&'static self, rows: Vec<ProspectRow>) {
        let rows = rows.into_iter().map(Arc::new).collect();
        self.rows.set(Some(Arc::new(rows)));
    }

    /// Another window has changed something.
    fn changed_elsewhere(&'static self, part: Part) {
        if matches!(part, Part::Records | Part::Everything) {
            self.records.update(|count| *count += 1);
        }
        match part {
            Part::Watches => self.read_watches(),
            Part::Sites => spawn_local(self.read_own_sites()),
            _ => {}
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

    /// Copies a text, and says so.
    pub(in crate::dashboard) fn copy(&'static self, text: String) {
        spawn_local(async move {
            match api::copy(&text, None).await {
                Ok(()) => self.say(t("copied"), None),
                Err(error) => self.fail_with(t_with("copy_failed", &[&error.to_string()])),
            }
        });
    }

    /// Stores a text, or puts the program's own back in its place.
    pub(in crate::dashboard) fn set_text(&'static self, id: String, text: Option<KeptText>) {
        self.swap(vec![(id, text)], Undo::Texts, |_| t("done_saved"));
    }

    /// Stores records of a kind, or removes those that are to be `None`, and says so.
    pub(in crate::dashboard) fn swap<T: Record + Clone + 'static>(
        &'static self,
        changes: Vec<(String, Option<T>)>,
        undo: fn(Swapped<T>) -> Undo,
        said: impl FnOnce(&Swapped<T>) -> String + 'static,
    ) {
        self.run(move |store| async move {
            let swapped = store.swap(changes).await?;
            self.records.update(|count| *count += 1);
            Ok((said(&swapped), Some(undo(swapped))))
        });
    }

    /// Stores a record as `now` makes it of what is stored by its id, in the place of one that it replaces.
    pub(in crate::dashboard) fn renew<T: Record + Clone + 'static>(
        &'static self,
        id: String,
        replaced: Option<String>,
        now: impl FnOnce(Option<T>) -> T + 'static,
        undo: fn(Swapped<T>) -> Undo,
    ) {
        self.run(move |store| async move {
            let swapped = store.renew(id, replaced, now).await?;
            self.records.update(|count| *count += 1);
            Ok((t("done_saved"), Some(undo(swapped))))
        });
    }

    /// The user's own texts, read now and again when they change.
    pub(in crate::dashboard) fn texts(&'static self) -> RwSignal<Option<Vec<KeptText>>> {
        self.all_of()
    }

    /// All records of a kind, read now and again when they change.
    pub(in crate::dashboard) fn all_of<T: Record + Send + Sync + 'static>(
        &'static self,
    ) -> RwSignal<Option<Vec<T>>> {
        let records = RwSignal::new(None);
        Effect::new(move || {
            self.records.track();
            let Some(store) = self.store() else {
                return;
            };
            spawn_local(async move {
                match self.readable::<T>(&store).await {
                    Ok(all) => drop(records.try_set(Some(all))),
                    Err(error) => self.fail(&error),
                }
            });
        });
        records
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
                Ok(undone(since))
            }
            Undo::Unwatched(gone) => {
                store.watch_again(gone).await?;
                self.read_watches();
                Ok(t("done_undone"))
            }
            Undo::Pages(id, added) => {
                let without = |pages: &mut Vec<String>| pages.retain(|page| !added.contains(page));
                let differs = self.profiles.change_pages(id, without).await?;
                Ok(back(usize::from(!differs)))
            }
            Undo::Imported(imported) => {
                let since = store.take_import_back(imported).await?;
                self.load().await?;
                Ok(undone(since))
            }
            Undo::View(of, view) => {
                self.views.update(|all| {
                    saved::save(all, of, view.clone());
                });
                Ok(t("done_undone"))
            }
            Undo::Ranked(ranked) => Ok(undone(store.take_ranks_back(ranked).await?)),
            Undo::Texts(swapped) => put_back(store, swapped).await,
            Undo::Contacts(swapped) => put_back(store, swapped).await,
            Undo::Agreement(agreement) => put_back(store, agreement).await,
            Undo::RemovedAgreement(removed) => Ok(back(store.bring_agreement_back(removed).await?)),
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

    /// Deletes everything that is stored. Undoing it brings back all that a backup has.
    pub(in crate::dashboard) fn wipe(&'static self) {
        self.run(move |store| async move {
            let restored = Backup::without_records().restore(&store).await?;
            store.forget_work().await?;
            checks::wake();
            self.records.update(|count| *count += 1);
            self.load().await?;
            let sentence = t_count("done_wiped", 0, &[]);
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
            rows.iter().flat_map(|rows| rows.iter()).map(now).collect()
        });
        self.rows.set(Some(Arc::new(rows)));
    }

    async fn load_detail(&'static self) {
        let open = self.prospects.open;
        let (Some(store), Some(id)) = (self.store(), open.get_untracked()) else {
            self.detail.set(None);
            return;
        };
        match store.prospect(&id).await {
            Ok(Some(found)) if open.with_untracked(|open| open.as_ref() == Some(&id)) => {
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

    /// Reads everything again: after imports.
    pub(in crate::dashboard) async fn reload(&'static self) {
        if let Err(error) = self.load().await {
            self.fail(&error);
        }
        self.records.update(|count| *count += 1);
    }
}

/// What undoing did, by how many records came or were changed since.
fn undone(since: usize) -> String {
    match since {
        0 => t("done_undone"),
        count => t_count("undone_merged", count, &[]),
    }
}

/// What taking records back did, by how many of them were changed since.
fn back(changed_since: usize) -> String {
    t(match changed_since {
        0 => "done_undone",
        _ => "undone_no_text",
    })
}

/// Takes a change of records back, and gives what is to be said about it.
async fn put_back<T: Record + PartialEq>(
    store: &Store,
    swapped: &Swapped<T>,
) -> Result<String, StoreError> {
    Ok(back(store.swap_back(swapped).await?))
}

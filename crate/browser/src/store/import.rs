//! A list that is imported: all of it in one transaction, or nothing, also when the browser is killed on the
//! way. What takes it back merges with what came since, as after a restore.
//!
//! A transaction ends as soon as nothing is asked of it, so whoever imports must go from one
//! [`Importing::add`] to the next without waiting for anything else.

use std::collections::{HashMap, HashSet};
use std::future::IntoFuture as _;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::pin::Pin;

use idb::Transaction;
use linkglance_core::prospect::Prospect;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use super::backlink::KnownBacklink;
use super::by_domain::Shelves;
use super::competitor::CompetitorLink;
use super::connection::{abandon, confirmed};
use super::convert::from_object;
use super::figures::KeptFigures;
use super::prospects::put as put_prospect;
use super::requests::get_each;
use super::row::page_domain;
use super::schema::{BACKLINKS, COMPETITOR_LINKS, FIGURES, PROSPECTS, ROWS};
use super::{Part, Result, Store, StoreError, merge};
use crate::api::object_of_json;
use crate::persistence;

/// The stores that an import may write.
const STORES: [&str; 5] = [PROSPECTS, ROWS, BACKLINKS, FIGURES, COMPETITOR_LINKS];

/// How many records are looked at in one step of taking an import back.
const STEP: usize = 500;

/// How many domains' backlinks are looked at in one step of it.
const DOMAINS: usize = 64;

/// How many parts of backlinks are written before the page lives on: some milliseconds.
const PARTS: usize = 16;

/// What some rows of a list become.
#[derive(Default)]
pub struct Incoming {
    /// Pages to work on.
    pub prospects: Vec<Prospect>,
    /// Links to the user's sites.
    pub backlinks: Vec<KnownBacklink>,
    /// What the tool says of domains.
    pub figures: Vec<KeptFigures>,
    /// Domains that link to a competitor.
    pub competitor_links: Vec<CompetitorLink>,
}

/// A record that lists name, again and again.
pub trait Importable: Serialize + DeserializeOwned {
    /// The object store's name.
    const STORE: &'static str;
    /// What it is known by.
    fn id(&self) -> &str;
    /// Takes over what a newer record says.
    fn renew(&mut self, newer: Self);
    /// What is left of the record that comes back where `now` was changed since the import.
    #[must_use]
    fn back(self, now: Self) -> Self;
    /// Puts it into its store, given as JSON.
    ///
    /// # Errors
    /// The database refuses it.
    fn write(&self, transaction: &Transaction, json: &str) -> Result {
        let store = transaction.object_store(Self::STORE)?;
        store.put(
            &object_of_json(json).map_err(|error| StoreError::Other(error.to_string()))?,
            None,
        )?;
        Ok(())
    }
}

impl Importable for Prospect {
    const STORE: &'static str = PROSPECTS;
    fn id(&self) -> &str {
        &self.id
    }
    fn renew(&mut self, newer: Self) {
        self.update_from(newer);
    }
    fn back(self, now: Self) -> Self {
        // A list changes nothing that is the user's own.
        merge::prospect(&self, Some(&self), now)
    }
    fn write(&self, transaction: &Transaction, _: &str) -> Result {
        put_prospect(transaction, self).map(drop)
    }
}

impl Importable for KeptFigures {
    const STORE: &'static str = FIGURES;
    fn id(&self) -> &str {
        &self.id
    }
    fn renew(&mut self, newer: Self) {
        self.figures.extend(newer.figures);
        self.at = self.at.max(newer.at);
    }
    fn back(self, now: Self) -> Self {
        now
    }
}

impl Importable for CompetitorLink {
    const STORE: &'static str = COMPETITOR_LINKS;
    fn id(&self) -> &str {
        &self.id
    }
    fn renew(&mut self, newer: Self) {
        self.merge(newer);
    }
    fn back(self, now: Self) -> Self {
        now
    }
}

/// A record that was written: what it was, as it was stored, and how to see that it is still as it was
/// written.
#[derive(Clone, Debug)]
struct Written<B> {
    before: Option<B>,
    print: u64,
}

/// The records of one store, or the backlinks of one domain, that were written, by id.
type AllWritten<B = JsValue> = HashMap<String, Written<B>>;

/// What an import wrote; it takes the import back.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    written: HashMap<&'static str, AllWritten>,
    /// Backlinks, by the domain they come from.
    backlinks: HashMap<String, AllWritten<String>>,
}

impl Imported {
    /// How many records of a kind are new, and how many were known before.
    pub fn count<T: Importable>(&self) -> (usize, usize) {
        let all = self.written.get(T::STORE);
        let new = all.map_or(0, |all| {
            let new = all.values().filter(|written| written.before.is_none());
            new.count()
        });
        (new, all.map_or(0, HashMap::len) - new)
    }

    /// The same of backlinks.
    pub fn count_backlinks(&self) -> (usize, usize) {
        let all = self.backlinks.values().flat_map(HashMap::values);
        let new = all.clone().filter(|written| written.before.is_none());
        let new = new.count();
        (new, all.count() - new)
    }
}

/// Notes that a record was written; what it was before the import stays as it was.
fn note<B>(all: &mut AllWritten<B>, id: String, before: Option<B>, print: u64) {
    all.entry(id)
        .and_modify(|known| known.print = print)
        .or_insert(Written { before, print });
}

/// The answer to a request that follows the writing of some rows.
type Pulse = Pin<Box<dyn Future<Output = std::result::Result<Option<JsValue>, idb::Error>>>>;

/// An import that is under way; it ends by [`Importing::finish`], [`Importing::cancel`] or [`Importing::fail`].
pub struct Importing {
    store: Store,
    transaction: Option<Transaction>,
    known: HashMap<&'static str, HashSet<String>>,
    /// The backlinks of the domains that the list has named so far.
    shelves: Shelves,
    imported: Imported,
    pulse: Option<Pulse>,
}

impl Store {
    /// Begins to import a list.
    pub async fn begin_import(&self) -> Result<Importing> {
        let transaction = self.connection.write(&STORES)?;
        let mut known = HashMap::new();
        for name in [PROSPECTS, FIGURES, COMPETITOR_LINKS] {
            known.insert(name, ids(&transaction, name).await?);
        }
        let shelves = Shelves::of(transaction.object_store(BACKLINKS)?);
        Ok(Importing {
            shelves,
            store: self.clone(),
            transaction: Some(transaction),
            known,
            imported: Imported::default(),
            pulse: None,
        })
    }

    /// The ids of all records of a kind.
    pub async fn ids<T: Importable>(&self) -> Result<HashSet<String>> {
        ids(&self.connection.read(&[T::STORE])?, T::STORE).await
    }

    /// Takes an import back: all or nothing. Gives how many records were changed since, and stay.
    pub async fn take_import_back(&self, imported: &Imported) -> Result<usize> {
        let transaction = self.connection.write(&STORES)?;
        let done = async {
            let none = AllWritten::new();
            let of = |name| imported.written.get(name).unwrap_or(&none);
            Ok(back::<Prospect>(&transaction, of(PROSPECTS)).await?
                + backlinks_back(&transaction, &imported.backlinks).await?
                + back::<KeptFigures>(&transaction, of(FIGURES)).await?
                + back::<CompetitorLink>(&transaction, of(COMPETITOR_LINKS)).await?)
        };
        let done = done.await;
        self.finish(transaction, done, Part::Everything).await
    }
}

impl Importing {
    /// Writes what some rows become.
    pub async fn add(&mut self, incoming: Incoming) -> Result {
        self.write(incoming.prospects).await?;
        self.take_backlinks(incoming.backlinks).await?;
        self.write(incoming.figures).await?;
        self.write(incoming.competitor_links).await?;
        self.breathe().await
    }

    /// Confirms all that was written.
    pub async fn finish(mut self) -> Result<Imported> {
        let transaction = self.transaction.as_ref().ok_or(StoreError::Closed)?;
        let none = Shelves::of(transaction.object_store(BACKLINKS)?);
        let mut writing = std::mem::replace(&mut self.shelves, none).writing();
        loop {
            let some: Vec<Result> = writing.by_ref().take(PARTS).collect();
            if some.is_empty() {
                break;
            }
            some.into_iter().collect::<Result>()?;
            self.breathe().await?;
        }
        if let Some(last) = self.pulse.take() {
            last.await?;
        }
        let transaction = self.transaction.take().ok_or(StoreError::Closed)?;
        confirmed(transaction).await?;
        self.store.news.tell(Part::Everything);
        persistence::after_save();
        Ok(self.imported)
    }

    /// Gives the import up: nothing of it is left.
    pub async fn cancel(mut self) {
        if let Some(transaction) = self.transaction.take() {
            // One that has ended cannot be aborted, which is as good.
            drop(transaction.abort());
        }
        self.let_go().await;
    }

    /// Gives the import up because of an error, and says why.
    pub async fn fail(mut self, error: StoreError) -> StoreError {
        let error = match self.transaction.take() {
            Some(transaction) => abandon(transaction, error),
            None => error,
        };
        self.let_go().await;
        error
    }

    /// Waits for the answer that is due: the browser calls back for it, and the callback must still exist.
    async fn let_go(&mut self) {
        if let Some(last) = self.pulse.take() {
            drop(last.await);
        }
    }

    /// Lets the page live between two steps. Something is asked even where nothing was written, which keeps the
    /// transaction. Requests are answered in order, so the answer means that all before it is written. The one
    /// of the step before is waited for: while the browser writes this step's, the next is made.
    async fn breathe(&mut self) -> Result {
        let transaction = self.transaction.as_ref().ok_or(StoreError::Closed)?;
        let rows = transaction.object_store(ROWS)?;
        let pulse = Box::pin(rows.get(JsValue::from(""))?.into_future());
        if let Some(before) = self.pulse.replace(pulse) {
            before.await?;
        }
        Ok(())
    }

    /// Takes backlinks over. Rows of one domain are many, so they are written at the end.
    async fn take_backlinks(&mut self, backlinks: Vec<KnownBacklink>) -> Result {
        let placed = backlinks.into_iter();
        let placed: Vec<(String, KnownBacklink)> = placed
            .map(|backlink| (page_domain(&backlink.page), backlink))
            .collect();
        let domains = placed.iter().map(|(domain, _)| domain.as_str());
        self.shelves.take_out(domains).await?;
        for (domain, backlink) in placed {
            let before = self.shelves.get(&domain, &backlink.id).map(str::to_owned);
            let merged = match &before {
                Some(line) => {
                    let mut known = KnownBacklink::of_line(line)?;
                    known.merge(backlink);
                    known
                }
                None => backlink,
            };
            let line = merged.line()?;
            let (id, print) = (merged.id.clone(), print(&line));
            self.shelves.put(&domain, &id, merged.last, line);
            let written = self.imported.backlinks.entry(domain).or_default();
            note(written, id, before, print);
        }
        Ok(())
    }

    async fn write<T: Importable>(&mut self, records: Vec<T>) -> Result {
        let transaction = self.transaction.as_ref().ok_or(StoreError::Closed)?;
        let store = transaction.object_store(T::STORE)?;
        let known = self.known.entry(T::STORE).or_default();
        let written = self.imported.written.entry(T::STORE).or_default();
        let again = records.iter().map(T::id).filter(|id| known.contains(*id));
        let again: Vec<String> = again.map(str::to_owned).collect();
        let objects = get_each(&store, &again).await?;
        let mut before: HashMap<String, JsValue> = again
            .into_iter()
            .zip(objects)
            .filter_map(|(id, object)| Some((id, object?)))
            .collect();
        for record in records {
            let id = record.id().to_owned();
            let old = before.remove(&id);
            let merged = match &old {
                Some(old) => {
                    let mut old: T = from_object(old)?;
                    old.renew(record);
                    old
                }
                None => record,
            };
            let json = json(&merged)?;
            merged.write(transaction, &json)?;
            known.insert(id.clone());
            note(written, id, old, print(&json));
        }
        Ok(())
    }
}

async fn ids(transaction: &Transaction, name: &str) -> Result<HashSet<String>> {
    let keys = transaction.object_store(name)?.get_all_keys(None, None)?;
    let keys = keys.await?;
    Ok(keys.iter().filter_map(JsValue::as_string).collect())
}

/// Takes back what was written of one kind. What the user has deleted since stays deleted.
async fn back<T: Importable>(transaction: &Transaction, written: &AllWritten) -> Result<usize> {
    let store = transaction.object_store(T::STORE)?;
    let rows = transaction.object_store(ROWS)?;
    let mut since = 0;
    let all: Vec<String> = written.keys().cloned().collect();
    for ids in all.chunks(STEP) {
        let now = get_each(&store, ids).await?;
        for (id, now) in ids.iter().zip(now) {
            let (Some(written), Some(now)) = (written.get(id), now) else {
                continue;
            };
            let before: Option<T> = written.before.as_ref().map(from_object).transpose()?;
            let Ok(now) = from_object::<T>(&now) else {
                since += 1;
                continue;
            };
            let unchanged = print(&json(&now)?) == written.print;
            since += usize::from(!unchanged);
            match left(before, now, unchanged, T::back) {
                Left::Record(left) => left.write(transaction, &json(&left)?)?,
                Left::Nothing => {
                    store.delete(JsValue::from(id))?;
                    if T::STORE == PROSPECTS {
                        rows.delete(JsValue::from(id))?;
                    }
                }
                Left::Stays => {}
            }
        }
    }
    Ok(since)
}

/// The same of backlinks.
async fn backlinks_back(
    transaction: &Transaction,
    written: &HashMap<String, AllWritten<String>>,
) -> Result<usize> {
    let store = transaction.object_store(BACKLINKS)?;
    let mut since = 0;
    let all: Vec<&String> = written.keys().collect();
    for domains in all.chunks(DOMAINS) {
        let mut shelves = Shelves::of(store.clone());
        shelves
            .take_out(domains.iter().map(|domain| domain.as_str()))
            .await?;
        for domain in domains {
            for (id, written) in written.get(*domain).into_iter().flatten() {
                let Some(line) = shelves.get(domain, id) else {
                    continue;
                };
                let unchanged = print(line) == written.print;
                since += usize::from(!unchanged);
                let Ok(now) = KnownBacklink::of_line(line) else {
                    continue;
                };
                let before = written.before.as_deref();
                let before = before.map(KnownBacklink::of_line).transpose()?;
                match left(before, now, unchanged, merged) {
                    Left::Record(left) => shelves.put(domain, id, left.last, left.line()?),
                    Left::Nothing => shelves.remove(domain, id),
                    Left::Stays => {}
                }
            }
        }
        shelves.write()?;
    }
    Ok(since)
}

/// A backlink that comes back, with what was seen since.
fn merged(mut before: KnownBacklink, now: KnownBacklink) -> KnownBacklink {
    before.merge(now);
    before
}

/// What is left of a record when an import is taken back.
enum Left<T> {
    Nothing,
    Record(T),
    /// It stays as it is.
    Stays,
}

/// What is left of one that was there `before` and is `now` as the import wrote it, or was changed since.
fn left<T>(before: Option<T>, now: T, unchanged: bool, back: fn(T, T) -> T) -> Left<T> {
    match before {
        Some(before) if unchanged => Left::Record(before),
        Some(before) => Left::Record(back(before, now)),
        None if unchanged => Left::Nothing,
        None => Left::Stays,
    }
}

/// A record as it is stored.
fn json<T: Importable>(record: &T) -> Result<String> {
    serde_json::to_string(record).map_err(|error| StoreError::Other(error.to_string()))
}

/// What two different records share only once in 2⁶⁴ times.
fn print(json: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    json.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use linkglance_core::import::{Figure, Figures};

    fn figures(at: u64, figures: &[(Figure, u64)]) -> KeptFigures {
        KeptFigures {
            id: KeptFigures::id_of("Ahrefs", "blog.example"),
            domain: "blog.example".into(),
            tool: "Ahrefs".into(),
            at,
            figures: figures.iter().copied().collect::<Figures>(),
        }
    }

    #[test]
    fn a_newer_list_renews_the_figures_it_has_and_leaves_the_others() {
        let mut known = figures(1, &[(Figure::DomainRating, 70), (Figure::DomainTraffic, 9)]);
        known.renew(figures(5, &[(Figure::DomainRating, 71)]));
        let both = [(Figure::DomainRating, 71), (Figure::DomainTraffic, 9)];
        assert_eq!(known, figures(5, &both));
    }

    #[test]
    fn a_domain_that_links_to_a_competitor_is_one_whatever_list_names_it() {
        let link = |pages, first, last| CompetitorLink {
            id: CompetitorLink::id_of("rival.example", "blog.example"),
            competitor: "rival.example".into(),
            domain: "blog.example".into(),
            page: "https://blog.example/a".into(),
            pages,
            tool: Some("Ahrefs".into()),
            first,
            last,
        };
        let mut known = link(3, 5, 6);
        known.renew(link(2, 1, 9));
        assert_eq!(known, link(3, 1, 9));
    }
}

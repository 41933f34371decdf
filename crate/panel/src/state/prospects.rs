//! What the panel knows of saved pages: all of them in short, those that the page on show is, and what is
//! known of its site where the page itself is not saved.
//!
//! It is read while a page is inspected, so that the report comes with it; what other windows change
//! comes in by itself.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::prospect::{self, Millis, Prospect};
use linkglance_core::url::{Url, is_within, site_of, without_www};

use super::queue::{self, Place, Rows, queue};
use super::undo::Undo;
use linkglance_browser::clock;
use linkglance_browser::store::{Part, ProspectRow, Store};

/// Most prospects of a site that are read for the last message to it: those changed last.
const MAX_OF_SITE: usize = 20;

/// What is known of the site of a page that is not saved.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct OfSite {
    /// The prospect that was written to last; where none was, the one changed last.
    pub(crate) prospect: Arc<Prospect>,
    /// When that was.
    pub(crate) wrote: Option<Millis>,
}

/// A page whose past is looked for, and the names of the sites it may be saved for.
#[derive(Clone, PartialEq)]
struct Page {
    url: String,
    sites: Vec<String>,
}

/// What is known of a page.
#[derive(Clone, PartialEq, Default)]
struct Known {
    /// The page's address.
    url: String,
    /// What the page is saved as, in the order of the profiles.
    here: Vec<Arc<Prospect>>,
}

/// Copies share it.
#[derive(Clone, Copy)]
pub(crate) struct Prospects {
    /// All prospects in short, in no order.
    rows: RwSignal<Rows>,
    /// Those that wait for work.
    waiting: Memo<Rows>,
    known: RwSignal<Known>,
    /// Of the page's site, for each of the user's sites that it has prospects of.
    of_site: RwSignal<Vec<OfSite>>,
    /// The prospect whose sheet is open, as it is stored.
    pub(crate) open: RwSignal<Option<Arc<Prospect>>>,
    /// Whether the sheet was opened for the message that was sent last.
    pub(crate) at_message: RwSignal<bool>,
    store: StoredValue<Option<Store>, LocalStorage>,
    /// What reads what is known of the page: it is loaded after the first answer.
    reader: StoredValue<Option<fn(Self)>>,
    page: StoredValue<Option<Page>>,
    /// Where the prospect that was shown last was in the order of work, before the user dealt with it.
    last: StoredValue<Option<Place>>,
    /// What undoes the last change.
    undo: StoredValue<Option<Undo>, LocalStorage>,
    /// How many times what is saved was to be read: an answer to an earlier time is not the last.
    readings: StoredValue<u32>,
    /// Whether all rows are being read, and whether they have changed since that began.
    reading: StoredValue<bool>,
    stale: StoredValue<bool>,
}

impl Prospects {
    pub(crate) fn new() -> Self {
        let rows: RwSignal<Rows> = RwSignal::default();
        Self {
            rows,
            waiting: Memo::new(move |_| rows.with(|rows| queue(rows, &clock::today()))),
            known: RwSignal::default(),
            of_site: RwSignal::default(),
            open: RwSignal::new(None),
            at_message: RwSignal::new(false),
            store: StoredValue::new_local(None),
            reader: StoredValue::new(None),
            page: StoredValue::new(None),
            last: StoredValue::new(None),
            undo: StoredValue::new_local(None),
            readings: StoredValue::new(0),
            reading: StoredValue::new(false),
            stale: StoredValue::new(false),
        }
    }

    /// Reads from this store from now on, and listens to what other windows change in it.
    pub(crate) fn begin(self, store: &Store) {
        store.on_change(move |part| {
            if matches!(part, Part::Prospects | Part::Everything) {
                self.read_again();
            }
        });
        self.store.set_value(Some(store.clone()));
        self.reader.set_value(Some(Self::read_page));
        self.read_page();
    }

    /// The open store; `None` where there is none.
    pub(crate) fn store(self) -> Option<Store> {
        self.store.get_value()
    }

    /// Looks for what is known of a page, if that is not known yet.
    pub(crate) fn look(self, url: &str, sites: Vec<String>) {
        let page = Page {
            url: url.to_owned(),
            sites,
        };
        if self.page.with_value(|known| known.as_ref() != Some(&page)) {
            self.page.set_value(Some(page));
            if let Some(read) = self.reader.get_value() {
                read(self);
            }
        }
    }

    /// The prospects that a page is saved as.
    pub(crate) fn of(self, url: &str) -> Vec<Arc<Prospect>> {
        self.known.with(|known| {
            if known.url == url {
                known.here.clone()
            } else {
                Vec::new()
            }
        })
    }

    /// The one of them for a site; for any of them where no site is chosen.
    pub(crate) fn shown(self, url: &str, site: Option<&str>) -> Option<Arc<Prospect>> {
        let here = self.of(url).into_iter();
        let mut fits = here.filter(|found| site.is_none_or(|site| found.site == site));
        fits.next()
    }

    /// What is known of the site of a page that is not saved, for one of the user's sites if one is chosen.
    pub(crate) fn of_site(self, url: &str, site: Option<&str>) -> Option<OfSite> {
        if self.known.with(|known| known.url != url) {
            return None;
        }
        self.of_site.with(|all| {
            let fits = |found: &&OfSite| site.is_none_or(|site| found.prospect.site == site);
            all.iter().find(fits).cloned()
        })
    }

    /// The prospects that wait for work, of one site if one is chosen.
    pub(crate) fn queue(self, site: Option<&str>) -> Rows {
        self.waiting.with(|waiting| queue::of_site(waiting, site))
    }

    /// Where the user was in the order of work.
    pub(crate) fn last(self) -> Option<Place> {
        self.last.get_value()
    }

    /// Remembers where a prospect is in the order of work when it is shown.
    pub(crate) fn pass(self, prospect: &Prospect) {
        let known = self
            .last
            .with_value(|last| last.as_ref().is_some_and(|last| last.is_of(&prospect.id)));
        let place = Place::of(&ProspectRow::of(prospect), &clock::today());
        if !known && place.is_some() {
            self.last.set_value(place);
        }
    }

    /// Holds what undoes the change that was made last.
    pub(crate) fn hold(self, undo: Undo) {
        self.undo.set_value(Some(undo));
    }

    /// What undoes it; once.
    pub(crate) fn take_undo(self) -> Option<Undo> {
        self.undo.try_update_value(Option::take).flatten()
    }

    /// Takes over what a change has made of prospects, and which it has removed.
    pub(crate) fn changed(self, changed: Vec<ProspectRow>, removed: &[String]) {
        let replaced = |row: &&Arc<ProspectRow>| {
            changed.iter().any(|new| new.id == row.id) || removed.contains(&row.id)
        };
        let rows = self.rows.with_untracked(|rows| {
            let stay = rows.iter().filter(|row| !replaced(row)).cloned();
            stay.collect::<Vec<_>>()
        });
        let new = changed.into_iter().map(Arc::new);
        self.rows
            .set(Arc::new(rows.into_iter().chain(new).collect()));
        self.read_page();
    }

    /// Reads everything again.
    pub(crate) fn read_again(self) {
        self.read_page();
        self.read_rows();
    }

    /// Reads what is known of the page, and the prospect whose sheet is open.
    fn read_page(self) {
        let Some(store) = self.store() else { return };
        self.readings
            .update_value(|count| *count = count.wrapping_add(1));
        let reading = self.readings.get_value();
        spawn_local(async move {
            let is_last = || self.readings.get_value() == reading;
            if let Some(page) = self.page.get_value() {
                let here = saved(&store, &page).await;
                if !is_last() {
                    return;
                }
                let known = Known {
                    url: page.url,
                    here,
                };
                if self.known.with_untracked(|before| *before != known) {
                    self.known.set(known);
                }
            }
            if let Some(open) = self.open.get_untracked() {
                let now = store.prospect(&open.id).await.ok().flatten();
                let same = |open: &Option<Arc<Prospect>>| {
                    open.as_deref().map(|open| &open.id) == now.as_ref().map(|now| &now.id)
                };
                if is_last() && (now.is_none() || self.open.with_untracked(same)) {
                    self.open.set(now.map(Arc::new));
                }
            }
            self.read_site(&store, is_last).await;
        });
    }

    /// Reads what is known of the page's site, where the page is not saved.
    async fn read_site(self, store: &Store, is_last: impl Fn() -> bool) {
        let Some(page) = self.page.get_value() else {
            return;
        };
        let is_saved = self.known.with_untracked(|known| !known.here.is_empty());
        let ids = if is_saved {
            Vec::new()
        } else {
            self.rows.with_untracked(|rows| rows_of_site(rows, &page))
        };
        // What can't be read is reported by the dashboard.
        let found = store.prospects(&ids).await.unwrap_or_default();
        if is_last() {
            let all = page.sites.iter();
            let all = all.filter_map(|site| known_of(&found, site));
            self.of_site.set(all.collect());
        }
    }

    /// Reads all rows; where that is being done already, once more after it.
    pub(crate) fn read_rows(self) {
        self.stale.set_value(true);
        if self.reading.get_value() {
            return;
        }
        let Some(store) = self.store() else { return };
        self.reading.set_value(true);
        spawn_local(async move {
            while self.stale.get_value() {
                self.stale.set_value(false);
                if let Ok(found) = store.rows().await {
                    let rows = found.all.into_iter().map(Arc::new).collect();
                    self.rows.set(Arc::new(rows));
                }
            }
            self.reading.set_value(false);
            self.read_page();
        });
    }
}

/// What a page is saved as. Prospects that can't be read are left out; the dashboard reports them.
async fn saved(store: &Store, page: &Page) -> Vec<Arc<Prospect>> {
    let mut all = Vec::new();
    for site in &page.sites {
        let found = store.prospect(&prospect::id(&page.url, site)).await;
        all.extend(found.ok().flatten().map(Arc::new));
    }
    all
}

/// The prospects that are pages of the same site as this page, those changed last.
fn rows_of_site(rows: &[Arc<ProspectRow>], page: &Page) -> Vec<String> {
    let Ok(url) = Url::parse(&page.url) else {
        return Vec::new();
    };
    let Some(host) = url.host_str().map(without_www) else {
        return Vec::new();
    };
    let site = site_of(host);
    let of_site = rows.iter().filter(|row| is_within(&row.host, site));
    let mut all: Vec<_> = of_site
        .filter(|row| page.sites.contains(&row.site))
        .collect();
    all.sort_by_key(|row| std::cmp::Reverse(row.updated));
    all.truncate(MAX_OF_SITE);
    all.into_iter().map(|row| row.id.clone()).collect()
}

/// What some prospects of a page's site say for one of the user's sites.
fn known_of(found: &[Prospect], site: &str) -> Option<OfSite> {
    let own = found.iter().filter(|found| found.site == site);
    let wrote = |prospect: &Prospect| prospect.messages.iter().map(|sent| sent.at).max();
    let best = own.max_by_key(|prospect| (wrote(prospect), prospect.updated))?;
    Some(OfSite {
        prospect: Arc::new(best.clone()),
        wrote: wrote(best),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prospect(site: &str, updated: Millis, wrote: &[Millis]) -> Prospect {
        let sent = |at: &Millis| {
            format!(r#"{{"at":{at},"how":"copied","to":null,"subject":"","body":""}}"#)
        };
        let messages: Vec<String> = wrote.iter().map(sent).collect();
        serde_json::from_str(&format!(
            r#"{{"version":1,"id":"{site} {updated}","site":"{site}","page":{{"url":"https://a.example/"}},
                "messages":[{}],"kept":1,"updated":{updated}}}"#,
            messages.join(",")
        ))
        .unwrap()
    }

    #[test]
    fn the_one_that_was_written_to_last_speaks_for_the_site() {
        let all = [
            prospect("Acme", 9, &[]),
            prospect("Acme", 5, &[2, 4]),
            prospect("Acme", 7, &[3]),
            prospect("Other", 8, &[8]),
        ];
        let found = known_of(&all, "Acme").unwrap();
        assert_eq!((found.prospect.updated, found.wrote), (5, Some(4)));
        assert_eq!(known_of(&all[..1], "Acme").unwrap().wrote, None);
        assert!(known_of(&all, "No site").is_none());
    }

    #[test]
    fn pages_of_the_same_registrable_domain_are_of_one_site() {
        let row = |host: &str, site: &str, updated| {
            Arc::new(ProspectRow {
                id: format!("{host} {site}"),
                host: host.into(),
                site: site.into(),
                updated,
                ..ProspectRow::default()
            })
        };
        let rows = [
            row("blog.news.example", "Acme", 1),
            row("news.example", "Acme", 2),
            row("othernews.example", "Acme", 3),
            row("news.example", "Removed", 4),
        ];
        let page = Page {
            url: "https://www.news.example/post".into(),
            sites: vec!["Acme".into()],
        };
        assert_eq!(
            rows_of_site(&rows, &page),
            ["news.example Acme", "blog.news.example Acme"]
        );
    }
}

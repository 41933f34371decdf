//! What is made of an answer, by what its run is for, and saved with the row in one step: a row that has an
//! answer has all that follows from it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use linkglance_browser::checks::host_of;
use linkglance_browser::store::{
    Came, OwnTarget, Purpose, Result, Run, RunRow, SitePages, SitemapRead, Store, Watch, page_key,
    seen_in,
};
use linkglance_browser::{analysis, clock, profiles, watching};
use linkglance_core::Profiles;
use linkglance_core::site::{MAX_SITEMAP_ENTRIES, NotASitemap, SitemapEntry, SitemapPage};
use linkglance_core::url::Url;
use linkglance_core::watch::{
    Answer, ENDS_ALIKE, Fault, LinkStatus, Observation, Response, RobotsTxt, Unknown, View, moment,
};

use crate::fetch::Got;

/// Most files of a site that are read.
const MAX_FILES: usize = 200;

/// Most pages of a site that are kept.
const MAX_PAGES: usize = 100_000;

/// What answers so far have to do with the next one.
#[derive(Default)]
pub(crate) struct Outcomes {
    profiles: RefCell<Option<Rc<Profiles>>>,
    /// Where watched pages ended that ended elsewhere, by their host; `None` until that is asked for.
    ends: RefCell<Option<Ends>>,
    /// What the sitemaps of a run have named, by its id.
    named: RefCell<BTreeMap<String, Named>>,
}

/// Of a host, the pages that ended elsewhere, by their identity.
type Ends = BTreeMap<String, BTreeMap<String, End>>;

/// Where a page ended.
struct End {
    arrived: String,
    /// The links that are watched on it.
    watches: Vec<String>,
}

/// What the sitemaps of a run have named.
#[derive(Default)]
struct Named {
    /// The files, by address; those to be read and those that were.
    files: BTreeSet<String>,
    pages: BTreeSet<String>,
}

impl Outcomes {
    /// Has the profiles read again: the user may have changed them.
    pub(crate) fn forget_profiles(&self) {
        *self.profiles.borrow_mut() = None;
    }

    /// Has the watches read again, for another run: the user may watch other links now.
    pub(crate) fn forget_ends(&self) {
        *self.ends.borrow_mut() = None;
    }

    /// Saves what an answer is for its run. Gives rows that it adds.
    pub(crate) async fn save(
        &self,
        store: &Store,
        mut row: RunRow,
        run: &Run,
        got: Got,
    ) -> Result<Vec<RunRow>> {
        let (response, named) = match got {
            Got::Response(response) => (response, None),
            Got::Sitemap(answer, named) => (Response::Answer(answer), Some(named)),
            Got::Redirect => (Response::Nothing(Fault::Elsewhere), None),
        };
        match &run.purpose {
            Purpose::Targets => {
                let status = analysis::link_status_in_time(&row.url, &response);
                row.came = Some(Came::Status(status));
                store.save_row(&row).await?;
            }
            Purpose::OwnTargets => {
                let status = analysis::link_status_in_time(&row.url, &response);
                row.came = Some(Came::Status(status.clone()));
                let target = OwnTarget {
                    id: row.url.clone(),
                    at: clock::millis(),
                    status,
                };
                store.save_own_target(&row, &target).await?;
            }
            Purpose::Watch { .. } => self.look(store, row, &response).await?,
            Purpose::Bulk => {
                let profiles = self.profiles().await?;
                let now = clock::millis();
                let (found, report) = analysis::found_in_time(&row.url, &response, &profiles, now);
                row.came = Some(Came::Found(Box::new(found)));
                let backlinks = report.map(|report| seen_in(&report, View::Raw, now));
                store
                    .save_found(&row, backlinks.unwrap_or_default())
                    .await?;
            }
            Purpose::Source => {
                row.came = Some(Came::Source(Box::new(response)));
                store.save_row(&row).await?;
            }
            Purpose::Sitemap { site } => {
                return self.save_sitemap(store, row, site, &response, named).await;
            }
        }
        Ok(Vec::new())
    }

    /// What follows from the end of a run.
    pub(crate) async fn ended(&self, store: &Store, run: &Run) -> Result {
        self.named.borrow_mut().remove(&run.id);
        match &run.purpose {
            Purpose::Watch { .. } => watching::show_news(store).await,
            Purpose::Sitemap { site } => {
                let rows = store.run_rows(&run.id).await?.into_iter();
                let unread = rows.filter(|row| {
                    matches!(row.came, Some(Came::Sitemap(SitemapRead::Unknown { .. })))
                });
                let unread = unread.map(|row| row.url).collect();
                store.forget_other_pages(site, &run.id, &unread).await
            }
            _ => Ok(()),
        }
    }

    /// The user's profiles.
    async fn profiles(&self) -> Result<Rc<Profiles>> {
        if let Some(known) = self.profiles.borrow().clone() {
            return Ok(known);
        }
        let loaded = profiles::load().await?.profiles;
        let sites = loaded.into_iter().map(|profile| profile.site).collect();
        let ready = Rc::new(Profiles::of(sites));
        *self.profiles.borrow_mut() = Some(Rc::clone(&ready));
        Ok(ready)
    }

    /// Looks at the links that are watched on a page.
    async fn look(&self, store: &Store, mut row: RunRow, response: &Response) -> Result {
        let profiles = self.profiles().await?;
        let mut looks = Vec::new();
        for id in &row.watches {
            let Some(watch) = store.one::<Watch>(id).await? else {
                continue;
            };
            looks.extend(look_at(store, watch, &row.url, response, &profiles).await?);
        }
        let arrived = looks.iter().find_map(|(_, look)| look.ended_elsewhere());
        if arrived.is_some() {
            self.know_ends(store).await?;
        }
        let (ends_alike, mut others) = self.note_end(&row, arrived);
        if ends_alike < ENDS_ALIKE {
            others.clear();
        }
        let row = Some(&mut row);
        store.look_alike(row, looks, ends_alike, &others).await
    }

    /// Learns where all watched pages ended when they were looked at last.
    async fn know_ends(&self, store: &Store) -> Result {
        if self.ends.borrow().is_some() {
            return Ok(());
        }
        let mut ends = Ends::new();
        for watch in store.all::<Watch>().await?.all {
            let Some(arrived) = watch.arrived else {
                continue;
            };
            let of_host = ends.entry(host_of(&watch.page)).or_default();
            let end = of_host.entry(watch.page_key).or_insert(End {
                arrived,
                watches: Vec::new(),
            });
            end.watches.push(watch.id);
        }
        // Another row may have learned it meanwhile, and noted its own end.
        self.ends.borrow_mut().get_or_insert(ends);
        Ok(())
    }

    /// Notes where a page ended, `None` for where it was asked for. Gives how many pages of its host ended there,
    /// at least one, and the watches of the others.
    fn note_end(&self, row: &RunRow, arrived: Option<&str>) -> (usize, Vec<String>) {
        let mut ends = self.ends.borrow_mut();
        let Some(ends) = ends.as_mut() else {
            return (1, Vec::new());
        };
        let of_host = ends.entry(host_of(&row.url)).or_default();
        let page = page_key(&row.url);
        of_host.remove(&page);
        let Some(arrived) = arrived else {
            return (1, Vec::new());
        };
        let alike = of_host.values().filter(|end| end.arrived == arrived);
        let all = 1 + alike.clone().count();
        let others = alike.flat_map(|end| end.watches.clone()).collect();
        let end = End {
            arrived: arrived.to_owned(),
            watches: row.watches.clone(),
        };
        of_host.insert(page, end);
        (all, others)
    }

    async fn save_sitemap(
        &self,
        store: &Store,
        mut row: RunRow,
        site: &str,
        response: &Response,
        named: Option<std::result::Result<Vec<SitemapEntry>, NotASitemap>>,
    ) -> Result<Vec<RunRow>> {
        self.know_named(store, &row.run, site).await?;
        let is_whole = !matches!(response, Response::Answer(answer) if !answer.is_whole());
        let truncated = || SitemapRead::Unknown {
            status: LinkStatus::Unknown {
                why: Unknown::Truncated,
            },
        };
        let entries = match (named, response) {
            (Some(Ok(entries)), _) => Ok(entries),
            (Some(Err(NotASitemap)), _) if !is_whole => Err(truncated()),
            (Some(Err(NotASitemap)), _) => Err(SitemapRead::NotASitemap),
            (
                None,
                Response::Answer(Answer {
                    status: 404 | 410, ..
                }),
            ) => Err(SitemapRead::Missing),
            (None, _) if row.url.ends_with("/robots.txt") => {
                let files = RobotsTxt::of(response).sitemaps().into_iter();
                Ok(files.map(SitemapEntry::File).collect())
            }
            (None, _) => Err(SitemapRead::Unknown {
                status: analysis::link_status_in_time(&row.url, response),
            }),
        };
        let mut more = Vec::new();
        let mut pages = Vec::new();
        row.came = Some(Came::Sitemap(match entries {
            Err(read) => read,
            Ok(entries) => {
                let all = entries.len();
                let cut;
                (pages, more, cut) = self.new_of(&row, entries);
                SitemapRead::Named {
                    pages: pages.len(),
                    files: more.len(),
                    cut: cut || !is_whole || all == MAX_SITEMAP_ENTRIES,
                }
            }
        }));
        if !is_whole && pages.len() < known_of(store, site, &row).await? {
            // What is known of the file from before says more than a part of it.
            row.came = Some(Came::Sitemap(truncated()));
            pages.clear();
        }
        let saved = SitePages::new(site, &row, clock::millis(), pages);
        let saved = (!saved.pages.is_empty()).then_some(saved);
        store.save_sitemap(&row, saved.as_ref(), &more).await?;
        Ok(more)
    }

    /// Learns what a run has named before this worker was started.
    async fn know_named(&self, store: &Store, run: &str, site: &str) -> Result {
        if self.named.borrow().contains_key(run) {
            return Ok(());
        }
        let rows = store.run_rows(run).await?;
        let files = rows.into_iter().map(|row| row.url).collect();
        let read = store.site_pages(site).await?.into_iter();
        let own = read.filter(|pages| pages.run == run);
        let pages = own
            .flat_map(|file| file.pages)
            .map(|page| page.url)
            .collect();
        let named = Named { files, pages };
        self.named.borrow_mut().insert(run.to_owned(), named);
        Ok(())
    }

    /// What entries name that no other file of the run has named: pages, rows of further files, and whether
    /// some were left out.
    fn new_of(
        &self,
        row: &RunRow,
        entries: Vec<SitemapEntry>,
    ) -> (Vec<SitemapPage>, Vec<RunRow>, bool) {
        let (mut pages, mut more, mut cut) = (Vec::new(), Vec::new(), false);
        let mut named = self.named.borrow_mut();
        let named = named.entry(row.run.clone()).or_default();
        let base = Url::parse(&row.url).ok();
        for entry in entries {
            match entry {
                SitemapEntry::Page(page) if named.pages.contains(&page.url) => {}
                SitemapEntry::Page(_) if named.pages.len() >= MAX_PAGES => cut = true,
                SitemapEntry::Page(page) => {
                    named.pages.insert(page.url.clone());
                    pages.push(page);
                }
                SitemapEntry::File(file) => {
                    let Some(url) = base.as_ref().and_then(|base| base.join(&file).ok()) else {
                        continue;
                    };
                    let url = String::from(url);
                    if named.files.contains(&url) {
                        continue;
                    }
                    if named.files.len() >= MAX_FILES {
                        cut = true;
                        continue;
                    }
                    more.push(RunRow::new(&row.run, named.files.len(), url.clone()));
                    named.files.insert(url);
                }
            }
        }
        (pages, more, cut)
    }
}

/// How many pages a file has named when it was read before.
async fn known_of(store: &Store, site: &str, row: &RunRow) -> Result<usize> {
    let read = store.site_pages(site).await?.into_iter();
    let before = read.filter(|pages| pages.file == row.url && pages.run != row.run);
    Ok(before.map(|pages| pages.pages.len()).sum())
}

/// A look at one link that is watched; `None` where what is looked for is not known any more.
async fn look_at(
    store: &Store,
    watch: Watch,
    url: &str,
    response: &Response,
    profiles: &Profiles,
) -> Result<Option<(String, Observation)>> {
    let sites = profiles.sites();
    let agreement = watching::looked_for(store, &watch, sites).await?;
    let now = moment(clock::millis());
    Ok(agreement.map(|agreement| {
        let look = analysis::look_in_time(now, url, response, &agreement, sites);
        (watch.id, look)
    }))
}

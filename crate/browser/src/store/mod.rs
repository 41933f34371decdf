//! Everything that is saved in `IndexedDB`, behind one small interface: prospects with their reports,
//! backlinks that are known, agreements and checks, message templates, links that are watched, what is
//! known of the user's own sites, and runs of checks that are under way.
//!
//! A write is confirmed when its transaction has completed with strict durability: what has been
//! confirmed outlives a killed browser. Each change is one transaction that reads what is there,
//! changes it and writes it, so that no window overwrites another's changes.

mod agreement;
mod backlink;
mod by_domain;
mod competitor;
mod connection;
mod contact;
mod convert;
mod edit;
mod error;
mod figures;
mod import;
mod keep;
mod keys;
mod merge;
mod news;
mod own_site;
mod prospects;
mod ranks;
mod reading;
mod record;
mod replace;
mod requests;
mod row;
mod run;
mod schema;
mod snapshot;
mod swap;
mod text;
mod watch;

use std::rc::Rc;

use idb::Transaction;

pub use agreement::{KeptAgreement, KeptCheck, RemovedAgreement};
pub use backlink::{KnownBacklink, Said, seen_in};
pub use competitor::{CompetitorLink, competitor_links_in, competitors};
pub use connection::Lost;
pub use contact::{KeptContact, contacts_of, domain_of_page};
pub use edit::{Edit, Reversal};
pub use error::StoreError;
pub use figures::{KeptFigures, RATINGS};
pub use import::{Importable, Imported, Importing, Incoming};
pub use keep::{Saved, Unsaved};
pub use news::Part;
pub use own_site::{OwnTarget, SitePages};
pub use prospects::{Deleted, Kept, KeptReport};
pub use ranks::{RankList, Ranked};
pub use reading::{Newest, Reading};
pub use record::Record;
pub use replace::Replaced;
pub use row::{ProspectRow, host, host_name, kind_name, named, page_domain, status_name};
pub use run::{Came, KnownRobots, Purpose, Run, RunRow, SitemapRead, Stage};
pub use schema::{BACKLINKS, FIRST, KEPT, PROSPECTS, Schema, Step};
pub use snapshot::Snapshot;
pub use swap::Swapped;
pub use text::{
    KeptFollowUp, KeptText, TemplateSet, my_name, signature, template, templates, writing,
};
pub use watch::{Look, SeenLink, Subject, Unwatched, Watch, page_key};

use crate::persistence;
use connection::{Connection, abandon, confirmed};
use news::News;

/// What every call here answers with.
pub type Result<T = ()> = std::result::Result<T, StoreError>;

/// The open database. Copies are the same connection.
#[derive(Clone)]
pub struct Store {
    connection: Rc<Connection>,
    news: News,
}

impl Store {
    /// Opens the database, bringing an earlier one up to date first. `lost` is called when the
    /// connection ends by itself, or cannot be had for now.
    ///
    /// # Errors
    /// There is no `IndexedDB` here, a newer Linkglance wrote the data, or the browser cannot read it.
    pub async fn open(lost: impl Fn(Lost) + Clone + 'static) -> Result<Self> {
        Self::open_as(&schema::SCHEMA, lost).await
    }

    /// The same with a database of another name or more steps: how a migration is tried.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn open_as(
        schema: &'static Schema,
        lost: impl Fn(Lost) + Clone + 'static,
    ) -> Result<Self> {
        Ok(Self {
            connection: Rc::new(Connection::open(schema, lost).await?),
            news: News::new(),
        })
    }

    /// Calls back when another page of the extension has changed something.
    pub fn on_change(&self, callback: impl Fn(Part) + 'static) {
        self.news.listen(callback);
    }

    /// Ends a change, which is `done` or has failed: confirmed and reported, or given up as a whole.
    async fn finish<T>(&self, transaction: Transaction, done: Result<T>, part: Part) -> Result<T> {
        match done {
            Ok(value) => {
                confirmed(transaction).await?;
                self.news.tell(part);
                persistence::after_save();
                Ok(value)
            }
            Err(error) => Err(abandon(transaction, error)),
        }
    }
}

//! What changes agreements in the dashboard, each with what takes it back.

use leptos::prelude::{GetUntracked, Update};

use super::agreement_form::Form;
use super::agreements::Agreed;
use super::model::{State, Undo};
use super::row::Listed;
use linkglance_browser::i18n::t_with;
use linkglance_browser::store::KeptAgreement;

impl State {
    /// Stores an agreement as it was `written` in the form, over what is stored by now.
    pub(in crate::dashboard) fn keep_agreement(&'static self, form: Form, written: KeptAgreement) {
        let sites = self.sites.get_untracked();
        let id = written.id.clone();
        let now = move |saved: Option<KeptAgreement>| form.over(written, saved, &sites);
        self.renew(id, None, now, Undo::Agreement);
    }

    /// Deletes an agreement with its checks.
    pub(in crate::dashboard) fn delete_agreement(&'static self, row: &Agreed) {
        let (id, title) = (row.kept.id.clone(), row.title());
        let checks = row.checks.iter().map(|check| check.id.clone());
        let checks: Vec<String> = checks.collect();
        self.run(move |store| async move {
            let removed = store.remove_agreement(id, checks).await?;
            self.records.update(|count| *count += 1);
            let undo = Undo::RemovedAgreement(removed);
            Ok((t_with("agreement_removed", &[&title]), Some(undo)))
        });
    }
}

//! Saved agreements, with what the last check of each found.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::{empty, plain_table};
use crate::dashboard::state::model::{Model, View};
use linkglance_browser::clock;
use linkglance_browser::i18n::t;
use linkglance_browser::prospect::{outside, short};
use linkglance_browser::store::{KeptAgreement, KeptCheck, StoreError};
use linkglance_browser::words;

/// The list of agreements.
pub(super) fn agreements(model: Model) -> impl IntoView {
    type Kept = (Vec<KeptAgreement>, BTreeMap<String, KeptCheck>);
    let known: RwSignal<Option<Kept>> = RwSignal::new(None);
    Effect::new(move || {
        model.records.track();
        let Some(store) = model.store() else {
            return;
        };
        leptos::task::spawn_local(async move {
            let read = async {
                let agreements = model.readable::<KeptAgreement>(&store).await?;
                let mut checks = model.readable::<KeptCheck>(&store).await?;
                checks.sort_by_key(|check| check.at);
                // The last of each agreement stays.
                let last = checks
                    .into_iter()
                    .map(|check| (check.agreement.clone(), check));
                Ok::<_, StoreError>((agreements, last.collect()))
            };
            match read.await {
                Ok(read) => drop(known.try_set(Some(read))),
                Err(error) => model.fail(&error),
            }
        });
    });
    let rows = move || {
        known.with(|known| {
            let (agreements, checks) = known.as_ref()?;
            if agreements.is_empty() {
                let nothing = empty("agreements", &t("no_agreements"), &t("no_agreements_hint"));
                return Some(nothing.into_any());
            }
            let row = |agreement| row(agreement, checks.get(&agreement.id));
            let rows: Vec<_> = agreements.iter().map(row).collect();
            let columns = ["fact_page", "fact_site", "fact_agreed", "fact_last_check"];
            Some(plain_table(View::Agreements, &columns, rows).into_any())
        })
    };
    view! {
        <section class="page-view">
            <h2>{t("view_agreements")}</h2>
            {rows}
        </section>
    }
}

fn row(agreement: &KeptAgreement, check: Option<&KeptCheck>) -> impl IntoView + use<> {
    let page = agreement
        .page
        .as_ref()
        .map(|page| outside(page, short(page)));
    let (state, word, day) = match check {
        Some(check) => {
            let (state, word) = words::overall(check.overall);
            (state, word, clock::day(check.at))
        }
        None => ("none", t("check_none"), String::new()),
    };
    view! {
        <tr data-part="agreement">
            <td>{page}</td>
            <td><bdi>{agreement.site.clone()}</bdi></td>
            <td>{clock::day(agreement.made)}</td>
            <td>
                <span class="chip check" data-state=state>{word}</span> " "
                <span class="quiet">{day}</span>
            </td>
        </tr>
    }
}

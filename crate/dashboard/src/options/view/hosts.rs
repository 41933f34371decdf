//! The sites that the user lets the extension read, and their taking back.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_browser::api::permissions;
use linkglance_browser::i18n::{t, t_with};

use crate::options::state::model::Model;

#[component]
pub(super) fn Hosts(model: Model) -> impl IntoView {
    let origins = RwSignal::new(Vec::new());
    let read = move || {
        spawn_local(async move {
            match permissions::all().await {
                Ok(all) => origins.set(all),
                Err(error) => model.error.set(Some(error.to_string())),
            }
        });
    };
    permissions::on_change(read);
    read();
    let list = move || {
        let hosts = by_host(&origins.get());
        if hosts.is_empty() {
            return view! { <p data-part="hosts-none">{t("hosts_none")}</p> }.into_any();
        }
        let rows = hosts
            .into_iter()
            .map(|(host, origins)| row(model, &host, origins));
        view! {
            <p class="quiet">{t("hosts_hint")}</p>
            <ul class="hosts">{rows.collect_view()}</ul>
        }
        .into_any()
    };
    view! {
        <section data-part="hosts">
            <h2>{t("hosts_title")}</h2>
            {list}
        </section>
    }
}

fn row(model: Model, host: &str, origins: Vec<String>) -> impl IntoView + use<> {
    let name = if host == EVERY {
        t("hosts_all")
    } else {
        host.to_owned()
    };
    let remove = move |_| {
        let origins = origins.clone();
        spawn_local(async move {
            let error = permissions::remove(&origins).await.err();
            model.error.set(error.map(|error| error.to_string()));
        });
    };
    let label = t_with("hosts_remove_site", &[&name]);
    view! {
        <li data-part="host">
            <bdi>{name}</bdi>
            <button type="button" data-part="host-remove" aria-label=label on:click=remove>
                {t("hosts_remove")}
            </button>
        </li>
    }
}

/// What stands for every host.
const EVERY: &str = "*";

/// Origins by their host: a host is asked for with its subdomains, and both go together.
fn by_host(origins: &[String]) -> BTreeMap<String, Vec<String>> {
    let mut hosts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for origin in origins {
        let rest = origin
            .split_once("://")
            .map_or(origin.as_str(), |(_, rest)| rest);
        let host = rest.split('/').next().unwrap_or_default();
        let host = host.strip_prefix("*.").unwrap_or(host);
        let of_host = hosts.entry(host.to_owned()).or_default();
        of_host.push(origin.clone());
    }
    hosts
}

#[cfg(test)]
mod tests {
    use super::by_host;

    #[test]
    fn a_host_stands_once_with_all_that_was_granted_of_it() {
        let origins = [
            "*://acme.com/*",
            "*://*.acme.com/*",
            "https://b.example/*",
            "*://*/*",
        ];
        let hosts = by_host(&origins.map(str::to_owned));
        let counts: Vec<_> = hosts
            .iter()
            .map(|(host, all)| (host.as_str(), all.len()))
            .collect();
        assert_eq!(counts, [("*", 1), ("acme.com", 2), ("b.example", 1)]);
    }
}

//! About: the version, under which licence it is, and what it is made of.

use leptos::prelude::*;

use linkglance_browser::i18n::{t, t_with};

/// The files that are in the package beside the modules (`cargo xtask build` makes them).
const LICENCES: &str = "licenses.txt";
const BILL: &str = "sbom.cdx.json";

#[component]
pub(super) fn About() -> impl IntoView {
    view! {
        <section data-part="about">
            <h2>{t("about")}</h2>
            <p>{t_with("about_version", &[env!("CARGO_PKG_VERSION")])}</p>
            <p class="quiet">{t("about_licence")}</p>
            <p class="actions">
                <a href=LICENCES target="_blank" data-part="licences">
                    {t("about_parts")}
                </a>
                <a href=BILL target="_blank" data-part="bill">
                    {t("about_bill")}
                </a>
            </p>
        </section>
    }
}

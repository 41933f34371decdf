//! Files that are offered for download.

use crate::dashboard::state::model::Model;
use linkglance_browser::api;
use linkglance_browser::clock;
use linkglance_browser::i18n::t_with;

/// Offers a file with today's date in its name; says why not where it can't be.
pub(super) fn offer(model: Model, name: &str, kind: &str, text: &str) -> bool {
    let name = format!("linkglance-{name}-{}", clock::today());
    let name = match kind {
        "text/csv" => format!("{name}.csv"),
        "text/html" => format!("{name}.html"),
        _ => format!("{name}.json"),
    };
    let offered = api::offer_file(&name, kind, text);
    if let Err(error) = &offered {
        model.fail_with(t_with("file_not_written", &[&error.to_string()]));
    }
    offered.is_ok()
}
